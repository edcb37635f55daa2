/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.temporal.ChronoUnit;

/**
 * How an event-driven server works, beside what its transport's options say. Immutable and
 * thread-safe; what is not set has its default.
 *
 * <pre>{@code
 * ServeOptions patient = ServeOptions.builder().idleTimeout(Duration.ofMinutes(5)).build();
 * }</pre>
 *
 * <table>
 * <caption>Defaults</caption>
 * <tr><th>option</th><th>default</th><th>range</th></tr>
 * <tr><td>{@code loops}</td><td>1</td><td>1 to 1024</td></tr>
 * <tr><td>{@code threadName}</td><td>{@code "wholewire-serve"}</td><td></td></tr>
 * <tr><td>{@code maxConnections}</td><td>the descriptor limit less 10 %; 9,000 if the system does
 *     not tell it</td><td>1 or more</td></tr>
 * <tr><td>{@code highWaterMark}, {@code lowWaterMark}</td><td>64 KiB, 32 KiB</td>
 *     <td>1 &lt;= low &lt;= high</td></tr>
 * <tr><td>{@code readIdleTimeout}, {@code writeIdleTimeout}, {@code idleTimeout}</td>
 *     <td>{@link #OFF}</td><td>above zero</td></tr>
 * <tr><td>{@code slowHandlerWarning}</td><td>1 s</td><td>above zero, or {@link #OFF}</td></tr>
 * <tr><td>{@code allowHalfOpen}</td><td>false</td><td></td></tr>
 * </table>
 */
public final class ServeOptions {
    /** No limit, for a time that may have none. Zero never means unlimited. */
    public static final Duration OFF = ChronoUnit.FOREVER.getDuration();

    /** What {@link #maxConnections()} says if it was not set: as many as the system allows. */
    public static final int SYSTEM_LIMIT = Integer.MAX_VALUE;

    private static final int MAX_LOOPS = 1024;
    private static final ServeOptions DEFAULTS = builder().build();

    private final int loops;
    private final String threadName;
    private final int maxConnections;
    private final int highWaterMark;
    private final int lowWaterMark;
    private final Duration readIdleTimeout;
    private final Duration writeIdleTimeout;
    private final Duration idleTimeout;
    private final Duration slowHandlerWarning;
    private final boolean allowHalfOpen;

    private ServeOptions(Builder builder) {
        loops = builder.loops;
        threadName = builder.threadName;
        maxConnections = builder.maxConnections;
        highWaterMark = builder.highWaterMark;
        lowWaterMark = builder.lowWaterMark;
        readIdleTimeout = builder.readIdleTimeout;
        writeIdleTimeout = builder.writeIdleTimeout;
        idleTimeout = builder.idleTimeout;
        slowHandlerWarning = builder.slowHandlerWarning;
        allowHalfOpen = builder.allowHalfOpen;
    }

    /**
     * Returns the defaults.
     *
     * @return options with nothing set
     */
    public static ServeOptions defaults() {
        return DEFAULTS;
    }

    /**
     * Starts from the defaults.
     *
     * @return a builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Returns how many event loops there are, each a thread.
     *
     * @return 1 to 1024
     */
    public int loops() {
        return loops;
    }

    /**
     * Returns what the threads are called, followed by a number.
     *
     * @return the name
     */
    public String threadName() {
        return threadName;
    }

    /**
     * Returns how many connections there may be at a time.
     *
     * @return 1 or more; {@link #SYSTEM_LIMIT} if it was not set
     */
    public int maxConnections() {
        return maxConnections;
    }

    /**
     * Returns how much may be pending when another message is admitted.
     *
     * @return bytes
     */
    public int highWaterMark() {
        return highWaterMark;
    }

    /**
     * Returns below how much the handler goes on.
     *
     * @return bytes
     */
    public int lowWaterMark() {
        return lowWaterMark;
    }

    /**
     * Returns after how long without a byte received a connection is idle.
     *
     * @return the time, or {@link #OFF}
     */
    public Duration readIdleTimeout() {
        return readIdleTimeout;
    }

    /**
     * Returns after how long without a byte sent a connection is idle.
     *
     * @return the time, or {@link #OFF}
     */
    public Duration writeIdleTimeout() {
        return writeIdleTimeout;
    }

    /**
     * Returns after how long without a byte either way a connection is idle.
     *
     * @return the time, or {@link #OFF}
     */
    public Duration idleTimeout() {
        return idleTimeout;
    }

    /**
     * Returns how long a handler may run before a warning.
     *
     * @return the time, or {@link #OFF}
     */
    public Duration slowHandlerWarning() {
        return slowHandlerWarning;
    }

    /**
     * Returns whether a connection stays open after its peer has finished.
     *
     * @return true if it does
     */
    public boolean allowHalfOpen() {
        return allowHalfOpen;
    }

    /** Collects options. Not thread-safe; what is built never sees later changes. */
    public static final class Builder {
        private int loops = 1;
        private String threadName = "wholewire-serve";
        private int maxConnections = SYSTEM_LIMIT;
        private int highWaterMark = 64 * 1024;
        private int lowWaterMark = 32 * 1024;
        private Duration readIdleTimeout = OFF;
        private Duration writeIdleTimeout = OFF;
        private Duration idleTimeout = OFF;
        private Duration slowHandlerWarning = Duration.ofSeconds(1);
        private boolean allowHalfOpen;

        private Builder() {}

        /**
         * Sets how many event loops there are. Each is a thread with its share of the connections.
         *
         * @param loops 1 to 1024, default 1: one loop serves ten thousand quiet connections; take
         *     more, up to the processors, if it is busy all the time
         * @return this
         * @throws IllegalArgumentException if it is out of range
         */
        public Builder loops(int loops) {
            if (loops < 1 || loops > MAX_LOOPS) {
                throw new IllegalArgumentException(
                        "loops=" + loops + ": use 1 to " + MAX_LOOPS + ", at most the processors");
            }
            this.loops = loops;
            return this;
        }

        /**
         * Names the server's threads.
         *
         * @param name a number is put behind it; default {@code "wholewire-serve"}
         * @return this
         */
        public Builder threadName(String name) {
            threadName = requireNonNull(name, "name");
            return this;
        }

        /**
         * Limits the connections at a time. Those beyond are refused (reset), counted by {@link
         * MessageServer#refused}, and there is one warning until there is room again.
         *
         * @param connections 1 or more; default: the descriptor limit less 10 %
         * @return this
         * @throws IllegalArgumentException if it is less than 1
         */
        public Builder maxConnections(int connections) {
            maxConnections = requirePositive(connections, "maxConnections");
            return this;
        }

        /**
         * Sets between which marks what is pending may move: {@link MessageConnection} tells how.
         *
         * @param low bytes, 1 to {@code high}; default 32 KiB
         * @param high bytes, 1 or more; default 64 KiB
         * @return this
         * @throws IllegalArgumentException if they are out of range
         */
        public Builder waterMarks(int low, int high) {
            if (low < 1 || high < low) {
                throw new IllegalArgumentException(
                        "low=" + low + ", high=" + high + ": use 1 <= low <= high");
            }
            lowWaterMark = low;
            highWaterMark = high;
            return this;
        }

        /**
         * Limits the time in which no byte is received; then {@link MessageHandler#onIdle} is
         * called. While the connection is not read from, since it is suspended or above its mark,
         * it is not idle; then the time begins anew.
         *
         * @param timeout above zero, or {@link #OFF}, the default; noticed up to a 16th (10 ms to 1
         *     s) later
         * @return this
         * @throws IllegalArgumentException if it is zero or negative
         */
        public Builder readIdleTimeout(Duration timeout) {
            readIdleTimeout = requireAboveZero(timeout, "readIdleTimeout");
            return this;
        }

        /**
         * Limits the time in which no byte is sent; else as {@link #readIdleTimeout}.
         *
         * @param timeout above zero, or {@link #OFF}, the default
         * @return this
         * @throws IllegalArgumentException if it is zero or negative
         */
        public Builder writeIdleTimeout(Duration timeout) {
            writeIdleTimeout = requireAboveZero(timeout, "writeIdleTimeout");
            return this;
        }

        /**
         * Limits the time in which no byte goes either way; else as {@link #readIdleTimeout}.
         *
         * @param timeout above zero, or {@link #OFF}, the default
         * @return this
         * @throws IllegalArgumentException if it is zero or negative
         */
        public Builder idleTimeout(Duration timeout) {
            idleTimeout = requireAboveZero(timeout, "idleTimeout");
            return this;
        }

        /**
         * Sets how long a handler may hold its loop's thread before a warning shows where it
         * stands. All connections of that loop wait meanwhile.
         *
         * @param time above zero, or {@link #OFF}; default 1 s; noticed up to a quarter later
         * @return this
         * @throws IllegalArgumentException if it is zero or negative
         */
        public Builder slowHandlerWarning(Duration time) {
            slowHandlerWarning = requireAboveZero(time, "slowHandlerWarning");
            return this;
        }

        /**
         * Sets whether a connection stays open for sending after its peer has finished. Then the
         * handler has to close it.
         *
         * @param on default false: it closes in order when {@link MessageHandler#onEnd} has
         *     returned
         * @return this
         */
        public Builder allowHalfOpen(boolean on) {
            allowHalfOpen = on;
            return this;
        }

        /**
         * Makes the options.
         *
         * @return the options
         */
        public ServeOptions build() {
            return new ServeOptions(this);
        }

        private static int requirePositive(int value, String name) {
            if (value < 1) {
                throw new IllegalArgumentException(name + "=" + value + ": use 1 or more");
            }
            return value;
        }

        private static Duration requireAboveZero(Duration time, String name) {
            requireNonNull(time, name);
            if (time.isNegative() || time.isZero()) {
                throw new IllegalArgumentException(
                        name + "=" + time + ": use a time above zero, or OFF for no limit");
            }
            return time;
        }
    }
}
