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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A connected socket. */
final class SocketTransport implements Transport {
    private static final Logger LOG = LoggerFactory.getLogger(SocketTransport.class);

    private final SelectionKey key; // has the channel: an idle connection should be small
    private final SocketAddress local;
    private final SocketAddress remote;

    SocketTransport(SocketChannel channel, SelectorPoller poller) throws IOException {
        local = channel.getLocalAddress();
        remote = channel.getRemoteAddress();
        key = poller.register(channel);
    }

    private SocketChannel channel() {
        return (SocketChannel) key.channel();
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        return channel().read(target);
    }

    @Override
    public int write(ByteBuffer source) throws IOException {
        return channel().write(source);
    }

    @Override
    public void shutdownOutput() throws IOException {
        channel().shutdownOutput();
    }

    @Override
    public void register(Poller.Waiting waiting) {
        key.attach(waiting);
    }

    @Override
    public void await(boolean readable, boolean writable) {
        interest(
                key,
                (readable ? SelectionKey.OP_READ : 0) | (writable ? SelectionKey.OP_WRITE : 0));
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
        return channel().isOpen();
    }

    @Override
    public void close() throws IOException {
        channel().close();
    }

    @Override
    public void abort() {
        reset(channel());
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
