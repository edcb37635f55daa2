/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.internal.datagram;

import static java.lang.ref.Reference.reachabilityFence;
import static java.util.Objects.requireNonNull;

import io.github.wholewire.ChannelException;
import io.github.wholewire.Codec;
import io.github.wholewire.MessageChannel;
import io.github.wholewire.Protocol;
import io.github.wholewire.internal.stream.Failures;
import io.github.wholewire.internal.stream.StreamOptions;
import java.io.IOException;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A codec over a datagram transport.
 *
 * @param <M> what the codec makes of a payload
 * @param <T> what is sent and received: the message alone, or with its peer
 */
public abstract class DatagramMessageChannel<M, T> implements MessageChannel<T> {
    private final Endpoint endpoint;
    private final DatagramSending<M> sending;
    private final DatagramReceiving<M> receiving;
    private final DatagramReceiving.Arrival<M, T> arrival = this::arrived;

    /** Makes one, which from here on owns the transport. */
    protected DatagramMessageChannel(
            DatagramTransport transport, Codec<M> codec, DatagramOptions options) {
        endpoint = new Endpoint(transport, options.observer(), this);
        sending = new DatagramSending<>(endpoint, codec, options);
        receiving = new DatagramReceiving<>(endpoint, codec, options);
    }

    /** Returns the message in what is to be sent. */
    protected abstract M message(T sent);

    /** Returns who it is for; null for the peer that the transport is connected to. */
    protected abstract @Nullable SocketAddress peer(T sent);

    /** Returns what a message that was received is handed out as. */
    protected abstract T arrived(M message, SocketAddress sender);

    /** Throws if the channel is closed. */
    protected final void requireOpen() throws IOException {
        endpoint.requireOpen();
    }

    @Override
    public final void send(T message) throws IOException {
        requireNonNull(message, "message");
        sending.take();
        try {
            sending.requirePossible();
            sending.send(message(message), peer(message));
        } finally {
            sending.leave();
            reachabilityFence(this);
        }
    }

    @Override
    public final void sendAll(Collection<? extends T> messages) throws IOException {
        List<T> all = List.copyOf(messages);
        int taken = 0;
        try {
            sending.take();
            try {
                sending.requirePossible();
                for (T each : all) {
                    sending.send(message(each), peer(each));
                    taken++;
                }
            } finally {
                sending.leave();
                reachabilityFence(this);
            }
        } catch (ChannelException e) {
            throw Failures.counted(taken, e);
        }
    }

    @Override
    public final void shutdownOutput() throws IOException {
        sending.take();
        try {
            sending.shutdown();
        } finally {
            sending.leave();
            reachabilityFence(this);
        }
    }

    @Override
    public final T receive() throws IOException {
        receiving.take();
        try {
            return receiving.receive(StreamOptions.NEVER, arrival);
        } finally {
            receiving.leave();
            reachabilityFence(this);
        }
    }

    @Override
    public final T receive(Duration timeout) throws IOException {
        long until = receiving.take(timeout);
        try {
            return receiving.receive(until, arrival);
        } finally {
            receiving.leave();
            reachabilityFence(this);
        }
    }

    @Override
    public final <N> MessageChannel<N> switchTo(Protocol<N> next) {
        requireNonNull(next, "next");
        throw new UnsupportedOperationException(
                "datagrams are no stream that another protocol could go on with: open another"
                        + " channel");
    }

    @Override
    public final SocketAddress localAddress() {
        return endpoint.transport.localAddress();
    }

    @Override
    public final SocketAddress remoteAddress() {
        SocketAddress remote = endpoint.transport.remoteAddress();
        if (remote == null) {
            throw new IllegalStateException(
                    "the datagram channel "
                            + endpoint
                            + " is not connected: each datagram has its own peer");
        }
        return remote;
    }

    @Override
    public final boolean isOpen() {
        return endpoint.isOpen();
    }

    @Override
    public final void close() {
        try {
            endpoint.close();
        } finally {
            reachabilityFence(this);
        }
    }

    @Override
    public final void abort() {
        try {
            endpoint.close();
        } finally {
            reachabilityFence(this);
        }
    }

    @Override
    public final String toString() {
        return "MessageChannel[" + endpoint + "]";
    }
}
