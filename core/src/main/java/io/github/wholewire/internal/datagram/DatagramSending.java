/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.internal.datagram;

import io.github.wholewire.ChannelClosedException;
import io.github.wholewire.ChannelException;
import io.github.wholewire.Codec;
import io.github.wholewire.FrameDecoder;
import io.github.wholewire.FrameEncoder;
import io.github.wholewire.Framer;
import io.github.wholewire.MessageEncoder;
import io.github.wholewire.Protocol;
import io.github.wholewire.SendTimeoutException;
import io.github.wholewire.internal.stream.StreamOptions;
import io.github.wholewire.internal.stream.Turn;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The sending half of a datagram channel: whose turn it is, and whether it is over. */
final class DatagramSending<M> {
    private final Endpoint endpoint;
    private final MessageEncoder<M> encoder;
    private final Duration timeout;
    private final long timeoutNanos;
    private final Turn turn = new Turn("send");

    /** Guarded by the turn. */
    private boolean shut;

    DatagramSending(Endpoint endpoint, Codec<M> codec, DatagramOptions options) {
        this.endpoint = endpoint;
        encoder = Protocol.of(new WholeDatagram(options.maxFrameLength()), codec).newEncoder();
        timeout = options.sendTimeout();
        timeoutNanos = StreamOptions.nanos(timeout);
    }

    void take() throws ChannelException {
        if (!turn.take(timeoutNanos)) {
            throw new SendTimeoutException(
                    "no turn to send within "
                            + timeout
                            + ", since other threads are sending: nothing was sent, the channel"
                            + " goes on");
        }
    }

    void leave() {
        turn.leave();
    }

    // With the turn.

    void requirePossible() throws ChannelClosedException {
        endpoint.requireOpen();
        if (shut) {
            throw new ChannelClosedException(
                    "shutdownOutput() was called: nothing more can be sent, receiving goes on");
        }
    }

    void send(M message, @Nullable SocketAddress peer) throws ChannelException {
        try {
            encoder.encode(message);
            ByteBuffer datagram = encoder.pending();
            int length = datagram.remaining();
            transmit(datagram, peer);
            endpoint.observer.sent(1, length);
        } finally {
            encoder.clear();
        }
    }

    private void transmit(ByteBuffer datagram, @Nullable SocketAddress peer)
            throws ChannelException {
        try {
            endpoint.transport.send(datagram, peer);
        } catch (IOException e) {
            throw endpoint.failure("sending to " + (peer == null ? endpoint.name : peer), e);
        }
    }

    void shutdown() throws ChannelClosedException {
        endpoint.requireOpen();
        shut = true;
    }

    /** A datagram is its own frame: nothing is put around the payload. */
    private record WholeDatagram(int maxFrameLength) implements Framer {
        @Override
        public FrameDecoder newDecoder() {
            throw new UnsupportedOperationException("datagrams are no stream that could be cut");
        }

        @Override
        public FrameEncoder newEncoder() {
            return out -> {};
        }
    }
}
