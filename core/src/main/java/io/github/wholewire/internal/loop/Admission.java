/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.internal.loop;

import io.github.wholewire.HandlerFactory;
import io.github.wholewire.Protocol;
import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens the connections that were accepted, unless there are too many. */
final class Admission<M> {
    private static final Logger LOG = LoggerFactory.getLogger(Admission.class);

    private final Loops loops;
    private final LoopSettings settings;
    private final SocketSetup setup;
    private final Protocol<M> protocol;
    private final HandlerFactory<M> handlers;
    private final int maxConnections;
    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicLong refused = new AtomicLong();
    private boolean refusing;

    Admission(
            Loops loops,
            LoopSettings settings,
            SocketSetup setup,
            Protocol<M> protocol,
            HandlerFactory<M> handlers,
            int maxConnections) {
        this.loops = loops;
        this.settings = settings;
        this.setup = setup;
        this.protocol = protocol;
        this.handlers = handlers;
        this.maxConnections = maxConnections;
    }

    int connections() {
        return connections.get();
    }

    long refused() {
        return refused.get();
    }

    /** Takes a connection. Called by the thread that accepts. */
    void take(SocketChannel channel) {
        if (connections.get() >= maxConnections) { // nobody else lets them grow
            refuse(channel);
            return;
        }
        refusing = false;
        connections.incrementAndGet();
        EventLoop loop = loops.next();
        if (loop.isCurrent()) {
            open(loop, channel);
        } else {
            loop.execute(() -> open(loop, channel));
        }
    }

    private void open(EventLoop loop, SocketChannel channel) {
        try {
            channel.configureBlocking(false);
            setup.applyTo(channel);
            Link link = new Link(loop, settings, channel, connections::decrementAndGet);
            Handle.open(link, protocol, handlers);
        } catch (IOException | RuntimeException | Error e) {
            connections.decrementAndGet();
            LOG.warn("a connection that was accepted could not be set up: {}", channel, e);
            close(channel);
        }
    }

    private void refuse(SocketChannel channel) {
        refused.incrementAndGet();
        if (!refusing) {
            refusing = true;
            LOG.warn(
                    "{} connections are open, which is maxConnections: {} and those after it are refused until one closes",
                    maxConnections,
                    channel);
        }
        try {
            channel.setOption(StandardSocketOptions.SO_LINGER, 0); // a close then sends a reset
        } catch (IOException e) {
            LOG.debug("while refusing {}", channel, e);
        }
        close(channel);
    }

    private static void close(SocketChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            LOG.debug("while closing {}", channel, e);
        }
    }
}
