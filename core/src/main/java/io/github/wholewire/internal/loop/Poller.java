/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.internal.loop;

import java.io.IOException;
import java.util.function.Consumer;

/**
 * What an event loop waits with: it knows which of the loop's transports and listeners are ready,
 * and what time it is. Selectors are one kind; a network in memory, with a clock of its own, is
 * another. All but {@link #wakeup}, {@link #forEach} and {@link #nanoTime} is called by the loop's
 * thread.
 */
public interface Poller {
    /** Somebody who waits for a transport or a listener. */
    interface Waiting {
        /**
         * It is ready for something that is waited for: there are bytes, an end, a failure or a
         * connection to take, or there is room to write.
         */
        void ready(boolean readable, boolean writable);
    }

    /** Calls who waits. */
    interface Caller {
        /** Calls; throws nothing. */
        void call(Waiting waiting, boolean readable, boolean writable);
    }

    /**
     * Waits until something is ready, {@link #wakeup} is called or the time is over, and has
     * everybody called for whom something is ready. It goes on telling what is ready, and waited
     * for, each time.
     *
     * @param nanos how long; 0 does not wait, {@link Long#MAX_VALUE} has no limit
     */
    void poll(long nanos, Caller caller) throws IOException;

    /** Has {@link #poll} return at once, this time or the next. For every thread. */
    void wakeup();

    /** Shows everybody who waits at the moment. For every thread. */
    void forEach(Consumer<? super Waiting> action);

    /** Returns the time, as {@link System#nanoTime} counts. For every thread. */
    default long nanoTime() {
        return System.nanoTime();
    }

    /** Makes what the loop that waits with this is run by; called once. */
    default Carrier newCarrier(String name, Carrier.Rounds rounds) {
        return new LoopThread(name, rounds);
    }

    /** Releases what it holds; nobody waits any more. */
    void close() throws IOException;
}
