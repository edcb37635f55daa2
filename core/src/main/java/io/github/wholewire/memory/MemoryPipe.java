/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.memory;

import java.io.IOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One direction of a connection: bytes that were written and not yet read, no more than its
 * capacity.
 */
final class MemoryPipe {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final byte[] ring;
    private int first;
    private int count;
    private boolean ended;
    private boolean reset;
    private boolean writerClosed;
    private boolean readerClosed;

    MemoryPipe(int capacity) {
        ring = new byte[capacity];
    }

    /** Reads up to {@code most} bytes, at least one; -1 at the end. */
    int read(ByteBuffer target, int most, long timeoutNanos)
            throws IOException, InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = timeoutNanos;
            while (count == 0 && !ended && !reset && !readerClosed) {
                if (left <= 0) {
                    throw new SocketTimeoutException("Read timed out");
                }
                left = changed.awaitNanos(left);
            }
            if (readerClosed) {
                throw new AsynchronousCloseException();
            }
            if (count == 0 && reset) {
                throw new SocketException("Connection reset");
            }
            return count == 0 ? -1 : take(target, Math.min(most, target.remaining()));
        } finally {
            lock.unlock();
        }
    }

    private int take(ByteBuffer target, int most) {
        int length = Math.min(Math.min(most, count), ring.length - first);
        target.put(ring, first, length);
        first = (first + length) % ring.length;
        count -= length;
        changed.signalAll();
        return length;
    }

    /** Writes what there is room for, at least one byte. */
    void write(ByteBuffer source) throws IOException, InterruptedException {
        lock.lockInterruptibly();
        try {
            while (count == ring.length && !ended && !reset && !writerClosed && !readerClosed) {
                changed.await();
            }
            if (writerClosed) {
                throw new AsynchronousCloseException();
            }
            if (ended || reset || readerClosed) {
                throw new SocketException(reset ? "Connection reset" : "Broken pipe");
            }
            put(source);
        } finally {
            lock.unlock();
        }
    }

    private void put(ByteBuffer source) {
        int end = (first + count) % ring.length;
        int length = Math.min(Math.min(source.remaining(), ring.length - count), ring.length - end);
        source.get(ring, end, length);
        count += length;
        changed.signalAll();
    }

    /** No more will be written; what is there can still be read. */
    void end() {
        change(() -> ended = true);
    }

    /** The writer has gone. */
    void closeWriter() {
        change(() -> {
            ended = true;
            writerClosed = true;
        });
    }

    /** The reader has gone, and with it what it had not read. */
    void closeReader() {
        change(() -> {
            readerClosed = true;
            count = 0;
        });
    }

    /** The connection has been reset; what is there can still be read. */
    void reset() {
        change(() -> reset = !ended || reset);
    }

    private void change(Runnable state) {
        lock.lock();
        try {
            state.run();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
