/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.internal.loop;

import io.github.wholewire.ChannelException;
import io.github.wholewire.internal.loop.Tally.Report;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * What a connection has yet to write, in this order: what the transport did not take; what the
 * handler has sent and the loop's {@link Scratch} collects; what other threads have sent meanwhile.
 * {@link OutboundQueues} has the rest of that order.
 *
 * <p>Its monitor is held to append and to write, never while a handler or a codec runs or something
 * is waited for: a write does not block. There is no lock and no queue to make for a connection
 * that is idle.
 */
final class Outbound {
    private final Link link;
    private @Nullable OutboundQueues queues;
    private volatile @Nullable Senders senders;

    /** Bytes in the queues. */
    private volatile int queued;

    /** Bytes in the scratch; only the loop's thread changes it. */
    private volatile int collected;

    /** What the handler sends goes first; only the loop's thread sets it. */
    private volatile boolean claimed;

    /** Others have joined since, and go before what the handler sends from here on. */
    private volatile boolean overtaken;

    private volatile boolean refused;
    private volatile boolean shutAsked;
    private volatile boolean shut;

    /** Another thread has written since the loop asked last. */
    private volatile boolean visited;

    /** What was taken, for the observer; null if there is none. */
    private final @Nullable Tally tally;

    Outbound(Link link) {
        this.link = link;
        tally = link.isObserved() ? new Tally() : null;
    }

    int length() {
        return queued + collected;
    }

    boolean isFull() {
        return length() >= link.settings.highWaterMark;
    }

    boolean isLow() {
        return length() < link.settings.lowWaterMark;
    }

    /** Tells whether something waits for the transport. */
    boolean isPending() {
        return queued > 0;
    }

    boolean isShutAsked() {
        return shutAsked;
    }

    boolean isShut() {
        return shut;
    }

    /** Tells, once, that another thread has written. */
    boolean wasVisited() {
        boolean since = visited;
        visited = false;
        return since;
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

    // For the loop's thread.

    /**
     * What is encoded into the scratch from here on goes out next.
     *
     * @param more whether the handler is in the midst of a batch, so that nobody may join yet
     */
    void claim(Scratch scratch, boolean more) {
        if (overtaken && !more) {
            flush(false);
        }
        scratch.claim(this);
        if (!claimed) {
            claimed = true;
            link.later();
        }
    }

    /** A message was encoded since. */
    void collected(Scratch scratch) {
        scratch.messages++;
        collected = scratch.length();
    }

    /** Moves the frames out of the scratch, which another connection needs. */
    synchronized void collect(Scratch scratch) {
        if (collected > 0) {
            count(scratch.messages, collected);
            scratch.moveTo(queues().forHandler());
            collected = 0;
            queued = queues().length();
        }
    }

    /**
     * Writes as much as the transport takes.
     *
     * @param more whether the handler is in the midst of a batch, so that nobody may join yet
     */
    void flush(boolean more) {
        if (!claimed && !isPending() && (shut || !shutAsked)) {
            return;
        }
        Scratch scratch = link.loop.scratch;
        Report report;
        synchronized (this) {
            try {
                int taken = writeCollected(scratch);
                if (!more) {
                    endClaim();
                }
                taken += writePending(scratch);
                if (taken > 0) {
                    link.wrote();
                }
                report = settle();
            } catch (IOException e) {
                scratch.clear(this);
                failure("writing", e);
                return;
            }
        }
        report.tell(link);
    }

    /** Writes what the scratch has, or joins it to what waits. */
    private int writeCollected(Scratch scratch) throws IOException {
        boolean passes = queues == null || queues.letsHandlerPass();
        if (collected == 0 || !passes || !link.hasPeer()) {
            collect(scratch);
            return 0;
        }
        count(scratch.messages, collected);
        collected = 0;
        int taken = scratch.writeTo(link.transport);
        if (scratch.length() > 0) {
            scratch.moveTo(queues().pending);
        } else {
            scratch.clear(this);
        }
        return taken;
    }

    private int writePending(Scratch scratch) throws IOException {
        return queues == null || !link.hasPeer()
                ? 0
                : queues.pending.writeTo(link.transport, scratch.write);
    }

    private void endClaim() {
        claimed = false;
        overtaken = false;
        if (queues != null) {
            queues.claimEnds();
        }
    }

    /** Shuts output down as soon as all that was taken is written. */
    void shutdown() {
        Report report;
        synchronized (this) {
            shutAsked = true;
            wake();
            try {
                report = settle();
            } catch (IOException e) {
                failure("shutting down output", e);
                return;
            }
        }
        report.tell(link);
        if (!shut) {
            link.later();
        }
    }

    // For other threads.

    Senders senders() {
        Senders existing = senders;
        if (existing != null) {
            return existing;
        }
        synchronized (this) {
            if (senders == null) {
                senders = new Senders(link);
            }
            return senders;
        }
    }

    /** Tells whether there is no room, and remembers that somebody wanted some. */
    synchronized boolean refusesForWantOfRoom() {
        refused |= isFull();
        return isFull();
    }

    /** Takes another thread's frames, and writes them if nothing has to go first. */
    void offer(ByteBuffer frames, int count, boolean ofBatch, Handle<?> by)
            throws ChannelException {
        Report report;
        synchronized (this) {
            by.requireCurrent();
            link.requireSendable();
            count(count, frames.remaining());
            try {
                if (passes(ofBatch)) {
                    writeInParts(frames);
                    visited = true;
                }
                if (frames.hasRemaining()) {
                    queues().forOthers(ofBatch, claimed).append(frames);
                }
                overtaken = claimed;
                report = settle();
            } catch (IOException e) {
                throw failure("writing", e);
            }
        }
        report.tell(link);
        if (isPending()) {
            link.later();
        }
    }

    /** Tells whether another thread's frames go next. */
    private boolean passes(boolean ofBatch) {
        return queues == null
                ? !claimed
                : queues.pending.isEmpty() && queues.forOthers(ofBatch, claimed) == queues.pending;
    }

    /** Does something while nobody can offer. */
    synchronized void exclusively(Runnable action) {
        action.run();
    }

    synchronized void beginBatch() {
        queues().beginBatch(claimed);
    }

    void endBatch() {
        synchronized (this) {
            queues().endBatch();
            forgetQueues();
        }
        if (isPending() || shutAsked) {
            link.later();
        }
    }

    /** Wakes who waits for room, to find out that there is some, or will be none. */
    void wake() {
        Senders waiting = senders;
        if (waiting != null) {
            waiting.wake();
        }
    }

    /** The JDK copies what is on the heap into a buffer that it keeps, as large as the write. */
    private void writeInParts(ByteBuffer frames) throws IOException {
        int limit = frames.limit();
        boolean took = true;
        while (took && frames.position() < limit) {
            frames.limit(Math.min(limit, frames.position() + Scratch.LENGTH));
            link.transport.write(frames);
            took = !frames.hasRemaining();
            frames.limit(limit);
        }
    }

    // With the monitor.

    private OutboundQueues queues() {
        if (queues == null) {
            queues = new OutboundQueues();
        }
        return queues;
    }

    private void forgetQueues() {
        if (queues != null && queues.isOver()) {
            queues = null;
        }
    }

    private void count(int messages, long bytes) {
        if (tally != null) {
            tally.add(messages, bytes);
        }
    }

    /** Draws the conclusions of what was appended and written. */
    private Report settle() throws IOException {
        if (!link.hasPeer()) {
            drop();
        }
        boolean batch = queues != null && queues.hasBatch();
        queued = queues == null ? 0 : queues.length();
        forgetQueues();
        if (isLow()) {
            wake();
        }
        if (length() > 0) {
            return Report.NONE;
        }
        if (shutAsked && !shut && !batch && link.hasPeer()) {
            shut = true;
            link.transport.shutdownOutput();
        }
        return tally == null ? Report.NONE : tally.take();
    }

    private ChannelException failure(String action, IOException e) {
        if (e instanceof ChannelException refusal) {
            return refusal;
        }
        ChannelException failure = link.failure(action, e);
        drop();
        return failure;
    }

    private void drop() {
        if (queues != null) {
            queues.clear();
            forgetQueues();
        }
        queued = 0;
        wake();
    }

    /** Drops everything and wakes who waits; nothing more will be taken. */
    synchronized void release() {
        drop();
    }
}
