/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.internal.stream;

/**
 * The clock that the deadlines of a transport go by, and who looks at them: the system's, unless a
 * test moves a clock of its own. Safe for use by any thread.
 */
public interface TimeSource {
    /** Returns the time in nanoseconds, as {@link System#nanoTime} counts. */
    long now();

    /** Looks at blocked calls from now on, until told that it need not. */
    void watch(Timed calls);

    /** Looks no more. */
    void forget(Timed calls);

    /** Looks at a close under way, which is to be done although nobody waits for it. */
    void watchClose(Timed close);

    /** What there is to be looked at, and when. */
    interface Timed extends Watchdog.Watched {
        /** Returns when the next deadline is; {@link StreamOptions#NEVER} if there is none. */
        long due();
    }

    /** Returns the time when a timeout that starts now is over. */
    default long deadline(long timeoutNanos) {
        return StreamOptions.deadline(timeoutNanos, now());
    }

    /**
     * Returns how long a deadline is away, for calls that take milliseconds, rounded up: 1 or more.
     */
    default int millisUntil(long deadline) {
        if (deadline == StreamOptions.NEVER) {
            return Integer.MAX_VALUE;
        }
        long millis = (deadline - now() + 999_999) / 1_000_000;
        return (int) Math.max(1, Math.min(millis, Integer.MAX_VALUE));
    }
}
