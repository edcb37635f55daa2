/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.internal.stream;

import io.github.wholewire.ChannelException;
import io.github.wholewire.MessageDecoder;
import io.github.wholewire.ReceiveTimeoutException;
import io.github.wholewire.TruncatedFrameException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The receiving half of a connection: whose turn it is, until when, and whether it is over. */
final class Receiving {
    private static final Logger LOG = LoggerFactory.getLogger(Receiving.class);

    /**
     * The shortest wait that a socket knows: even with no time, there is one for what has arrived.
     */
    private static final long SHORTEST_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private final StreamConnection connection;
    private final ByteTransport transport;
    private final TimeSource time;
    private final FrameClock clock;
    private final Turn turn = new Turn("receive");
    private final Deadline deadline = new Deadline();

    // Guarded by the turn.
    private boolean ended;

    /** Nobody reads any more: the closing thread discards. */
    private volatile boolean discarding;

    Receiving(StreamConnection connection, ByteTransport transport, StreamOptions options) {
        this.connection = connection;
        this.transport = transport;
        time = transport.time();
        clock = new FrameClock(time, options);
    }

    /** Waits for the turn. */
    void take() throws ChannelException {
        turn.take(StreamOptions.NEVER);
    }

    /** Waits for the turn and returns when the message must be there. */
    long take(Duration timeout) throws ChannelException {
        long nanos = StreamOptions.requireNotNegative(timeout, "timeout");
        long until = time.deadline(Math.max(nanos, SHORTEST_NANOS));
        if (!turn.take(nanos)) {
            throw new ReceiveTimeoutException(
                    "no turn to receive within " + timeout + ", since other threads are receiving");
        }
        return until;
    }

    boolean tryTake() {
        return turn.tryTake();
    }

    void leave() {
        turn.leave();
        connection.settle();
    }

    // With the turn.

    /**
     * Reads once. At the peer's end, tells the decoder. Returns whether there was more than one
     * read takes, so that the next one finds it at once.
     */
    boolean read(MessageDecoder<?> decoder, long until) throws ChannelException {
        long frameDeadline = clock.start(decoder);
        ByteBuffer space = decoder.space(); // valid until the decoder is asked anything
        int count = 0;
        IOException failure = null;
        boolean inTime;
        deadline.set(frameDeadline);
        try {
            count =
                    until == StreamOptions.NEVER
                            ? transport.read(space)
                            : transport.read(space, time.millisUntil(until));
        } catch (IOException e) {
            failure = e;
        } finally {
            inTime = deadline.clear();
        }
        clock.stop(count > 0);
        if (!inTime) {
            throw late(decoder, failure);
        }
        if (failure != null) {
            throw failure(decoder, failure);
        }
        connection.requireOpen();
        boolean full = !space.hasRemaining();
        if (count < 0) {
            end(decoder);
        }
        return full;
    }

    /** A reset is told to one call only, and looks like an end to all others. */
    private void end(MessageDecoder<?> decoder) throws ChannelException {
        connection.sending.awaitFailure();
        connection.requirePeer();
        ended = true;
        decoder.end();
    }

    /** Bytes that keep coming do not prolong the time. */
    void requireTime(MessageDecoder<?> decoder, long until) throws ReceiveTimeoutException {
        if (until != StreamOptions.NEVER && until - time.now() <= 0) {
            throw timeout(decoder, null);
        }
    }

    private ChannelException failure(MessageDecoder<?> decoder, IOException e) {
        return e instanceof SocketTimeoutException && connection.isOpen()
                ? timeout(decoder, e)
                : connection.failure("reading", e);
    }

    private static ReceiveTimeoutException timeout(
            MessageDecoder<?> decoder, @Nullable IOException e) {
        return new ReceiveTimeoutException(
                "no whole message came in time; "
                        + decoder.buffered()
                        + " bytes of the next one are kept, the next receive goes on",
                e);
    }

    private TruncatedFrameException late(MessageDecoder<?> decoder, @Nullable IOException failure) {
        TruncatedFrameException late = decoder.truncated(clock.toString());
        if (failure != null) {
            late.addSuppressed(failure);
        }
        connection.closedBy(late);
        return late;
    }

    // Without the turn.

    /**
     * Goes on with a close once output is shut: releases, or begins to discard. Returns false if
     * somebody reads.
     */
    boolean finish() {
        if (!turn.tryTake()) {
            return false;
        }
        try {
            if (!discarding) {
                if (ended || connection.peerHasVanished() || transport.discard()) {
                    connection.release();
                } else {
                    discarding = true;
                }
            }
        } finally {
            turn.leave();
        }
        return true;
    }

    /** For the closing thread. Returns whether there is nothing more to discard. */
    boolean discard() {
        return discarding && transport.discard();
    }

    /** For the watchdog: nothing but closing wakes a reader that is late. */
    void look(long now) {
        if (deadline.miss(now)) {
            try {
                transport.close();
            } catch (IOException e) {
                LOG.debug("while closing {} on a late frame", connection, e);
            }
        }
    }

    long due() {
        return deadline.due();
    }

    long shortestTimeout() {
        return clock.shortest();
    }
}
