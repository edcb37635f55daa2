/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.pacing;

import io.github.wholewire.MessageChannel;
import io.github.wholewire.Protocol;
import java.io.IOException;
import java.time.Duration;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** A channel whose sending half takes tokens first. */
final class PacedChannel<M> extends PacedSender<M> implements MessageChannel<M> {
    private final MessageChannel<M> channel;

    PacedChannel(MessageChannel<M> channel, TokenBucket bucket, ToLongFunction<? super M> weight) {
        super(channel, bucket, weight);
        this.channel = channel;
    }

    @Override
    public @Nullable M receive() throws IOException {
        return channel.receive();
    }

    @Override
    public @Nullable M receive(Duration timeout) throws IOException {
        return channel.receive(timeout);
    }

    @Override
    public <N> MessageChannel<N> switchTo(Protocol<N> next) throws IOException {
        return channel.switchTo(next);
    }
}
