/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.internal.stream;

import static java.util.Objects.requireNonNull;

import io.github.wholewire.ChannelObserver;
import java.time.Duration;
import java.time.temporal.ChronoUnit;

/**
 * What every stream channel can be told, whatever carries it. Times are {@link #OFF} or bounded.
 *
 * @param sendTimeout a message's turn and its writing, both together; above zero
 * @param closeTimeout how long the background part of a close may take; zero or more, never off
 * @param frameTimeout a frame under way, from when its first bytes were seen; above zero
 * @param frameProgressTimeout a frame under way without another byte; above zero
 * @param observer told what happens
 */
public record StreamOptions(
        Duration sendTimeout,
        Duration closeTimeout,
        Duration frameTimeout,
        Duration frameProgressTimeout,
        ChannelObserver observer) {
    /** No limit. */
    public static final Duration OFF = ChronoUnit.FOREVER.getDuration();

    /** The defaults. */
    public static final StreamOptions DEFAULTS =
            new StreamOptions(
                    Duration.ofSeconds(30), Duration.ofSeconds(2), OFF, OFF, SafeObserver.NONE);

    /** How long a peer of an event-driven server may take for a frame, unless an option says it. */
    public static final Duration SERVED_FRAME_TIMEOUT = Duration.ofMinutes(5);

    /** And how long it may pause within one. */
    public static final Duration SERVED_FRAME_PROGRESS_TIMEOUT = Duration.ofSeconds(30);

    /** A deadline that never comes, and the length of a time that is off. */
    public static final long NEVER = Long.MAX_VALUE;

    public StreamOptions {
        requireAboveZero(sendTimeout, "sendTimeout");
        requireLimited(closeTimeout, "closeTimeout");
        requireAboveZero(frameTimeout, "frameTimeout");
        requireAboveZero(frameProgressTimeout, "frameProgressTimeout");
        requireNonNull(observer, "observer");
    }

    /**
     * Checks a time that may be off.
     *
     * @return the time
     */
    public static Duration requireAboveZero(Duration timeout, String name) {
        requireNonNull(timeout, name);
        if (timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException(
                    name + "=" + timeout + ": use a time above zero, or OFF for no limit");
        }
        return timeout;
    }

    /**
     * Checks a time that may be zero but not off.
     *
     * @return the time
     */
    public static Duration requireLimited(Duration timeout, String name) {
        if (requireNotNegative(timeout, name) == NEVER) {
            throw new IllegalArgumentException(
                    name + "=" + timeout + ": it always has a limit, use zero or more");
        }
        return timeout;
    }

    /** Returns the nanoseconds of a wait that may be zero. */
    public static long requireNotNegative(Duration timeout, String name) {
        requireNonNull(timeout, name);
        if (timeout.isNegative()) {
            throw new IllegalArgumentException(name + "=" + timeout + ": use zero or more");
        }
        return nanos(timeout);
    }

    /** Returns a time in nanoseconds, {@link #NEVER} if it is off or longer than a long can say. */
    public static long nanos(Duration timeout) {
        return timeout.compareTo(Duration.ofNanos(NEVER)) < 0 ? timeout.toNanos() : NEVER;
    }

    /** Returns the system clock's time when a timeout that starts now is over. */
    public static long deadline(long timeoutNanos) {
        return deadline(timeoutNanos, System.nanoTime());
    }

    /** Returns the time when a timeout that starts at another is over. */
    public static long deadline(long timeoutNanos, long start) {
        if (timeoutNanos == NEVER) {
            return NEVER;
        }
        long deadline = start + timeoutNanos;
        return deadline == NEVER ? deadline - 1 : deadline;
    }
}
