/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.internal.loop;

import io.github.wholewire.HandlerFactory;
import io.github.wholewire.Protocol;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens the connections that were accepted, unless there are too many. */
final class Admission<P extends Poller, M> {
    private static final Logger LOG = LoggerFactory.getLogger(Admission.class);

    private final Loops<P> loops;
    private final LoopSettings settings;
    private final Protocol<M> protocol;
    private final HandlerFactory<M> handlers;
    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicLong refused = new AtomicLong();
    private final Runnable onRelease;
    private boolean refusing;

    /**
     * @param onRelease what to do after each release of a connection
     */
    Admission(
            Loops<P> loops,
            LoopSettings settings,
            Protocol<M> protocol,
            HandlerFactory<M> handlers,
            Runnable onRelease) {
        this.loops = loops;
        this.settings = settings;
        this.protocol = protocol;
        this.handlers = handlers;
        this.onRelease =
                () -> {
                    connections.decrementAndGet();
                    onRelease.run();
                };
    }

    int connections() {
        return connections.get();
    }

    long refused() {
        return refused.get();
    }

    /** Takes a connection. Called by the thread that accepts. */
    void take(Listener.Incoming<P> incoming) {
        if (connections.get() >= settings.maxConnections) { // nobody else lets them grow
            refuse(incoming);
            return;
        }
        refusing = false;
        connections.incrementAndGet();
        Loops.Member<P> member = loops.next();
        if (member.loop().isCurrent()) {
            open(member, incoming);
        } else if (!member.loop().execute(() -> open(member, incoming))) {
            comesTooLate(incoming);
        }
    }

    private void open(Loops.Member<P> member, Listener.Incoming<P> incoming) {
        if (member.isStopping()) {
            comesTooLate(incoming);
            return;
        }
        try {
            Transport transport = incoming.open(member.poller());
            Link link = new Link(member.loop(), transport, onRelease);
            Handle.open(link, protocol, handlers);
        } catch (Exception | Error e) {
            LOG.warn("a connection that was accepted could not be set up: {}", incoming, e);
            incoming.refuse();
            onRelease.run();
        }
    }

    /** The server stops. */
    private void comesTooLate(Listener.Incoming<P> incoming) {
        incoming.refuse();
        onRelease.run();
    }

    private void refuse(Listener.Incoming<P> incoming) {
        refused.incrementAndGet();
        if (!refusing) {
            refusing = true;
            LOG.warn(
                    "{} connections are open, which is maxConnections: {} and those after it are refused until one closes",
                    settings.maxConnections,
                    incoming);
        }
        incoming.refuse();
    }
}
