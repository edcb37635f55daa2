/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.internal.loop;

import io.github.wholewire.ChannelException;
import io.github.wholewire.internal.loop.Observed.Sent;
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
abstract class LinkOutput extends LinkMarks {
    private @Nullable OutboundQueues queues;

    /** What the handler sends goes first; only the loop's thread sets it. */
    private volatile boolean claimed;

    /** Others have joined since, and go before what the handler sends from here on. */
    private volatile boolean overtaken;

    private volatile boolean shut;

    /** Another thread has written since the loop asked last. */
    private volatile boolean visited;

    LinkOutput(EventLoop loop, Transport transport) {
        super(loop, transport);
    }

    /** Bytes have gone out. */
    abstract void wrote();

    boolean isOutputShut() {
        return shut;
    }

    /** Tells, once, that another thread has written. */
    boolean wasVisited() {
        boolean since = visited;
        visited = false;
        return since;
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
            later();
        }
    }

    /** A message was encoded since. */
    void collected(Scratch scratch) {
        scratch.messages++;
        collected(scratch.length());
    }

    /** Moves the frames out of the scratch, which another connection needs. */
    synchronized void collect(Scratch scratch) {
        if (collected() > 0) {
            count(scratch.messages, collected());
            scratch.moveTo(queues().forHandler());
            collected(0);
            queued(queues().length());
        }
    }

    /**
     * Writes as much as the transport takes.
     *
     * @param more whether the handler is in the midst of a batch, so that nobody may join yet
     */
    void flush(boolean more) {
        if (!claimed && !isPending() && (shut || !isOutputShutAsked())) {
            return;
        }
        Scratch scratch = loop.scratch;
        Sent sent;
        synchronized (this) {
            try {
                int taken = writeCollected(scratch);
                if (!more) {
                    endClaim();
                }
                taken += writePending(scratch);
                if (taken > 0) {
                    wrote();
                }
                sent = settle();
            } catch (IOException e) {
                scratch.clear(this);
                writeFailed("writing", e);
                return;
            }
        }
        sent.tell();
    }

    /** Writes what the scratch has, or joins it to what waits. */
    private int writeCollected(Scratch scratch) throws IOException {
        boolean passes = queues == null || queues.letsHandlerPass();
        if (collected() == 0 || !passes || !hasPeer()) {
            collect(scratch);
            return 0;
        }
        count(scratch.messages, collected());
        collected(0);
        int taken = scratch.writeTo(transport);
        if (scratch.length() > 0) {
            scratch.moveTo(queues().pending);
        } else {
            scratch.clear(this);
        }
        return taken;
    }

    private int writePending(Scratch scratch) throws IOException {
        return queues == null || !hasPeer() ? 0 : queues.pending.writeTo(transport, scratch.write);
    }

    private void endClaim() {
        claimed = false;
        overtaken = false;
        if (queues != null) {
            queues.claimEnds();
        }
    }

    /** Shuts output down as soon as all that was taken is written. */
    void shutOutput() {
        Sent sent;
        synchronized (this) {
            askToShutOutput();
            wakeSenders();
            try {
                sent = settle();
            } catch (IOException e) {
                writeFailed("shutting down output", e);
                return;
            }
        }
        sent.tell();
        if (!shut) {
            later();
        }
    }

    // For other threads.

    /** Takes another thread's frames, and writes them if nothing has to go first. */
    void offer(ByteBuffer frames, int count, boolean ofBatch, Handle<?> by)
            throws ChannelException {
        int begin = frames.position();
        try {
            offerAll(frames, count, ofBatch, by);
        } catch (RuntimeException | Error e) { // such as want of memory for the rest of a frame
            if (frames.position() > begin) {
                abort(); // without the monitor: an observer is told
            }
            throw e;
        }
    }

    private void offerAll(ByteBuffer frames, int count, boolean ofBatch, Handle<?> by)
            throws ChannelException {
        Sent sent;
        synchronized (this) {
            by.requireCurrent();
            requireSendable();
            count(count, frames.remaining());
            int begin = frames.position();
            boolean handlerFirst = claimed; // read once: the rest of a frame must go next
            try {
                if (passes(ofBatch, handlerFirst)) {
                    writeInParts(frames);
                    visited = true;
                }
                if (frames.hasRemaining()) {
                    queues().forOthers(ofBatch, handlerFirst).append(frames);
                }
                overtaken = handlerFirst;
                sent = settle();
            } catch (IOException e) {
                throw writeFailed("writing", e);
            } catch (RuntimeException | Error e) {
                if (frames.position() > begin) {
                    transport.abort(); // nobody may come behind half a frame
                }
                throw e;
            }
        }
        sent.tell();
        if (awaitsTransport()
                || owesRoom()) { // who was refused may have been before this was written
            later();
        }
    }

    /** Tells whether another thread's frames go next. */
    private boolean passes(boolean ofBatch, boolean handlerFirst) {
        return queues == null
                ? !handlerFirst
                : queues.pending.isEmpty()
                        && queues.forOthers(ofBatch, handlerFirst) == queues.pending;
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
            awaitsBatch(false);
            forgetQueues();
        }
        if (isPending() || isOutputShutAsked()) {
            later();
        }
    }

    /** The JDK copies what is on the heap into a buffer that it keeps, as large as the write. */
    private void writeInParts(ByteBuffer frames) throws IOException {
        int limit = frames.limit();
        boolean took = true;
        while (took && frames.position() < limit) {
            frames.limit(Math.min(limit, frames.position() + Scratch.LENGTH));
            transport.write(frames);
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
        if (observed != null) {
            observed.count(messages, bytes);
        }
    }

    /** Draws the conclusions of what was appended and written. */
    private Sent settle() throws IOException {
        if (!hasPeer()) {
            drop();
        }
        boolean batch = queues != null && queues.hasBatch();
        awaitsBatch(queues != null && queues.awaitsBatch());
        queued(queues == null ? 0 : queues.length());
        forgetQueues();
        if (isLow() || awaitsBatch()) {
            wakeSenders();
        }
        if (pendingLength() > 0) {
            return Sent.NOTHING;
        }
        if (isOutputShutAsked() && !shut && !batch && hasPeer()) {
            shut = true;
            transport.shutdownOutput();
        }
        return observed == null ? Sent.NOTHING : observed.takeSent();
    }

    private ChannelException writeFailed(String action, IOException e) {
        if (e instanceof ChannelException refusal) {
            return refusal;
        }
        ChannelException failure = failure(action, e);
        drop();
        return failure;
    }

    private void drop() {
        if (queues != null) {
            queues.clear();
            forgetQueues();
        }
        queued(0);
        if (observed != null) {
            observed.forgetTaken();
        }
        wakeSenders();
    }

    /** Drops everything and wakes who waits; nothing more will be taken. */
    @Override
    synchronized void dropOutput() {
        drop();
    }
}
