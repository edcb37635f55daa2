/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.memory;

import static java.util.Objects.requireNonNull;

import io.github.wholewire.ChannelObserver;
import io.github.wholewire.MessageChannel;
import io.github.wholewire.Protocol;
import io.github.wholewire.ServeOptions;
import io.github.wholewire.internal.datagram.DatagramOptions;
import io.github.wholewire.internal.stream.StreamOptions;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

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
 * a sender waits while it is full. Closing has nothing to wait for and is done at once. {@link
 * MemoryNetwork} has listeners, servers, datagrams and a clock besides.
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
        return MemoryNetwork.realTime().pair(left, right, options);
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

    /**
     * How an end behaves, in a pair or a {@link MemoryNetwork}. Immutable and thread-safe; what is
     * not set has its default.
     */
    public static final class Options {
        static final Options DEFAULTS = builder().build();

        private final int capacity;
        private final Faults faults;
        private final StreamOptions stream;
        private final StreamOptions servedStream;
        private final ServeOptions serving;
        private final DatagramOptions datagrams;
        private final @Nullable Boolean skipBadDatagrams;

        private Options(Builder builder) {
            capacity = builder.capacity;
            faults = builder.faults;
            skipBadDatagrams = builder.skipBadDatagrams;
            datagrams =
                    new DatagramOptions(
                            builder.maxFrameLength,
                            builder.sendTimeout,
                            false,
                            sender -> true,
                            builder.observer);
            stream = builder.stream(StreamOptions.OFF, StreamOptions.OFF);
            servedStream =
                    builder.stream(
                            StreamOptions.SERVED_FRAME_TIMEOUT,
                            StreamOptions.SERVED_FRAME_PROGRESS_TIMEOUT);
            serving = builder.serving;
        }

        int capacity() {
            return capacity;
        }

        Faults faults() {
            return faults;
        }

        StreamOptions stream() {
            return stream;
        }

        StreamOptions servedStream() {
            return servedStream;
        }

        ServeOptions serving() {
            return serving;
        }

        /** Returns those of a datagram channel, which skips bad ones by itself or does not. */
        DatagramOptions datagrams(boolean skipsBad) {
            return datagrams.skippingBad(skipBadDatagrams == null ? skipsBad : skipBadDatagrams);
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
        private Faults faults = Faults.none();
        private int maxFrameLength = DatagramOptions.MAX_OVER_IPV4;
        private @Nullable Boolean skipBadDatagrams;
        private Duration sendTimeout = StreamOptions.DEFAULTS.sendTimeout();
        private Duration closeTimeout = StreamOptions.DEFAULTS.closeTimeout();
        private @Nullable Duration frameTimeout;
        private @Nullable Duration frameProgressTimeout;
        private ServeOptions serving = ServeOptions.defaults();
        private ChannelObserver observer = StreamOptions.DEFAULTS.observer();

        private Builder() {}

        /**
         * Sets how many bytes that this end sends over a stream are under way or unread before it
         * waits, and how many bytes of datagrams wait for this end before more are lost. A datagram
         * counts 8 bytes and its payload.
         *
         * @param bytes 1 or more, default 64 KiB, which holds the longest datagram
         * @return this
         * @throws IllegalArgumentException if it is less than 1
         */
        public Builder capacity(int bytes) {
            if (bytes < 1) {
                throw new IllegalArgumentException("capacity=" + bytes + ": use 1 or more");
            }
            capacity = bytes;
            return this;
        }

        /**
         * Sets what goes wrong on the way with what this end sends.
         *
         * @param faults a plan; default: nothing
         * @return this
         */
        public Builder faults(Faults faults) {
            this.faults = requireNonNull(faults, "faults");
            return this;
        }

        /**
         * Sets how many payload bytes a datagram has at most, both ways. Streams have the limit of
         * their framer.
         *
         * @param bytes 0 to 65527; default 65507, what UDP carries over IPv4
         * @return this
         * @throws IllegalArgumentException if it is out of range
         */
        public Builder maxFrameLength(int bytes) {
            maxFrameLength = DatagramOptions.requirePossible(bytes);
            return this;
        }

        /**
         * Decides what becomes of datagrams that are too long, cut or no message. Skipped ones are
         * told to the observer and logged at most once a minute.
         *
         * @param on true: {@code receive} skips them; false: it throws. Unset, a bound channel
         *     skips them and a connected one throws
         * @return this
         */
        public Builder skipBadDatagrams(boolean on) {
            skipBadDatagrams = on;
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
         * @param timeout above zero; unset, there is no limit, but 5 min for a server
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
         * @param timeout above zero; unset, there is no limit, but 30 s for a server
         * @return this
         * @throws IllegalArgumentException if it is zero or negative
         */
        public Builder frameProgressTimeout(Duration timeout) {
            frameProgressTimeout = StreamOptions.requireAboveZero(timeout, "frameProgressTimeout");
            return this;
        }

        /**
         * Sets who is told what happens on this end.
         *
         * @param observer default: one that does nothing
         * @return this
         */
        public Builder observer(ChannelObserver observer) {
            this.observer = requireNonNull(observer, "observer");
            return this;
        }

        /**
         * Sets what is special to a server: {@link MemoryNetwork#serve}.
         *
         * @param serving its options
         * @return this
         */
        public Builder serving(ServeOptions serving) {
            this.serving = requireNonNull(serving, "serving");
            return this;
        }

        private StreamOptions stream(Duration frame, Duration frameProgress) {
            return new StreamOptions(
                    sendTimeout,
                    closeTimeout,
                    frameTimeout == null ? frame : frameTimeout,
                    frameProgressTimeout == null ? frameProgress : frameProgressTimeout,
                    observer);
        }

        /**
         * Makes the options.
         *
         * @return the options
         */
        public Options build() {
            return new Options(this);
        }
    }
}
