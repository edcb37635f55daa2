/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.memory;

import static io.github.wholewire.internal.stream.StreamOptions.NEVER;

import java.io.IOException;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.util.ArrayDeque;

/**
 * One direction of a connection: bytes that were written and not yet read, no more than its
 * capacity. Used with the network's lock; never waits.
 */
final class MemoryPipe {
    /** Bytes that arrive at the same time, up to a place in the stream. */
    private static final class Run {
        long end;
        final long arrival;
        boolean cut;

        Run(long end, long arrival) {
            this.end = end;
            this.arrival = arrival;
        }
    }

    private final Timeline time;
    private final StreamSchedule schedule;
    private final Runnable resetBoth;
    private final byte[] ring;
    private final ArrayDeque<Run> runs = new ArrayDeque<>();

    // Places in the stream.
    private long read;
    private long written;

    /** No more will be written, or what is written is lost. */
    private boolean ended;

    private boolean shut;
    private boolean reset;
    private boolean writerClosed;
    private boolean readerClosed;

    /** Makes one. A plan that resets the connection does it by {@code resetBoth}. */
    MemoryPipe(Timeline time, int capacity, StreamSchedule schedule, Runnable resetBoth) {
        this.time = time;
        this.schedule = schedule;
        this.resetBoth = resetBoth;
        ring = new byte[capacity];
    }

    // Reading.

    /** Reads what has arrived, at least one byte; 0 if there is none yet, -1 at the end. */
    int read(ByteBuffer target) throws IOException {
        if (readerClosed) {
            throw new AsynchronousCloseException();
        }
        int arrived = arrived();
        if (arrived > 0) {
            return take(target, Math.min(arrived, target.remaining()));
        }
        if (!runs.isEmpty()) {
            return 0;
        }
        if (reset) {
            throw new SocketException("Connection reset");
        }
        return ended ? -1 : 0;
    }

    /** Returns how many bytes one read may take. */
    private int arrived() {
        long now = time.now();
        long end = read;
        for (Run run : runs) {
            if (run.arrival > now) {
                break;
            }
            end = run.end;
            if (run.cut) {
                break;
            }
        }
        return (int) (end - read);
    }

    private int take(ByteBuffer target, int length) {
        for (int left = length; left > 0; ) {
            int first = (int) (read % ring.length);
            int part = Math.min(left, ring.length - first);
            target.put(ring, first, part);
            read += part;
            left -= part;
        }
        while (!runs.isEmpty() && runs.element().end <= read) {
            runs.remove();
        }
        time.signal();
        return length;
    }

    /** Tells whether a read would do something. */
    boolean isReadable() {
        return readerClosed || (runs.isEmpty() ? ended || reset : nextArrival() <= time.now());
    }

    /** Returns when the next bytes arrive, or have arrived. */
    long nextArrival() {
        return runs.isEmpty() ? NEVER : runs.element().arrival;
    }

    // Writing.

    /** Writes what there is room for; 0 if there is none. */
    int write(ByteBuffer source) throws IOException {
        requireWritable();
        int before = source.remaining();
        while (source.hasRemaining()) {
            if (schedule.resetsAt(written)) {
                resetBoth.run();
                break;
            }
            if (schedule.endsAt(written)) {
                ended = true; // for the reader alone
                source.position(source.limit());
            } else if (!put(source)) {
                break;
            }
        }
        int count = before - source.remaining();
        if (count == 0) {
            requireWritable();
        }
        time.signal();
        return count;
    }

    private void requireWritable() throws IOException {
        if (writerClosed) {
            throw new AsynchronousCloseException();
        }
        if (shut || reset || readerClosed) {
            throw new SocketException(reset ? "Connection reset" : "Broken pipe");
        }
    }

    /** Takes a run of bytes. Returns false if there is no room for any. */
    private boolean put(ByteBuffer source) {
        int room = ring.length - (int) (written - read);
        if (room == 0) {
            return false;
        }
        int length = schedule.run(written, Math.min(room, source.remaining()));
        long arrival = schedule.arrival(written, time.now());
        for (int left = length; left > 0; ) {
            int end = (int) (written % ring.length);
            int part = Math.min(left, ring.length - end);
            source.get(ring, end, part);
            written += part;
            left -= part;
        }
        append(arrival);
        return true;
    }

    private void append(long arrival) {
        Run last = runs.peekLast();
        if (last == null || last.cut || last.arrival != arrival) {
            last = new Run(written, arrival);
            runs.add(last);
        }
        last.end = written;
        last.cut = schedule.isCutAt(written);
    }

    /** Tells whether a write would do something. */
    boolean isWritable() {
        return written - read < ring.length || shut || reset || readerClosed || writerClosed;
    }

    // Ending.

    /** No more will be written; what is there can still be read. */
    void end() {
        ended = true;
        shut = true;
        time.signal();
    }

    /** The writer has gone. */
    void closeWriter() {
        writerClosed = true;
        end();
    }

    /** The reader has gone, and with it what it had not read. */
    void closeReader() {
        readerClosed = true;
        read = written;
        runs.clear();
        time.signal();
    }

    /** The connection has been reset; what is there can still be read. */
    void reset() {
        reset = !ended || reset;
        time.signal();
    }
}
