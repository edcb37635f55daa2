/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.internal.loop;

import io.github.wholewire.ChannelClosedException;
import io.github.wholewire.ChannelException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/** How much a connection has yet to write, whether there is room for more, and who waits for it. */
abstract class LinkMarks extends LinkState {
    private static final VarHandle COLLECTED = collectedHandle();

    private volatile @Nullable Senders senders;

    /** Bytes that wait for the transport; changed with the monitor. */
    private volatile int queued;

    /**
     * Bytes in the scratch. Only the loop's thread changes it, once a message, and others may see
     * that late: a volatile write took 15 ns of the 80 that a message of a pipeline took in user
     * space. Before they are woken for want of room, {@link #queued} is written, which is volatile.
     */
    private int collected;

    /** A batch of another thread goes next: what is queued has to wait for that thread. */
    private volatile boolean awaitsBatch;

    private volatile boolean refused;
    private volatile boolean shutAsked;

    LinkMarks(EventLoop loop, Transport transport) {
        super(loop, transport);
    }

    void requireSendable() throws ChannelException {
        requirePeer();
        requireOpen();
        if (shutAsked) {
            throw new ChannelClosedException(
                    "shutdownOutput() was called: nothing more can be sent, receiving goes on");
        }
    }

    /** Returns how many bytes were taken and not written yet. */
    int pendingLength() {
        return queued + (int) COLLECTED.getAcquire(this);
    }

    boolean isFull() {
        return pendingLength() >= loop.settings.highWaterMark;
    }

    boolean isLow() {
        return pendingLength() < loop.settings.lowWaterMark;
    }

    /** Tells whether something was taken and not written yet, beside what the scratch has. */
    boolean isPending() {
        return queued > 0;
    }

    /** Tells whether something waits for the transport, and for nobody else. */
    boolean awaitsTransport() {
        return isPending() && !awaitsBatch;
    }

    /** Tells whether nothing goes before what the batch under way sends next. */
    boolean awaitsBatch() {
        return awaitsBatch;
    }

    void awaitsBatch(boolean does) {
        if (awaitsBatch != does) {
            awaitsBatch = does;
        }
    }

    boolean isOutputShutAsked() {
        return shutAsked;
    }

    /** Remembers that somebody wants to know when there is room. */
    void refuse() {
        refused = true;
    }

    /** Tells, once, that somebody who was refused has room again. */
    boolean hasRoomAgain() {
        boolean again = owesRoom();
        if (again) {
            refused = false;
        }
        return again;
    }

    boolean owesRoom() {
        return refused && isLow();
    }

    Senders senders() {
        Senders existing = senders;
        if (existing != null) {
            return existing;
        }
        synchronized (this) {
            if (senders == null) {
                senders = new Senders(this);
            }
            return senders;
        }
    }

    /** Tells whether there is no room, and remembers that somebody wanted some. */
    synchronized boolean refusesForWantOfRoom() {
        boolean full = isFull(); // asked once: the loop's thread may be filling it
        refused |= full;
        return full;
    }

    @Override
    void wakeSenders() {
        Senders waiting = senders;
        if (waiting != null) {
            waiting.wake();
        }
    }

    int queued() {
        return queued;
    }

    void queued(int length) {
        queued = length;
    }

    int collected() {
        return collected;
    }

    void collected(int length) {
        COLLECTED.setRelease(this, length);
    }

    void askToShutOutput() {
        shutAsked = true;
    }

    private static VarHandle collectedHandle() {
        try {
            return MethodHandles.lookup().findVarHandle(LinkMarks.class, "collected", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }
}
