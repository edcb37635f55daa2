/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.internal.stream;

import io.github.wholewire.ChannelClosedException;
import io.github.wholewire.ChannelException;
import io.github.wholewire.ChannelInterruptedException;
import io.github.wholewire.ChannelObserver;
import io.github.wholewire.PeerClosedException;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ClosedChannelException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the handles of one connection share: its halves, the first failure, and closing.
 *
 * <p>Closing takes no turn away: whoever leaves one goes on with it ({@link #settle}).
 *
 * <pre>
 * open --close()-> closing --nobody sends-> output shut --nobody reads-> discarding --peer's end-> released
 *   |                `----------------------- close timeout, abort() ----------------------------->
 *   `--abort(), interrupted read or write, late frame-------------------------------------------->
 * </pre>
 */
final class StreamConnection {
    private static final Logger LOG = LoggerFactory.getLogger(StreamConnection.class);

    final ByteTransport transport;
    final ChannelObserver observer;
    final Sending sending;
    final Receiving receiving;

    private final long closeTimeout;
    private final TimeSource.Timed deadlines = new Deadlines();
    private final Ending ending;
    private final AtomicReference<@Nullable Close> closing = new AtomicReference<>();
    private final AtomicBoolean released = new AtomicBoolean();
    private final @Nullable Forgotten forgotten;
    private final AtomicReference<@Nullable PeerClosedException> vanished = new AtomicReference<>();

    /** Why it was closed: null if by a call. */
    private record Close(@Nullable IOException cause) {}

    /**
     * Opens a connection.
     *
     * @param handles what its handles hold, and nothing else does
     * @param origin who opened it; null if the collector frees it as well
     */
    StreamConnection(
            ByteTransport transport,
            StreamOptions options,
            Object handles,
            @Nullable Origin origin) {
        this.transport = transport;
        observer = SafeObserver.of(options.observer());
        ending = new Ending(observer, transport.remoteAddress());
        closeTimeout = StreamOptions.nanos(options.closeTimeout());
        sending = new Sending(this, transport, options);
        receiving = new Receiving(this, transport, options);
        if (deadlines.tickNanos() != StreamOptions.NEVER) {
            transport.time().watch(deadlines);
        }
        forgotten = origin == null ? null : Forgotten.watch(handles, this, this::close, origin);
        LOG.debug("opened {}", this);
        observer.opened(transport.remoteAddress());
    }

    // Failures.

    void requireOpen() throws ChannelClosedException {
        Close close = closing.get();
        if (close != null) {
            throw new ChannelClosedException(
                    "the channel to " + transport.remoteAddress() + " was closed on this side",
                    close.cause);
        }
    }

    void requirePeer() throws PeerClosedException {
        PeerClosedException first = vanished.get();
        if (first != null) {
            throw again(first);
        }
    }

    boolean peerHasVanished() {
        return vanished.get() != null;
    }

    /** Finds out what a transport's exception means. */
    ChannelException failure(String action, IOException e) {
        if (e instanceof ClosedByInterruptException) {
            ChannelInterruptedException interrupted =
                    new ChannelInterruptedException(
                            "interrupted while "
                                    + action
                                    + ": the channel is closed, as java.nio does it",
                            e);
            closedBy(interrupted);
            return interrupted;
        }
        Close close = closing.get();
        if (e instanceof ClosedChannelException || close != null) {
            // If it isn't closing yet, the thread that was interrupted is about to say so.
            return new ChannelClosedException(
                    "closed on this side while " + action,
                    close != null && close.cause != null ? close.cause : e);
        }
        return peerVanished(action, e);
    }

    private PeerClosedException peerVanished(String action, IOException e) {
        PeerClosedException first =
                new PeerClosedException(
                        "the peer "
                                + transport.remoteAddress()
                                + " vanished while "
                                + action
                                + " ("
                                + e.getMessage()
                                + "); what was sent last may not have arrived",
                        e);
        PeerClosedException earlier = vanished.compareAndExchange(null, first);
        if (earlier != null) {
            return again(earlier);
        }
        tellFailed(first);
        return first;
    }

    private static PeerClosedException again(PeerClosedException first) {
        return new PeerClosedException("nothing more since: " + first.getMessage(), first);
    }

    /** Tells the observer and the log of the first failure. */
    void tellFailed(IOException cause) {
        if (ending.failed(cause)) {
            LOG.debug("failed {}", this, cause);
        }
    }

    // Closing.

    boolean isOpen() {
        return closing.get() == null;
    }

    void close() {
        if (!beginClosing(null)) {
            return;
        }
        if (closeTimeout == 0) {
            release();
            return;
        }
        long deadline = transport.time().deadline(closeTimeout);
        settle();
        if (!released.get()) {
            transport.time().watchClose(new Closing(deadline));
        }
    }

    void abort() {
        beginClosing(null);
        if (beginReleasing()) {
            transport.abort();
        }
    }

    /** Closes because of a failure that leaves nothing to close in order. */
    void closedBy(IOException cause) {
        if (beginClosing(cause)) {
            release();
        }
    }

    private boolean beginClosing(@Nullable IOException cause) {
        if (!closing.compareAndSet(null, new Close(cause))) {
            return false;
        }
        if (forgotten != null) {
            forgotten.closed();
        }
        if (cause != null) {
            tellFailed(cause);
        }
        LOG.debug("closing {}", this);
        ending.closed();
        return true;
    }

    /** Goes on with a close, as far as nobody is in the way; who is will do it when leaving. */
    void settle() {
        if (!isOpen() && !released.get() && sending.finish()) {
            receiving.finish();
        }
    }

    void release() {
        if (beginReleasing()) {
            try {
                transport.close();
            } catch (IOException e) {
                LOG.warn("{} could not be released", this, e);
            }
        }
    }

    private boolean beginReleasing() {
        if (!released.compareAndSet(false, true)) {
            return false;
        }
        LOG.debug("releasing {}", this);
        transport.time().forget(deadlines);
        return true;
    }

    @Override
    public String toString() {
        return transport.localAddress() + " -> " + transport.remoteAddress();
    }

    /** Looks for blocked calls that are late. */
    private final class Deadlines implements TimeSource.Timed {
        @Override
        public long tickNanos() {
            return Watchdog.tickFor(Math.min(sending.timeout(), receiving.shortestTimeout()));
        }

        @Override
        public long due() {
            return Math.min(sending.due(), receiving.due());
        }

        @Override
        public boolean look(long now) {
            sending.look(now);
            receiving.look(now);
            return !released.get();
        }
    }

    /** Discards what the peer still sends, once nobody else reads, until its end or a deadline. */
    private final class Closing implements TimeSource.Timed {
        private final long deadline;

        Closing(long deadline) {
            this.deadline = deadline;
        }

        @Override
        public long tickNanos() {
            return Watchdog.FINEST_TICK;
        }

        @Override
        public long due() {
            return deadline;
        }

        @Override
        public boolean look(long now) {
            if (!released.get() && (deadline - now <= 0 || receiving.discard())) {
                release();
            }
            return !released.get();
        }
    }
}
