/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.internal.loop;

import io.github.wholewire.ChannelClosedException;
import io.github.wholewire.ChannelException;
import io.github.wholewire.PeerClosedException;
import io.github.wholewire.internal.stream.Failures;
import io.github.wholewire.internal.stream.StreamOptions;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.net.SocketAddress;
import java.nio.channels.ClosedChannelException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What has become of a connection: open, closing, or without its peer. The lowest layer of a {@link
 * Link}, which is one object, since ten thousand of them may be idle.
 */
abstract class LinkState {
    private static final Logger LOG = LoggerFactory.getLogger(LinkState.class);
    private static final VarHandle CLOSING = closingHandle();

    final EventLoop loop;
    final Transport transport;

    /** Null if nobody observes. */
    final @Nullable Observed observed;

    private volatile @Nullable Closing closing;
    private volatile @Nullable PeerClosedException vanished;
    private boolean failureTold;

    LinkState(EventLoop loop, Transport transport) {
        this.loop = loop;
        this.transport = transport;
        observed = Observed.by(loop.settings.observer, transport.remoteAddress());
    }

    /** Has the loop look at this connection again. */
    abstract void later();

    /** Wakes who waits for room, to find out that there is some, or will be none. */
    abstract void wakeSenders();

    /** Drops what waits to be written. */
    abstract void dropOutput();

    SocketAddress localAddress() {
        return transport.localAddress();
    }

    SocketAddress remoteAddress() {
        return transport.remoteAddress();
    }

    boolean isOpen() {
        return closing == null;
    }

    boolean hasPeer() {
        return vanished == null;
    }

    @Nullable PeerClosedException vanished() {
        return vanished;
    }

    @Nullable Closing closing() {
        return closing;
    }

    void requireOpen() throws ChannelClosedException {
        Closing closed = closing;
        if (closed != null) {
            throw new ChannelClosedException(
                    "the connection to " + remoteAddress() + " was closed on this side",
                    closed.cause);
        }
    }

    void requirePeer() throws PeerClosedException {
        Closing closed = closing;
        if (vanished != null && (closed == null || closed.cause instanceof PeerClosedException)) {
            throw Failures.again(vanished);
        }
    }

    /** Finds out what a failed read or write means. */
    ChannelException failure(String action, IOException e) {
        Closing closed = closing;
        if (closed != null && e instanceof ClosedChannelException) {
            return new ChannelClosedException("closed on this side while " + action, e);
        }
        if (vanished != null) {
            return Failures.again(vanished);
        }
        PeerClosedException first = Failures.peerVanished(remoteAddress(), action, e);
        vanished = first;
        later();
        return first;
    }

    /** Closes in order. A cause is told to the handler. */
    void close(@Nullable IOException cause) {
        close(cause, loop.deadline(loop.settings.closeTimeout));
    }

    void close(@Nullable IOException cause, long deadline) {
        begin(new Closing(cause, deadline));
    }

    private void begin(Closing next) {
        if (CLOSING.compareAndSet(this, null, next)) {
            LOG.debug("closing {}", this, next.cause);
            if (observed != null) {
                observed.closed();
            }
            wakeSenders();
            later();
        }
    }

    /** Closes at once, with a reset. Returns false if nothing was left of the connection. */
    boolean abort() {
        boolean open = transport.isOpen();
        Closing abort = new Closing(null, loop.deadline(0));
        abort.abort();
        begin(abort);
        Closing underWay = closing;
        if (underWay != null) {
            underWay.abort();
        }
        transport.abort();
        dropOutput();
        later();
        return open;
    }

    /** Tells the observer and the log of the first failure, unless the close came first. */
    void failed(IOException cause) {
        synchronized (this) {
            if (failureTold || closing != null) {
                return;
            }
            failureTold = true;
        }
        LOG.debug("failed {}", this, cause);
        if (observed != null) {
            observed.failed(cause);
        }
    }

    /** Returns how long an orderly close may still take. */
    long leftToClose(long now) {
        Closing closed = closing;
        return closed == null || closed.deadline() == StreamOptions.NEVER
                ? StreamOptions.NEVER
                : closed.deadline() - now;
    }

    void closeTransport(boolean byReset) {
        Closing closed = closing;
        if (byReset
                || (closed != null
                        && closed.isAborted())) { // who aborts may not have come to it yet
            transport.abort();
            return;
        }
        try {
            transport.close();
        } catch (IOException e) {
            LOG.warn("{} could not be released", this, e);
        }
    }

    private static VarHandle closingHandle() {
        try {
            return MethodHandles.lookup().findVarHandle(LinkState.class, "closing", Closing.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    @Override
    public String toString() {
        return localAddress() + " -> " + remoteAddress();
    }
}
