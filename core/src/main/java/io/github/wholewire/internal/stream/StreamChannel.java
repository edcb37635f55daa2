/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.internal.stream;

import static java.util.Objects.requireNonNull;

import io.github.wholewire.CodecException;
import io.github.wholewire.FramingException;
import io.github.wholewire.MessageChannel;
import io.github.wholewire.MessageDecoder;
import io.github.wholewire.MessageEncoder;
import io.github.wholewire.Protocol;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A protocol over a connection: one handle, until it is switched. */
public final class StreamChannel<M> implements MessageChannel<M> {
    private final StreamConnection connection;
    private final MessageDecoder<M> decoder;
    private final MessageEncoder<M> encoder;
    private volatile boolean switched;

    private StreamChannel(
            StreamConnection connection, MessageDecoder<M> decoder, MessageEncoder<M> encoder) {
        this.connection = connection;
        this.decoder = decoder;
        this.encoder = encoder;
        decoder.onSkip(refusal -> connection.observer.dropped(remoteAddress(), refusal));
    }

    /** Opens a channel, which from here on owns the transport. */
    public static <M> MessageChannel<M> open(
            ByteTransport transport, Protocol<M> protocol, StreamOptions options) {
        MessageDecoder<M> decoder = protocol.newDecoder();
        MessageEncoder<M> encoder = protocol.newEncoder();
        return new StreamChannel<>(new StreamConnection(transport, options), decoder, encoder);
    }

    @Override
    public void send(M message) throws IOException {
        requireNonNull(message, "message");
        long deadline = connection.sending.take();
        try {
            requireCurrent();
            connection.sending.requirePossible();
            encoder.encode(message);
            ByteBuffer frame = encoder.pending();
            int length = frame.remaining();
            connection.sending.write(frame, deadline);
            connection.observer.sent(1, length);
        } finally {
            encoder.clear();
            connection.sending.leave();
        }
    }

    @Override
    public void sendAll(Collection<? extends M> messages) throws IOException {
        List<M> all = List.copyOf(messages);
        long deadline = connection.sending.take();
        try {
            requireCurrent();
            connection.sending.requirePossible();
            new Batch<>(connection, encoder, all.size(), deadline).send(all);
        } finally {
            encoder.clear();
            connection.sending.leave();
        }
    }

    @Override
    public void shutdownOutput() throws IOException {
        connection.sending.take();
        try {
            requireCurrent();
            connection.sending.shutdownOutput();
        } finally {
            connection.sending.leave();
        }
    }

    @Override
    public @Nullable M receive() throws IOException {
        connection.receiving.take();
        try {
            return next(StreamOptions.NEVER);
        } finally {
            connection.receiving.leave();
        }
    }

    @Override
    public @Nullable M receive(Duration timeout) throws IOException {
        long deadline = connection.receiving.take(timeout);
        try {
            return next(deadline);
        } finally {
            connection.receiving.leave();
        }
    }

    private @Nullable M next(long deadline) throws IOException {
        requireCurrent();
        connection.requireOpen();
        for (; ; ) {
            M message = pull();
            if (message != null || connection.receiving.ended()) {
                return message;
            }
            connection.receiving.read(decoder, deadline);
        }
    }

    private @Nullable M pull() throws CodecException, FramingException {
        try {
            M message = decoder.pull();
            if (message != null) {
                connection.observer.received(decoder.frameLength());
            }
            return message;
        } catch (CodecException e) {
            connection.observer.dropped(remoteAddress(), e);
            throw e;
        } catch (FramingException e) {
            connection.tellFailed(e);
            throw e;
        }
    }

    @Override
    public <N> MessageChannel<N> switchTo(Protocol<N> next) throws IOException {
        MessageEncoder<N> nextEncoder = next.newEncoder();
        if (!connection.receiving.tryTake()) {
            throw new IllegalStateException(
                    "another thread is receiving: only the receiving thread may switch");
        }
        try {
            connection.sending.take();
            try {
                requireCurrent();
                connection.requireOpen();
                MessageDecoder<N> nextDecoder = decoder.switchTo(next);
                switched = true;
                return new StreamChannel<>(connection, nextDecoder, nextEncoder);
            } finally {
                connection.sending.leave();
            }
        } finally {
            connection.receiving.leave();
        }
    }

    private void requireCurrent() {
        if (switched) {
            throw new IllegalStateException(
                    "switchTo() was called: use the channel that it returned");
        }
    }

    @Override
    public SocketAddress localAddress() {
        return connection.transport.localAddress();
    }

    @Override
    public SocketAddress remoteAddress() {
        return connection.transport.remoteAddress();
    }

    @Override
    public boolean isOpen() {
        return connection.isOpen();
    }

    @Override
    public void close() {
        connection.close();
    }

    @Override
    public void abort() {
        connection.abort();
    }

    @Override
    public String toString() {
        return "MessageChannel[" + connection + "]";
    }
}
