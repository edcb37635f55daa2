/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.internal.datagram;

import io.github.wholewire.ChannelException;
import io.github.wholewire.Codec;
import io.github.wholewire.CodecException;
import io.github.wholewire.FrameTooLongException;
import io.github.wholewire.ReceiveTimeoutException;
import io.github.wholewire.internal.stream.StreamOptions;
import io.github.wholewire.internal.stream.TimeSource;
import io.github.wholewire.internal.stream.Turn;
import java.io.IOException;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The receiving half of a datagram channel: whose turn it is, until when, and what is refused. */
final class DatagramReceiving<M> {
    /** The system's wait is rounded up to it. */
    private static final long MILLISECOND = TimeUnit.MILLISECONDS.toNanos(1);

    private final Endpoint endpoint;
    private final TimeSource time;
    private final Codec<M> codec;
    private final int maxFrameLength;
    private final Predicate<? super SocketAddress> senders;
    private final boolean skipsBad;
    private final SkippedLog skipped;
    private final Turn turn = new Turn("receive");

    // Guarded by the turn.

    /**
     * One byte longer than the limit: if that is filled, the datagram was too long. Made by the
     * first receive, since some channels only send.
     */
    private ByteBuffer buffer = ByteBuffer.allocate(0);

    DatagramReceiving(Endpoint endpoint, Codec<M> codec, DatagramOptions options) {
        this.endpoint = endpoint;
        time = endpoint.transport.time();
        this.codec = codec;
        maxFrameLength = options.maxFrameLength();
        senders = options.senders();
        skipsBad = options.skipsBadDatagrams();
        skipped = new SkippedLog(endpoint, time.now());
    }

    /** Waits for the turn. */
    void take() throws ChannelException {
        turn.take(StreamOptions.NEVER);
    }

    /** Waits for the turn and returns when the message must be there. */
    long take(Duration timeout) throws ChannelException {
        return turn.takeWithin(timeout, time);
    }

    void leave() {
        turn.leave();
    }

    // With the turn.

    /** Receives until there is a message that can be handed out, and hands it out. */
    <T> T receive(long until, Arrival<M, T> arrival) throws ChannelException {
        for (; ; ) {
            endpoint.requireOpen();
            SocketAddress sender = fill(until);
            if (senders.test(sender)) {
                int length = buffer.position();
                try {
                    M message = decode(sender);
                    endpoint.observer.received(length);
                    return arrival.of(message, sender);
                } catch (FrameTooLongException | CodecException e) {
                    refuse(sender, e);
                }
            } else {
                endpoint.observer.filtered(sender);
            }
            requireTime(until);
        }
    }

    private SocketAddress fill(long until) throws ChannelException {
        if (buffer.capacity() == 0) {
            buffer = ByteBuffer.allocate(maxFrameLength + 1);
        }
        buffer.clear();
        try {
            return until == StreamOptions.NEVER
                    ? endpoint.transport.receive(buffer)
                    : endpoint.transport.receive(buffer, time.millisUntil(until));
        } catch (SocketTimeoutException e) {
            endpoint.requireOpen();
            throw timedOut(e);
        } catch (IOException e) {
            throw endpoint.failure("receiving", e);
        }
    }

    private M decode(SocketAddress sender) throws FrameTooLongException, CodecException {
        if (buffer.position() > maxFrameLength) {
            throw new FrameTooLongException(
                    "datagram from "
                            + sender
                            + " refused: it has more than maxFrameLength="
                            + maxFrameLength
                            + " bytes and was cut by the system; raise the limit if the sender is"
                            + " trusted");
        }
        ByteBuffer payload = buffer.flip().order(ByteOrder.BIG_ENDIAN);
        int length = payload.remaining();
        try {
            M message = codec.decode(payload);
            if (message == null) {
                throw new CodecException("the codec made null of it: mend its decode");
            }
            return message;
        } catch (IOException | RuntimeException e) {
            throw new CodecException(
                    "datagram of "
                            + length
                            + " bytes from "
                            + sender
                            + " is no message: "
                            + (e instanceof CodecException ? e.getMessage() : e),
                    e);
        }
    }

    private void refuse(SocketAddress sender, ChannelException reason) throws ChannelException {
        endpoint.observer.dropped(sender, reason);
        if (!skipsBad) {
            throw reason;
        }
        skipped.add(reason, time.now());
    }

    /** Whatever else comes in must not keep a receiver beyond its time. */
    private void requireTime(long until) throws ReceiveTimeoutException {
        if (until != StreamOptions.NEVER && time.now() - until > MILLISECOND) {
            throw timedOut(null);
        }
    }

    private static ReceiveTimeoutException timedOut(@Nullable IOException cause) {
        return new ReceiveTimeoutException(
                "no message came in time; the next receive goes on", cause);
    }

    /**
     * Makes what is handed out.
     *
     * @param <M> the message
     * @param <T> what is handed out
     */
    interface Arrival<M, T> {
        T of(M message, SocketAddress sender);
    }
}
