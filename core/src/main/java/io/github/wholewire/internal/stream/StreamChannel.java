/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.internal.stream;

import static java.lang.ref.Reference.reachabilityFence;
import static java.util.Objects.requireNonNull;

import io.github.wholewire.ChannelException;
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
    /** Held by all handles of a connection: it is forgotten when the last of them is. */
    private final Object handles;

    private final StreamConnection connection;
    private final MessageDecoder<M> decoder;
    private final MessageEncoder<M> encoder;
    private volatile boolean switched;

    private StreamChannel(
            Object handles,
            StreamConnection connection,
            MessageDecoder<M> decoder,
            MessageEncoder<M> encoder) {
        this.handles = handles;
        this.connection = connection;
        this.decoder = decoder;
        this.encoder = encoder;
        decoder.onSkip(refusal -> connection.observer.dropped(remoteAddress(), refusal));
    }

    /**
     * Opens a channel, which from here on owns the transport.
     *
     * @param origin who opens it, to be told of if it is forgotten; null if the collector frees it
     *     as well
     */
    public static <M> MessageChannel<M> open(
            ByteTransport transport,
            Protocol<M> protocol,
            StreamOptions options,
            @Nullable Origin origin) {
        MessageDecoder<M> decoder = protocol.newDecoder();
        MessageEncoder<M> encoder = protocol.newEncoder();
        Object handles = new Object();
        StreamConnection connection = new StreamConnection(transport, options, handles, origin);
        return new StreamChannel<>(handles, connection, decoder, encoder);
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
            reachabilityFence(this);
        }
    }

    @Override
    public void sendAll(Collection<? extends M> messages) throws IOException {
        List<M> all = List.copyOf(messages);
        Batch<M> batch = new Batch<>(connection, encoder, all.size());
        try {
            send(batch, all);
        } catch (ChannelException e) {
            throw Failures.counted(batch.taken(), e);
        }
    }

    private void send(Batch<M> batch, List<M> messages) throws ChannelException {
        long deadline = connection.sending.take();
        try {
            requireCurrent();
            connection.sending.requirePossible();
            batch.send(messages, deadline);
        } finally {
            encoder.clear();
            connection.sending.leave();
            reachabilityFence(this);
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
            reachabilityFence(this);
        }
    }

    @Override
    public @Nullable M receive() throws IOException {
        connection.receiving.take();
        try {
            return next(StreamOptions.NEVER);
        } finally {
            connection.receiving.leave();
            reachabilityFence(this);
        }
    }

    @Override
    public @Nullable M receive(Duration timeout) throws IOException {
        long deadline = connection.receiving.take(timeout);
        try {
            return next(deadline);
        } finally {
            connection.receiving.leave();
            reachabilityFence(this);
        }
    }

    private @Nullable M next(long deadline) throws IOException {
        requireCurrent();
        connection.requireOpen();
        for (boolean more = true; ; ) {
            M message = pull();
            if (message != null || decoder.isFinished()) {
                return message;
            }
            if (!more) {
                connection.receiving.requireTime(decoder, deadline);
            }
            more = connection.receiving.read(decoder, deadline);
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
            connection.requireOpen(); // a close under way takes the turn too
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
                return new StreamChannel<>(handles, connection, nextDecoder, nextEncoder);
            } finally {
                connection.sending.leave();
            }
        } finally {
            connection.receiving.leave();
            reachabilityFence(this);
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
        try {
            connection.close();
        } finally {
            reachabilityFence(this);
        }
    }

    @Override
    public void abort() {
        try {
            connection.abort();
        } finally {
            reachabilityFence(this);
        }
    }

    @Override
    public String toString() {
        return "MessageChannel[" + connection + "]";
    }
}
