/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.contract;

import static org.junit.jupiter.api.Assertions.fail;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for what tells nobody when it happens. Where there is an event, wait for the event. */
public final class Eventually {
    /** How long a test waits before it calls something that must happen missing. */
    public static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final long GLANCE = TimeUnit.MILLISECONDS.toNanos(1);

    private Eventually() {}

    /** Looks until the condition holds, and fails with what is missing after {@link #PATIENCE}. */
    public static void eventually(Supplier<String> missing, BooleanSupplier condition) {
        eventually(PATIENCE, missing, condition);
    }

    /** Looks until the condition holds, and fails with what is missing after that time. */
    public static void eventually(
            Duration patience, Supplier<String> missing, BooleanSupplier condition) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - deadline > 0) {
                fail("after " + patience + ": " + missing.get());
            }
            LockSupport.parkNanos(GLANCE);
        }
    }
}
