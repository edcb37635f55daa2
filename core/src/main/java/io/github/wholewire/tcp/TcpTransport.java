/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.tcp;

import static java.net.StandardSocketOptions.SO_LINGER;

import io.github.wholewire.internal.stream.ByteTransport;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A connected socket in blocking mode. */
final class TcpTransport implements ByteTransport {
    private static final Logger LOG = LoggerFactory.getLogger(TcpTransport.class);

    /**
     * The JDK copies what it writes into a direct buffer that it keeps for each thread, as large as
     * the largest write.
     */
    private static final int MAX_WRITE = 64 * 1024;

    /**
     * The most that one look of the closing thread discards of one socket, so that each gets its
     * share.
     */
    private static final int MAX_DISCARD = 1024 * 1024;

    private final SocketChannel channel;
    private final Socket socket;
    private final InputStream timedInput;
    private final SocketAddress local;
    private final SocketAddress remote;
    private @Nullable ByteBuffer discarded;

    TcpTransport(SocketChannel channel) throws IOException {
        this.channel = channel;
        socket = channel.socket();
        timedInput = socket.getInputStream();
        local = channel.getLocalAddress();
        remote = channel.getRemoteAddress();
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        return channel.read(target);
    }

    @Override
    public int read(ByteBuffer target, int timeoutMillis) throws IOException {
        int count;
        try {
            socket.setSoTimeout(timeoutMillis);
            count =
                    timedInput.read(
                            target.array(),
                            target.arrayOffset() + target.position(),
                            target.remaining());
        } catch (SocketException e) {
            throw channel.isOpen() ? e : closed(e);
        }
        if (count > 0) {
            target.position(target.position() + count);
        }
        return count;
    }

    /** A socket says of a closed channel what it would say of one whose peer vanished. */
    private static ClosedChannelException closed(SocketException e) {
        ClosedChannelException closed = new ClosedChannelException();
        closed.initCause(e);
        return closed;
    }

    @Override
    public void write(ByteBuffer source) throws IOException {
        int limit = source.limit();
        source.limit(Math.min(limit, source.position() + MAX_WRITE));
        try {
            channel.write(source);
        } finally {
            source.limit(limit);
        }
    }

    @Override
    public void shutdownOutput() throws IOException {
        channel.shutdownOutput();
    }

    @Override
    public boolean discard() {
        try {
            if (discarded == null) {
                channel.configureBlocking(false);
                discarded = ByteBuffer.allocate(MAX_WRITE);
            }
            for (int total = 0; total < MAX_DISCARD; total += discarded.position()) {
                int count = channel.read(discarded.clear());
                if (count <= 0) {
                    return count < 0;
                }
            }
            return false;
        } catch (IOException e) {
            LOG.debug("the peer {} vanished while its last bytes were discarded", remote, e);
            return true;
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    @Override
    public void abort() {
        try (channel) {
            channel.setOption(SO_LINGER, 0); // a close then sends a reset
        } catch (IOException e) {
            LOG.debug("while aborting the connection to {}", remote, e);
        }
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
