/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.internal.loop;

import static io.github.wholewire.internal.stream.StreamOptions.NEVER;

import io.github.wholewire.ChannelException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What a connection has yet to write, in this order: {@code pending}, what the socket did not take;
 * what the handler has sent and the loop's {@link Scratch} collects; {@code early}, another
 * thread's batch that began meanwhile; {@code joined}, what others have sent meanwhile. While a
 * batch goes first, what the handler has sent joins too.
 *
 * <p>The lock is held to append and to write, never while a handler or a codec runs, and a write
 * does not block.
 */
final class Outbound {
    private final Link link;
    private final ReentrantLock lock = new ReentrantLock();
    private final ByteQueue pending = new ByteQueue();
    private final ByteQueue joined = new ByteQueue();
    private @Nullable ByteQueue early;
    private @Nullable Condition room;

    /** Bytes in both queues. */
    private volatile int queued;

    /** Bytes in the scratch; only the loop's thread changes it. */
    private volatile int collected;

    /** What the handler sends goes first; only the loop's thread sets it. */
    private volatile boolean claimed;

    /** Others have joined since, and go before what the handler sends from here on. */
    private volatile boolean overtaken;

    private boolean batch;
    private boolean batchGoesFirst;
    private volatile boolean refused;
    private volatile boolean shutAsked;
    private volatile boolean shut;

    /** Another thread has written since the loop asked last. */
    private volatile boolean visited;

    /** Messages in the scratch; only the loop's thread uses it. */
    private int collectedMessages;

    // Taken, and not yet told to the observer.
    private int messages;
    private long bytes;

    Outbound(Link link) {
        this.link = link;
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

    /** Tells whether something waits for the socket. */
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

    /** What is encoded into the scratch from here on goes out next. */
    void claim(Scratch scratch) {
        if (overtaken) {
            flush(false);
        }
        scratch.claim(this);
        if (!claimed) {
            claimed = true;
            link.later();
        }
    }

    /** So many messages were encoded since. */
    void collected(int count, Scratch scratch) {
        collectedMessages += count;
        collected = scratch.length();
    }

    /** Moves the frames out of the scratch, which another connection needs. */
    void collect(Scratch scratch) {
        lock.lock();
        try {
            moveFrom(scratch);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Writes as much as the socket takes.
     *
     * @param more whether the handler is in the midst of a batch, so that nobody may join yet
     */
    void flush(boolean more) {
        if (!claimed && !isPending() && (shut || !shutAsked)) {
            return;
        }
        Scratch scratch = link.loop.scratch;
        Report report = Report.NONE;
        lock.lock();
        try {
            int before = length();
            if (!batchGoesFirst && pending.isEmpty() && collected > 0 && link.hasPeer()) {
                collected = 0;
                count(collectedMessages, scratch.length());
                collectedMessages = 0;
                scratch.writeTo(link.transport);
                scratch.moveTo(pending);
            } else {
                moveFrom(scratch);
            }
            if (!more) {
                endClaim();
            }
            write(scratch.write);
            if (length() < before) {
                link.wrote();
            }
            report = settle();
        } catch (IOException e) {
            scratch.clear(this);
            failure("writing", e);
        } finally {
            lock.unlock();
        }
        report.tell(link);
    }

    private void moveFrom(Scratch scratch) {
        if (collected > 0) {
            count(collectedMessages, collected);
            scratch.moveTo(batchGoesFirst ? joined : pending);
            collected = 0;
            collectedMessages = 0;
            queued = countQueued();
        }
    }

    private void endClaim() {
        claimed = false;
        overtaken = false;
        if (early != null) {
            pending.append(early);
            early = null;
        }
        if (batch) {
            batchGoesFirst = true;
        } else {
            pending.append(joined);
        }
    }

    /** Shuts output down as soon as all that was taken is written. */
    void shutdown() {
        Report report;
        lock.lock();
        try {
            shutAsked = true;
            signal();
            report = settle();
        } catch (IOException e) {
            failure("shutting down output", e);
            return;
        } finally {
            lock.unlock();
        }
        report.tell(link);
        if (!shut) {
            link.later();
        }
    }

    // For other threads.

    /**
     * Waits until less than the high-water mark is pending.
     *
     * @return false if it was not until the deadline
     */
    boolean awaitRoom(long deadline) throws ChannelException, InterruptedException {
        lock.lockInterruptibly();
        try {
            for (; ; ) {
                link.requireSendable();
                if (!isFull()) {
                    return true;
                }
                if (room == null) {
                    room = lock.newCondition();
                }
                long left = deadline == NEVER ? NEVER : deadline - System.nanoTime();
                if (left <= 0) {
                    return false;
                }
                room.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Tells whether there is no room, and remembers that somebody wanted some. */
    boolean refusesForWantOfRoom() {
        lock.lock();
        try {
            refused |= isFull();
            return isFull();
        } finally {
            lock.unlock();
        }
    }

    /** Takes another thread's frames, and writes them if nothing has to go first. */
    void offer(ByteBuffer frames, int count, boolean ofBatch, Handle<?> by)
            throws ChannelException {
        Report report;
        lock.lock();
        try {
            by.requireCurrent();
            link.requireSendable();
            count(count, frames.remaining());
            ByteQueue queue = queue(ofBatch);
            if (queue == pending && pending.isEmpty()) {
                writeInParts(frames);
                visited = true;
            }
            queue.append(frames);
            overtaken = claimed;
            report = settle();
        } catch (IOException e) {
            throw failure("writing", e);
        } finally {
            lock.unlock();
        }
        report.tell(link);
        if (isPending()) {
            link.later();
        }
    }

    private ByteQueue queue(boolean ofBatch) {
        if (early != null && ofBatch) {
            return early;
        }
        return ofBatch || (!claimed && !batch) ? pending : joined;
    }

    /** Does something while nobody can offer. */
    void exclusively(Runnable action) {
        lock.lock();
        try {
            action.run();
        } finally {
            lock.unlock();
        }
    }

    void beginBatch() {
        exclusively(() -> {
            batch = true;
            if (claimed) {
                early = new ByteQueue();
                early.append(joined);
            } else {
                batchGoesFirst = true;
            }
        });
    }

    void endBatch() {
        exclusively(() -> {
            batch = false;
            batchGoesFirst = false;
            if (early != null) {
                early.append(joined);
                joined.append(early);
                early = null;
            } else {
                pending.append(joined);
            }
        });
        if (isPending() || shutAsked) {
            link.later();
        }
    }

    /** Wakes who waits for room, to find out that there will be none. */
    void wake() {
        exclusively(this::signal);
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

    // With the lock.

    private void write(ByteBuffer by) throws IOException {
        if (!pending.isEmpty() && link.hasPeer()) {
            pending.writeTo(link.transport, by);
        }
    }

    private void count(int count, long length) {
        messages += count;
        bytes += length;
    }

    private int countQueued() {
        return pending.length() + joined.length() + (early == null ? 0 : early.length());
    }

    /** Draws the conclusions of what was appended and written. */
    private Report settle() throws IOException {
        if (!link.hasPeer()) {
            drop();
        }
        queued = countQueued();
        if (isLow()) {
            signal();
        }
        if (queued > 0 || collected > 0) {
            return Report.NONE;
        }
        Report report = link.isObserved() ? new Report(messages, bytes) : Report.NONE;
        messages = 0;
        bytes = 0;
        if (shutAsked && !shut && !batch && link.hasPeer()) {
            shut = true;
            link.transport.shutdownOutput();
        }
        return report;
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
        pending.clear();
        joined.clear();
        early = null;
        queued = 0;
        signal();
    }

    /** Wakes who waits for room. */
    private void signal() {
        if (room != null) {
            room.signalAll();
        }
    }

    /** Drops everything and wakes who waits; nothing more will be taken. */
    void release() {
        exclusively(this::drop);
    }

    /** What the observer is to be told once the lock is released. */
    private record Report(int messages, long bytes) {
        static final Report NONE = new Report(0, 0);

        void tell(Link link) {
            if (messages > 0) {
                link.observer.sent(messages, bytes);
            }
        }
    }
}
