/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.internal.stream;

/** The system's clock, and the threads of the watchdogs. */
public final class SystemTime implements TimeSource {
    /** The only one. */
    public static final TimeSource SYSTEM = new SystemTime();

    private SystemTime() {}

    @Override
    public long now() {
        return System.nanoTime();
    }

    @Override
    public void watch(Timed calls) {
        Watchdog.DEADLINES.watch(calls);
    }

    @Override
    public void forget(Timed calls) {
        Watchdog.DEADLINES.forget(calls);
    }

    @Override
    public void watchClose(Timed close) {
        Watchdog.CLOSES.watch(close);
    }
}
