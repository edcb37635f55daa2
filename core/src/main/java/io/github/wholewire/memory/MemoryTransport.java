/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.memory;

import static io.github.wholewire.internal.stream.StreamOptions.NEVER;

import io.github.wholewire.MessageChannel;
import io.github.wholewire.Protocol;
import io.github.wholewire.internal.stream.ByteTransport;
import io.github.wholewire.internal.stream.StreamChannel;
import io.github.wholewire.internal.stream.TimeSource;
import java.io.IOException;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;

/** An end whose calls wait. Behaves as a socket, and fails with a socket's exceptions. */
final class MemoryTransport implements ByteTransport {
    private final MemoryEnd end;
    private final Timeline time;

    MemoryTransport(MemoryEnd end) {
        this.end = end;
        time = end.time();
    }

    /** Opens a channel on an end; if the framer throws, the peer hears of it. */
    static <M> MessageChannel<M> open(MemoryEnd end, Protocol<M> protocol, Memory.Options options) {
        try {
            return StreamChannel.open(new MemoryTransport(end), protocol, options.stream(), null);
        } catch (RuntimeException | Error e) {
            end.abort();
            throw e;
        }
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        return readUntil(target, NEVER);
    }

    @Override
    public int read(ByteBuffer target, int timeoutMillis) throws IOException {
        return readUntil(target, time.after(timeoutMillis));
    }

    private int readUntil(ByteBuffer target, long until) throws IOException {
        try {
            time.enterToWait();
            try {
                for (; ; ) {
                    int count = end.in().read(target);
                    if (count != 0) {
                        return count;
                    }
                    if (time.isOver(until)) {
                        throw new SocketTimeoutException("Read timed out");
                    }
                    time.await(Math.min(until, end.in().nextArrival()));
                }
            } finally {
                time.leave();
            }
        } catch (InterruptedException e) {
            throw closedByInterrupt();
        }
    }

    @Override
    public void write(ByteBuffer source) throws IOException {
        try {
            time.enterToWait();
            try {
                while (end.out().write(source) == 0) {
                    time.await(NEVER);
                }
            } finally {
                time.leave();
            }
        } catch (InterruptedException e) {
            throw closedByInterrupt();
        }
    }

    private ClosedByInterruptException closedByInterrupt() {
        Thread.currentThread().interrupt();
        close();
        return new ClosedByInterruptException();
    }

    @Override
    public void shutdownOutput() {
        end.shutdownOutput();
    }

    /** Nothing is lost by closing at once: what the peer has not read stays in its pipe. */
    @Override
    public boolean discard() {
        return true;
    }

    @Override
    public void close() {
        end.close();
    }

    @Override
    public void abort() {
        end.abort();
    }

    @Override
    public TimeSource time() {
        return time;
    }

    @Override
    public SocketAddress localAddress() {
        return end.local();
    }

    @Override
    public SocketAddress remoteAddress() {
        return end.remote();
    }
}
