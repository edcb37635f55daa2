/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.memory;

import io.github.wholewire.internal.stream.ByteTransport;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.util.concurrent.TimeUnit;

/** One end of two pipes. Behaves as a socket, and fails with a socket's exceptions. */
final class MemoryTransport implements ByteTransport {
    private final MemoryPipe in;
    private final MemoryPipe out;
    private final int maxBytesPerRead;
    private final SocketAddress local;
    private final SocketAddress remote;

    MemoryTransport(
            MemoryPipe in,
            MemoryPipe out,
            int maxBytesPerRead,
            SocketAddress local,
            SocketAddress remote) {
        this.in = in;
        this.out = out;
        this.maxBytesPerRead = maxBytesPerRead;
        this.local = local;
        this.remote = remote;
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        return readNanos(target, Long.MAX_VALUE);
    }

    @Override
    public int read(ByteBuffer target, int timeoutMillis) throws IOException {
        return readNanos(target, TimeUnit.MILLISECONDS.toNanos(timeoutMillis));
    }

    private int readNanos(ByteBuffer target, long timeoutNanos) throws IOException {
        try {
            return in.read(target, maxBytesPerRead, timeoutNanos);
        } catch (InterruptedException e) {
            throw closedByInterrupt();
        }
    }

    @Override
    public void write(ByteBuffer source) throws IOException {
        try {
            out.write(source);
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
        out.end();
    }

    /** Nothing is lost by closing at once: what the peer has not read stays in its pipe. */
    @Override
    public boolean discard() {
        return true;
    }

    @Override
    public void close() {
        in.closeReader();
        out.closeWriter();
    }

    @Override
    public void abort() {
        out.reset();
        close();
    }

    @Override
    public SocketAddress localAddress() {
        return local;
    }

    @Override
    public SocketAddress remoteAddress() {
        return remote;
    }
}
