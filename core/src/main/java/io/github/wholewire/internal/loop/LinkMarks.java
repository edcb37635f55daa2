/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.internal.loop;

import io.github.wholewire.ChannelClosedException;
import io.github.wholewire.ChannelException;
import org.jspecify.annotations.Nullable;

/** How much a connection has yet to write, whether there is room for more, and who waits for it. */
abstract class LinkMarks extends LinkState {
    private volatile @Nullable Senders senders;

    /** Bytes that wait for the transport; changed with the monitor. */
    private volatile int queued;

    /** Bytes in the scratch; only the loop's thread changes it. */
    private volatile int collected;

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
        return queued + collected;
    }

    boolean isFull() {
        return pendingLength() >= loop.settings.highWaterMark;
    }

    boolean isLow() {
        return pendingLength() < loop.settings.lowWaterMark;
    }

    /** Tells whether something waits for the transport. */
    boolean isPending() {
        return queued > 0;
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
        collected = length;
    }

    void askToShutOutput() {
        shutAsked = true;
    }
}
