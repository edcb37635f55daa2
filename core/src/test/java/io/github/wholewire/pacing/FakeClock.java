/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.pacing;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Time passes when somebody sleeps, perhaps longer than asked for. For one thread. */
final class FakeClock implements Pacing.Clock {
    private final LongSupplier lateness;
    private long nanos;

    /** One that wakes its sleepers in time. */
    FakeClock() {
        this(() -> 0);
    }

    /** One whose sleeps last longer by so many nanoseconds. */
    FakeClock(LongSupplier lateness) {
        this.lateness = lateness;
    }

    @Override
    public long nanoTime() {
        return nanos;
    }

    @Override
    public void sleep(long duration) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        nanos += duration + lateness.getAsLong();
    }

    void pass(Duration duration) {
        nanos += duration.toNanos();
    }

    long millis() {
        return TimeUnit.NANOSECONDS.toMillis(nanos);
    }
}
