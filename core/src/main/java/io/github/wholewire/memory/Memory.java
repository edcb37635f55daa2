/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.memory;

import static java.util.Objects.requireNonNull;

import io.github.wholewire.ChannelObserver;
import io.github.wholewire.MessageChannel;
import io.github.wholewire.Protocol;
import io.github.wholewire.internal.stream.StreamChannel;
import io.github.wholewire.internal.stream.StreamOptions;
import java.io.Closeable;
import java.io.IOException;
import java.net.SocketAddress;
import java.time.Duration;

/**
 * Message channels within one process, for tests: the same promises as over TCP, and no socket.
 *
 * <pre>{@code
 * try (Memory.Pair<String, String> pair = Memory.pair(lines)) {
 *     pair.left().send("hello");
 *     assertEquals("hello", pair.right().receive());
 * }
 * }</pre>
 *
 * <p>What is sent is encoded to bytes and decoded again, through a bounded pipe for each direction:
 * a sender waits while it is full. Closing has nothing to wait for and is done at once.
 */
public final class Memory {
    private Memory() {}

    /**
     * Connects two channels of one protocol.
     *
     * @param <M> the message
     * @param protocol what both ends speak
     * @return both ends
     */
    public static <M> Pair<M, M> pair(Protocol<M> protocol) {
        return pair(protocol, Options.DEFAULTS);
    }

    /**
     * Connects two channels of one protocol.
     *
     * @param <M> the message
     * @param protocol what both ends speak
     * @param options how both ends behave
     * @return both ends
     */
    public static <M> Pair<M, M> pair(Protocol<M> protocol, Options options) {
        return pair(protocol, protocol, options);
    }

    /**
     * Connects two channels, each with a protocol of its own: for formats whose two directions
     * differ.
     *
     * @param <L> the left end's message
     * @param <R> the right end's message
     * @param left what the left end speaks
     * @param right what the right end speaks
     * @param options how both ends behave
     * @return both ends
     */
    public static <L, R> Pair<L, R> pair(Protocol<L> left, Protocol<R> right, Options options) {
        requireNonNull(left, "left");
        requireNonNull(right, "right");
        requireNonNull(options, "options");
        MemoryPipe toRight = new MemoryPipe(options.capacity);
        MemoryPipe toLeft = new MemoryPipe(options.capacity);
        SocketAddress leftAddress = new MemoryAddress();
        SocketAddress rightAddress = new MemoryAddress();
        int most = options.maxBytesPerRead;
        return new Pair<>(
                StreamChannel.open(
                        new MemoryTransport(toLeft, toRight, most, leftAddress, rightAddress),
                        left,
                        options.stream,
                        null),
                StreamChannel.open(
                        new MemoryTransport(toRight, toLeft, most, rightAddress, leftAddress),
                        right,
                        options.stream,
                        null));
    }

    /**
     * Two channels: what one sends, the other receives.
     *
     * @param <L> the left end's message
     * @param <R> the right end's message
     * @param left one end
     * @param right the other
     */
    public record Pair<L, R>(MessageChannel<L> left, MessageChannel<R> right) implements Closeable {
        /**
         * Makes a pair of two channels, such as mocks.
         *
         * @param left one end
         * @param right the other
         */
        public Pair(MessageChannel<L> left, MessageChannel<R> right) {
            this.left = requireNonNull(left, "left");
            this.right = requireNonNull(right, "right");
        }

        /** Closes both. */
        @Override
        public void close() throws IOException {
            try (left) {
                right.close();
            }
        }
    }

    /** How a pair behaves. Immutable and thread-safe; what is not set has its default. */
    public static final class Options {
        private static final Options DEFAULTS = builder().build();

        private final int capacity;
        private final int maxBytesPerRead;
        private final StreamOptions stream;

        private Options(Builder builder) {
            capacity = builder.capacity;
            maxBytesPerRead = builder.maxBytesPerRead;
            stream =
                    new StreamOptions(
                            builder.sendTimeout,
                            builder.closeTimeout,
                            builder.frameTimeout,
                            builder.frameProgressTimeout,
                            builder.observer);
        }

        /**
         * Starts from the defaults.
         *
         * @return a builder
         */
        public static Builder builder() {
            return new Builder();
        }
    }

    /** Collects options. Not thread-safe; what is built never sees later changes. */
    public static final class Builder {
        private int capacity = 64 * 1024;
        private int maxBytesPerRead = Integer.MAX_VALUE;
        private Duration sendTimeout = StreamOptions.DEFAULTS.sendTimeout();
        private Duration closeTimeout = StreamOptions.DEFAULTS.closeTimeout();
        private Duration frameTimeout = StreamOptions.DEFAULTS.frameTimeout();
        private Duration frameProgressTimeout = StreamOptions.DEFAULTS.frameProgressTimeout();
        private ChannelObserver observer = StreamOptions.DEFAULTS.observer();

        private Builder() {}

        /**
         * Sets how many bytes each direction holds before a sender waits.
         *
         * @param bytes 1 or more, default 64 KiB
         * @return this
         * @throws IllegalArgumentException if it is less than 1
         */
        public Builder capacity(int bytes) {
            capacity = requirePositive(bytes, "capacity");
            return this;
        }

        /**
         * Cuts deliveries: no read brings more than so many bytes, so that 1 cuts every message at
         * every byte.
         *
         * @param bytes 1 or more; unset, what is there comes at once
         * @return this
         * @throws IllegalArgumentException if it is less than 1
         */
        public Builder maxBytesPerRead(int bytes) {
            maxBytesPerRead = requirePositive(bytes, "maxBytesPerRead");
            return this;
        }

        /**
         * Limits the time to send a message: its turn and its writing, both together.
         *
         * @param timeout above zero, or {@code ChronoUnit.FOREVER.getDuration()}; default 30 s
         * @return this
         * @throws IllegalArgumentException if it is zero or negative
         */
        public Builder sendTimeout(Duration timeout) {
            sendTimeout = StreamOptions.requireAboveZero(timeout, "sendTimeout");
            return this;
        }

        /**
         * Limits how long a close lets a blocked sender or receiver go on.
         *
         * @param timeout zero or more; default 2 s
         * @return this
         * @throws IllegalArgumentException if it is negative
         */
        public Builder closeTimeout(Duration timeout) {
            closeTimeout = StreamOptions.requireLimited(timeout, "closeTimeout");
            return this;
        }

        /**
         * Limits the time of a frame under way, as {@link MessageChannel#receive()} tells.
         *
         * @param timeout above zero; unset, there is no limit
         * @return this
         * @throws IllegalArgumentException if it is zero or negative
         */
        public Builder frameTimeout(Duration timeout) {
            frameTimeout = StreamOptions.requireAboveZero(timeout, "frameTimeout");
            return this;
        }

        /**
         * Limits the time of a frame under way in which not a byte comes.
         *
         * @param timeout above zero; unset, there is no limit
         * @return this
         * @throws IllegalArgumentException if it is zero or negative
         */
        public Builder frameProgressTimeout(Duration timeout) {
            frameProgressTimeout = StreamOptions.requireAboveZero(timeout, "frameProgressTimeout");
            return this;
        }

        /**
         * Sets who is told what happens on both ends.
         *
         * @param observer default: one that does nothing
         * @return this
         */
        public Builder observer(ChannelObserver observer) {
            this.observer = requireNonNull(observer, "observer");
            return this;
        }

        /**
         * Makes the options.
         *
         * @return the options
         */
        public Options build() {
            return new Options(this);
        }

        private static int requirePositive(int value, String name) {
            if (value < 1) {
                throw new IllegalArgumentException(name + "=" + value + ": use 1 or more");
            }
            return value;
        }
    }
}
