/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.examples;

import io.github.wholewire.pacing.Pacing;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Lets time pass to the microsecond, by spinning at the end, where sleeping would take longer. */
enum Pauses implements Pacing.Clock {
    EXACT;

    private static final long SPUN_NANOS = TimeUnit.MICROSECONDS.toNanos(200);

    @Override
    public long nanoTime() {
        return System.nanoTime();
    }

    @Override
    public void sleep(long nanos) throws InterruptedException {
        long end = nanoTime() + nanos;
        for (long left = nanos; left > 0; left = end - nanoTime()) {
            if (Thread.interrupted()) {
                throw new InterruptedException("interrupted in a pause");
            }
            if (left > SPUN_NANOS) {
                LockSupport.parkNanos(left - SPUN_NANOS);
            } else {
                Thread.onSpinWait();
            }
        }
    }
}
