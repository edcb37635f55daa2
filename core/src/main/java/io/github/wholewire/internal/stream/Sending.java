/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.internal.stream;

import io.github.wholewire.ChannelClosedException;
import io.github.wholewire.ChannelException;
import io.github.wholewire.SendTimeoutException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The sending half of a connection: whose turn it is, until when, and whether it is over. */
final class Sending {
    private static final Logger LOG = LoggerFactory.getLogger(Sending.class);

    /** From when the kernel tells a write of a failure until this object knows it, at most. */
    private static final long LONGEST_TELLING_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final StreamConnection connection;
    private final ByteTransport transport;
    private final long timeout;
    private final Turn turn = new Turn("send");
    private final Deadline deadline = new Deadline();

    // Guarded by the turn.
    private boolean shut;
    private @Nullable SendTimeoutException timedOut;

    Sending(StreamConnection connection, ByteTransport transport, StreamOptions options) {
        this.connection = connection;
        this.transport = transport;
        this.timeout = StreamOptions.nanos(options.sendTimeout());
    }

    /** Returns when a message must be written whose send begins now. */
    long deadline() {
        return transport.time().deadline(timeout);
    }

    /** Waits for the turn and returns when the message must be written. */
    long take() throws ChannelException {
        long until = deadline();
        if (!turn.take(timeout)) {
            throw new SendTimeoutException(
                    "no turn to send within "
                            + timeoutMillis()
                            + " ms, since other threads are sending: nothing was written, the channel goes on");
        }
        return until;
    }

    void leave() {
        turn.leave();
        connection.settle();
    }

    /**
     * Waits for a send under way to tell its failure, if it has one to tell. One that waits for the
     * peer has none: it is given up on after a moment.
     */
    void awaitFailure() {
        if (turn.tryTake(LONGEST_TELLING_NANOS)) {
            leave();
        }
    }

    // With the turn.

    void requirePossible() throws ChannelException {
        connection.requireOpen();
        connection.requirePeer();
        if (timedOut != null) {
            throw new SendTimeoutException(
                    "sending is over since: " + timedOut.getMessage(), timedOut);
        }
        if (shut) {
            throw new ChannelClosedException(
                    "shutdownOutput() was called: nothing more can be sent, receiving goes on");
        }
    }

    void write(ByteBuffer frames, long until) throws ChannelException {
        int length = frames.remaining();
        IOException failure = null;
        boolean inTime;
        deadline.set(until);
        try {
            while (frames.hasRemaining()) {
                transport.write(frames);
            }
        } catch (IOException e) {
            failure = e;
        } catch (RuntimeException | Error e) {
            connection.abort(); // a frame may be half written
            throw e;
        } finally {
            inTime = deadline.clear();
        }
        if (!inTime) {
            throw late(length - frames.remaining(), length, failure);
        }
        if (failure != null) {
            throw connection.failure("writing", failure);
        }
    }

    private SendTimeoutException late(int written, int length, @Nullable IOException failure) {
        SendTimeoutException late =
                new SendTimeoutException(
                        "not written within "
                                + timeoutMillis()
                                + " ms, since the peer does not read: "
                                + written
                                + " of "
                                + length
                                + " bytes went out, sending is over, receiving goes on",
                        failure);
        shut = true;
        timedOut = late;
        connection.tellFailed(late);
        return late;
    }

    void shutdownOutput() throws ChannelException {
        connection.requireOpen();
        if (shut) {
            return;
        }
        requirePossible();
        shut = true;
        try {
            transport.shutdownOutput();
        } catch (IOException e) {
            throw connection.failure("shutting down output", e);
        }
    }

    // Without the turn.

    /**
     * Shuts output down for a close. Returns false if somebody is sending, who will do it when
     * leaving.
     */
    boolean finish() {
        if (!turn.tryTake()) {
            return false;
        }
        try {
            if (!shut) {
                shut = true;
                transport.shutdownOutput();
            }
        } catch (IOException e) {
            LOG.debug("while shutting down the output of {} for a close", connection, e);
        } finally {
            turn.leave();
        }
        return true;
    }

    /** For the watchdog: wakes a writer that is late, and lets receiving go on. */
    void look(long now) {
        if (deadline.miss(now)) {
            try {
                transport.shutdownOutput();
            } catch (IOException e) {
                LOG.debug("the peer of {} had vanished before a send was late", connection, e);
            }
        }
    }

    long due() {
        return deadline.due();
    }

    long timeout() {
        return timeout;
    }

    private long timeoutMillis() {
        return TimeUnit.NANOSECONDS.toMillis(timeout);
    }
}
