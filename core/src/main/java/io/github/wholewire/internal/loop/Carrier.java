/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.internal.loop;

import org.jspecify.annotations.Nullable;

/** What lends an event loop a thread: one of its own, or whoever calls. */
public interface Carrier {
    /** The loop's work, in pieces that end at once where nothing has to be waited for. */
    @FunctionalInterface
    interface Rounds {
        /** Does the next one. Returns false if the loop has ended; it is not called again then. */
        boolean next();
    }

    /** Has the loop run from here on. */
    void start();

    /** Tells whether the current thread may touch what is the loop's alone. */
    boolean isCurrent();

    /** Tells whether the current thread is in a round, so that it cannot wait for the loop. */
    boolean isWithin();

    /** Tells whether the loop has been started and has not ended. */
    boolean isAlive();

    /** Returns when a time is over that begins now, for {@link #awaitEnd}. */
    long deadline(long nanos);

    /** Waits until the loop has ended. Returns false if it had not at the deadline. */
    boolean awaitEnd(long deadline) throws InterruptedException;

    /** Returns the thread, if it is the loop's own. */
    @Nullable Thread thread();
}
