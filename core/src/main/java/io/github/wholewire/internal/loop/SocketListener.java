/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.internal.loop;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/** A socket that listens. */
final class SocketListener implements Listener<SelectorPoller> {
    private final ServerSocketChannel channel;
    private final SocketSetup setup;
    private final SocketAddress local;
    private @Nullable SelectionKey key;

    /**
     * @param setup sets the options of each connection's socket
     */
    SocketListener(ServerSocketChannel channel, SocketSetup setup) throws IOException {
        this.channel = channel;
        this.setup = setup;
        local = channel.getLocalAddress();
    }

    @Override
    public void register(SelectorPoller poller, Poller.Waiting waiting) throws IOException {
        channel.configureBlocking(false);
        key = poller.register(channel);
        key.attach(waiting);
    }

    @Override
    public void await(boolean on) {
        if (key != null) {
            SocketTransport.interest(key, on ? SelectionKey.OP_ACCEPT : 0);
        }
    }

    @Override
    public @Nullable Incoming<SelectorPoller> accept() throws IOException {
        SocketChannel accepted = channel.accept();
        return accepted == null ? null : new IncomingSocket(accepted, setup);
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
    public SocketAddress localAddress() {
        return local;
    }

    @Override
    public String toString() {
        return channel.toString();
    }

    private record IncomingSocket(SocketChannel channel, SocketSetup setup)
            implements Incoming<SelectorPoller> {
        @Override
        public Transport open(SelectorPoller poller) throws IOException {
            channel.configureBlocking(false);
            setup.applyTo(channel);
            return new SocketTransport(channel, poller);
        }

        @Override
        public void refuse() {
            SocketTransport.reset(channel);
        }

        @Override
        public String toString() {
            return channel.toString();
        }
    }
}
