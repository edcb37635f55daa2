/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.contract;

import io.github.wholewire.HandlerFactory;
import io.github.wholewire.MessageChannel;
import io.github.wholewire.MessageServer;
import io.github.wholewire.Protocol;
import java.io.IOException;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Links whose left end is a connection of an event-driven server and whose right end is a blocking
 * channel. A transport's test says how it serves and connects.
 */
public abstract class ServedNetwork implements Network, AutoCloseable {
    private final List<MessageServer> servers = new ArrayList<>();

    /** Serves with connections that may be half open. */
    protected abstract <M> MessageServer serve(
            Protocol<M> protocol, HandlerFactory<M> handlers, Settings settings) throws IOException;

    /** Connects a blocking channel. */
    protected abstract <M> MessageChannel<M> connect(
            SocketAddress address, Protocol<M> protocol, Settings settings) throws IOException;

    @Override
    public <L, R> Link<L, R> connect(Protocol<L> left, Protocol<R> right, Settings settings)
            throws IOException {
        CompletableFuture<ServedChannel<L>> served = new CompletableFuture<>();
        MessageServer server =
                serve(
                        left,
                        connection -> {
                            ServedChannel<L> channel = new ServedChannel<>(connection);
                            served.complete(channel);
                            return channel;
                        },
                        settings);
        servers.add(server);
        MessageChannel<R> peer = connect(server.localAddress(), right, settings);
        long patience = Eventually.PATIENCE.toMillis();
        return new Link<>(served.orTimeout(patience, TimeUnit.MILLISECONDS).join(), peer);
    }

    @Override
    public boolean closesByItself() {
        return true;
    }

    /** Stops all servers. */
    @Override
    public void close() throws IOException {
        for (MessageServer server : servers) {
            server.stop(Duration.ZERO);
        }
        servers.clear();
    }
}
