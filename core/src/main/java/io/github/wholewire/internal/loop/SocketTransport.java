/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.internal.loop;

import java.io.IOException;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A connected socket. */
final class SocketTransport implements Transport {
    private static final Logger LOG = LoggerFactory.getLogger(SocketTransport.class);

    private final SocketChannel channel;
    private final SelectorPoller poller;
    private final SocketAddress local;
    private final SocketAddress remote;
    private @Nullable SelectionKey key;

    SocketTransport(SocketChannel channel, SelectorPoller poller) throws IOException {
        this.channel = channel;
        this.poller = poller;
        local = channel.getLocalAddress();
        remote = channel.getRemoteAddress();
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        return channel.read(target);
    }

    @Override
    public int write(ByteBuffer source) throws IOException {
        return channel.write(source);
    }

    @Override
    public void shutdownOutput() throws IOException {
        channel.shutdownOutput();
    }

    @Override
    public void register(Poller.Waiting waiting) throws IOException {
        key = poller.register(channel, waiting);
    }

    @Override
    public void await(boolean readable, boolean writable) {
        if (key != null) {
            interest(
                    key,
                    (readable ? SelectionKey.OP_READ : 0) | (writable ? SelectionKey.OP_WRITE : 0));
        }
    }

    /** Sets what a key waits for, unless its channel is closed meanwhile. */
    static void interest(SelectionKey key, int operations) {
        try {
            key.interestOps(operations);
        } catch (CancelledKeyException e) {
            LOG.trace("closed by another thread", e);
        }
    }

    @Override
    public boolean isOpen() {
        return channel.isOpen();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    @Override
    public void abort() {
        reset(channel);
    }

    static void reset(SocketChannel channel) {
        try {
            if (channel.isOpen()) {
                channel.setOption(StandardSocketOptions.SO_LINGER, 0); // a close then resets
            }
        } catch (IOException e) {
            LOG.debug("while resetting {}", channel, e); // it has been closed meanwhile
        }
        try {
            channel.close();
        } catch (IOException e) {
            LOG.debug("while resetting {}", channel, e);
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
