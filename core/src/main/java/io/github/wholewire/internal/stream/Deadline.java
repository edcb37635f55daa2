/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.internal.stream;

import java.util.concurrent.atomic.AtomicLong;

/**
 * When a blocking call must be done: set and cleared by the thread that makes the call, missed at
 * the word of the watchdog. Exactly one of both wins.
 */
final class Deadline {
    private static final long NONE = StreamOptions.NEVER;
    private static final long MISSED = StreamOptions.NEVER - 1;

    private final AtomicLong time = new AtomicLong(NONE);

    /** Starts a call; {@link StreamOptions#NEVER} is no deadline. */
    void set(long deadline) {
        time.setRelease(deadline);
    }

    /** Ends the call: returns false if the watchdog has already called it missed. */
    boolean clear() {
        return time.getAndSet(NONE) != MISSED;
    }

    /** Returns when it is; {@link StreamOptions#NEVER} if there is none, or no more. */
    long due() {
        long deadline = time.get();
        return deadline == MISSED ? NONE : deadline;
    }

    /** Returns true, once, if there is a deadline and it has passed. */
    boolean miss(long now) {
        long deadline = time.get();
        return deadline != NONE
                && deadline != MISSED
                && deadline - now <= 0
                && time.compareAndSet(deadline, MISSED);
    }
}
