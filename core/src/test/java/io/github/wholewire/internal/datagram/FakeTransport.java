/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.internal.datagram;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Hands out what a test put in, and fails when a test wants it to. */
final class FakeTransport implements DatagramTransport {
    static final InetSocketAddress LOCAL = InetSocketAddress.createUnresolved("here", 1);
    static final InetSocketAddress PEER = InetSocketAddress.createUnresolved("peer", 2);

    final BlockingQueue<byte[]> incoming = new LinkedBlockingQueue<>();
    final List<byte[]> outgoing = new ArrayList<>();
    @Nullable IOException sendFailure;
    boolean floods;
    private final @Nullable SocketAddress remote;
    private volatile boolean closed;

    FakeTransport(@Nullable SocketAddress remote) {
        this.remote = remote;
    }

    @Override
    public SocketAddress receive(ByteBuffer target) throws IOException {
        return receive(target, Integer.MAX_VALUE);
    }

    @Override
    public SocketAddress receive(ByteBuffer target, int timeoutMillis) throws IOException {
        byte[] datagram = floods ? new byte[0] : poll(timeoutMillis);
        if (closed) {
            throw new AsynchronousCloseException();
        }
        if (datagram == null) {
            throw new SocketTimeoutException();
        }
        target.put(datagram, 0, Math.min(datagram.length, target.remaining()));
        return PEER;
    }

    private byte @Nullable [] poll(int timeoutMillis) throws IOException {
        try {
            return incoming.poll(timeoutMillis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    @Override
    public void send(ByteBuffer datagram, @Nullable SocketAddress peer) throws IOException {
        if (sendFailure != null) {
            throw sendFailure;
        }
        byte[] bytes = new byte[datagram.remaining()];
        datagram.get(bytes);
        outgoing.add(bytes);
    }

    @Override
    public void close() throws IOException {
        closed = true;
        throw new IOException("closing fails, and nobody minds");
    }

    @Override
    public SocketAddress localAddress() {
        return LOCAL;
    }

    @Override
    public @Nullable SocketAddress remoteAddress() {
        return remote;
    }
}
