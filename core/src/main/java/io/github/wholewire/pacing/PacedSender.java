/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.pacing;

import static java.util.Objects.requireNonNull;

import io.github.wholewire.ChannelException;
import io.github.wholewire.MessageSender;
import io.github.wholewire.internal.stream.Failures;
import java.io.IOException;
import java.net.SocketAddress;
import java.util.Collection;
import java.util.List;
import java.util.function.ToLongFunction;

/** A sender that takes tokens first. */
class PacedSender<M> implements MessageSender<M> {
    private final MessageSender<M> sender;
    private final TokenBucket bucket;
    private final ToLongFunction<? super M> weight;

    PacedSender(MessageSender<M> sender, TokenBucket bucket, ToLongFunction<? super M> weight) {
        this.sender = sender;
        this.bucket = bucket;
        this.weight = weight;
    }

    @Override
    public final void send(M message) throws IOException {
        bucket.take(weight.applyAsLong(requireNonNull(message, "message")));
        sender.send(message);
    }

    @Override
    public final void sendAll(Collection<? extends M> messages) throws IOException {
        List<M> all = List.copyOf(messages);
        for (int taken = 0; taken < all.size(); taken++) {
            try {
                send(all.get(taken));
            } catch (ChannelException e) {
                throw Failures.counted(taken, e);
            }
        }
    }

    @Override
    public final void shutdownOutput() throws IOException {
        sender.shutdownOutput();
    }

    @Override
    public final SocketAddress localAddress() {
        return sender.localAddress();
    }

    @Override
    public final SocketAddress remoteAddress() {
        return sender.remoteAddress();
    }

    @Override
    public final boolean isOpen() {
        return sender.isOpen();
    }

    @Override
    public final void close() throws IOException {
        sender.close();
    }

    @Override
    public final void abort() {
        sender.abort();
    }

    @Override
    public final String toString() {
        return "Paced[" + sender + "]";
    }
}
