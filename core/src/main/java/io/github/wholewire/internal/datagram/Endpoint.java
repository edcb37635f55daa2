/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.internal.datagram;

import io.github.wholewire.ChannelClosedException;
import io.github.wholewire.ChannelException;
import io.github.wholewire.ChannelInterruptedException;
import io.github.wholewire.ChannelObserver;
import io.github.wholewire.PeerUnreachableException;
import io.github.wholewire.internal.stream.Forgotten;
import io.github.wholewire.internal.stream.Origin;
import io.github.wholewire.internal.stream.SafeObserver;
import java.io.IOException;
import java.net.NoRouteToHostException;
import java.net.PortUnreachableException;
import java.net.SocketAddress;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ClosedChannelException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the halves of a datagram channel share: its transport, what failures mean, and closing,
 * which has nothing to wait for.
 */
final class Endpoint {
    private static final Logger LOG = LoggerFactory.getLogger(Endpoint.class);

    final DatagramTransport transport;
    final ChannelObserver observer;

    /** The peer, or this side's address if there is no single one. */
    final SocketAddress name;

    private final @Nullable Forgotten forgotten;
    private final AtomicReference<@Nullable Close> closed = new AtomicReference<>();

    /** Why it was closed: null if by a call. */
    private record Close(@Nullable IOException cause) {}

    /**
     * Opens one.
     *
     * @param handle what the user holds
     */
    Endpoint(DatagramTransport transport, ChannelObserver observer, Object handle) {
        this.transport = transport;
        forgotten = transport.isSystemResource() ? watch(handle) : null;
        this.observer = SafeObserver.of(observer);
        SocketAddress remote = transport.remoteAddress();
        name = remote == null ? transport.localAddress() : remote;
        LOG.debug("opened {}", this);
        this.observer.opened(name);
    }

    private Forgotten watch(Object handle) {
        return Forgotten.watch(handle, this, this::close, Origin.outside(transport.getClass()));
    }

    boolean isOpen() {
        return closed.get() == null;
    }

    void requireOpen() throws ChannelClosedException {
        Close close = closed.get();
        if (close != null) {
            throw new ChannelClosedException(
                    "the datagram channel " + this + " was closed on this side", close.cause);
        }
    }

    /** Finds out what a transport's exception means. */
    ChannelException failure(String action, IOException e) {
        if (isOrComesFrom(ClosedByInterruptException.class, e)) {
            ChannelInterruptedException interrupted =
                    new ChannelInterruptedException(
                            "interrupted while "
                                    + action
                                    + ": the channel is closed, as java.nio does it",
                            e);
            close(interrupted);
            return interrupted;
        }
        Close close = closed.get();
        if (close != null || isOrComesFrom(ClosedChannelException.class, e)) {
            // If it isn't closed yet, the thread that was interrupted is about to say so.
            return new ChannelClosedException(
                    "closed on this side while " + action,
                    close != null && close.cause != null ? close.cause : e);
        }
        if (e instanceof ChannelException exception) {
            return exception;
        }
        if (e instanceof PortUnreachableException) {
            return new PeerUnreachableException(
                    "nobody receives at "
                            + name
                            + " (ICMP port unreachable, which can be forged): it answers an earlier"
                            + " datagram; while "
                            + action
                            + " nothing was sent or received, the channel goes on",
                    e);
        }
        if (e instanceof NoRouteToHostException) {
            return new PeerUnreachableException(
                    "no way to the peer while "
                            + action
                            + " ("
                            + e.getMessage()
                            + "): nothing was sent, the channel goes on",
                    e);
        }
        return new ChannelException(
                "failed while "
                        + action
                        + ": "
                        + e.getMessage()
                        + "; nothing was sent or received, the channel goes on",
                e);
    }

    /** The JDK's timed receive wraps some of them. */
    private static boolean isOrComesFrom(Class<? extends IOException> kind, IOException e) {
        return kind.isInstance(e) || kind.isInstance(e.getCause());
    }

    void close() {
        close(null);
    }

    private void close(@Nullable IOException cause) {
        if (!closed.compareAndSet(null, new Close(cause))) {
            return;
        }
        if (forgotten != null) {
            forgotten.closed();
        }
        LOG.debug("closing {}", this, cause);
        try {
            transport.close();
        } catch (IOException e) {
            LOG.warn("{} could not be released", this, e);
        }
        if (cause != null) {
            observer.failed(name, cause);
        }
        observer.closed(name);
    }

    @Override
    public String toString() {
        SocketAddress remote = transport.remoteAddress();
        return transport.localAddress() + (remote == null ? "" : " -> " + remote);
    }
}
