/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.pacing;

import static java.util.Objects.requireNonNull;

import io.github.wholewire.MessageChannel;
import io.github.wholewire.MessageSender;
import io.github.wholewire.internal.stream.StreamOptions;
import java.time.Duration;
import java.util.function.ToLongFunction;

/**
 * Keeps senders to a rate, so many messages or bytes a second, as a token bucket: a burst goes out
 * at once, then one message waits for the next.
 *
 * <pre>{@code
 * Pacing<Object> pacing = Pacing.messagesPerSecond(100).burst(10).build();
 * MessageChannel<String> paced = pacing.pace(channel);
 * }</pre>
 *
 * <p>What has gone since it was built is never more than the burst and the rate times the time
 * since. Within any shorter time it is no more than the burst and the rate times that time, as long
 * as who waits wakes in time. No system's timer does so exactly: one that is late by a millisecond
 * would make 2,000 a second of 10,000. So what a sender that woke late has missed is made up for:
 * it goes at once, up to 10 ms of the rate, unless there is a rest of that length first. Nothing is
 * missed, and nothing made up for, with a burst of what a few milliseconds bring. A message larger
 * than the burst counts as one burst, and those behind it wait for the rest.
 *
 * <p>Pacing is not framing: it spreads messages in time, and where they end is still the protocol's
 * business. Over UDP it spreads datagrams, so that a receiver's buffer has time to empty; it is no
 * congestion control, since it never learns what was lost (RFC 8085 section 3.1). Thread-safe, for
 * platform and virtual threads; senders that are paced by one object share its rate, in the order
 * in which they ask.
 *
 * @param <M> the messages that it can weigh
 */
public final class Pacing<M> {
    private final TokenBucket bucket;
    private final ToLongFunction<? super M> weight;

    private Pacing(Builder<M> builder) {
        bucket =
                new TokenBucket(
                        builder.perSecond, builder.burst, builder.timeoutNanos, builder.clock);
        weight = builder.weight;
    }

    /**
     * Counts messages. The burst is one message unless it is set.
     *
     * @param rate messages a second, above zero
     * @return a builder
     * @throws IllegalArgumentException if the rate is not above zero
     */
    public static Builder<Object> messagesPerSecond(double rate) {
        return new Builder<>(rate, 1, message -> 1);
    }

    /**
     * Counts bytes, by the caller's own measure of a message. The burst is 1024 bytes unless it is
     * set.
     *
     * @param <M> the message
     * @param rate bytes a second, above zero
     * @param size a message's bytes, 0 or more, such as {@code text -> text.length() + 1} for lines
     *     of ASCII
     * @return a builder
     * @throws IllegalArgumentException if the rate is not above zero
     */
    public static <M> Builder<M> bytesPerSecond(double rate, ToLongFunction<? super M> size) {
        return new Builder<>(rate, 1024, requireNonNull(size, "size"));
    }

    /**
     * Wraps a channel: {@code send} and {@code sendAll} keep to the rate, everything else goes
     * straight through. Closing the wrapper closes the channel.
     *
     * <p>A {@code send} waits for its tokens before anything of the message is written. If they
     * would not come within the timeout, it throws {@link io.github.wholewire.SendTimeoutException}
     * at once; if the thread is interrupted meanwhile, {@link
     * io.github.wholewire.ChannelInterruptedException}, its flag kept: either way nothing was
     * written and the channel goes on. Closing does not wake it: it learns of that when its tokens
     * have come. {@code sendAll} paces each message, so other senders may come in between, and its
     * writes are as many as its messages. What {@code switchTo} returns is not paced: wrap it
     * again.
     *
     * @param <N> the message
     * @param channel the channel to send on
     * @return the paced channel
     */
    public <N extends M> MessageChannel<N> pace(MessageChannel<N> channel) {
        return new PacedChannel<>(requireNonNull(channel, "channel"), bucket, weight);
    }

    /**
     * Wraps a sender, as {@link #pace(MessageChannel)} wraps a channel. Since a send waits, it is
     * not for a handler of an event-driven server: it would hold up every connection of that loop.
     *
     * @param <N> the message
     * @param sender the sender
     * @return the paced sender
     */
    public <N extends M> MessageSender<N> pace(MessageSender<N> sender) {
        return new PacedSender<>(requireNonNull(sender, "sender"), bucket, weight);
    }

    /** What tells the time and passes it; a test's own needs no waiting. */
    public interface Clock {
        /**
         * Returns the time.
         *
         * @return nanoseconds from any fixed moment on, never less than before
         */
        long nanoTime();

        /**
         * Lets time pass.
         *
         * @param nanos how much at least, above zero
         * @throws InterruptedException if the thread is interrupted
         */
        void sleep(long nanos) throws InterruptedException;
    }

    /**
     * Collects settings. Not thread-safe; what is built never sees later changes.
     *
     * @param <M> the messages to weigh
     */
    public static final class Builder<M> {
        private final double perSecond;
        private final ToLongFunction<? super M> weight;
        private double burst;
        private long timeoutNanos = StreamOptions.NEVER;
        private Clock clock = SystemClock.INSTANCE;

        private Builder(double perSecond, double burst, ToLongFunction<? super M> weight) {
            if (!(perSecond > 0) || Double.isInfinite(perSecond)) {
                throw new IllegalArgumentException(
                        "rate=" + perSecond + ": use a number above zero");
            }
            this.perSecond = perSecond;
            this.burst = burst;
            this.weight = weight;
        }

        /**
         * Sets how much may go out at once after a rest. A message of more than that waits for a
         * full bucket, and those behind it for the rest of its price.
         *
         * @param tokens messages or bytes, 1 or more
         * @return this
         * @throws IllegalArgumentException if it is less than 1
         */
        public Builder<M> burst(long tokens) {
            if (tokens < 1) {
                throw new IllegalArgumentException("burst=" + tokens + ": use 1 or more");
            }
            burst = tokens;
            return this;
        }

        /**
         * Sets how long a send may wait for its tokens.
         *
         * @param timeout zero (it never waits) or more; unset, there is no limit
         * @return this
         * @throws IllegalArgumentException if it is negative
         */
        public Builder<M> timeout(Duration timeout) {
            timeoutNanos = StreamOptions.requireNotNegative(timeout, "timeout");
            return this;
        }

        /**
         * Sets the clock.
         *
         * @param clock the clock; unset, the system's
         * @return this
         */
        public Builder<M> clock(Clock clock) {
            this.clock = requireNonNull(clock, "clock");
            return this;
        }

        /**
         * Makes the pacing, with a full bucket.
         *
         * @return the pacing
         */
        public Pacing<M> build() {
            return new Pacing<>(this);
        }
    }
}
