/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.memory;

import java.util.Random;

/**
 * What a plan does to the datagrams of one sender. Each takes the same chances from the seed,
 * whatever becomes of those before it.
 */
final class DatagramSchedule {
    private static final long OVERTAKEN = Timeline.nanos(1);

    private final FaultSettings plan;
    private final Random chances;

    DatagramSchedule(FaultSettings plan, long number) {
        this.plan = plan;
        chances = plan.chances(number);
    }

    /**
     * What becomes of a datagram.
     *
     * @param copies how many arrive
     * @param delay when, in nanoseconds from now
     * @param truncated whether they are cut
     */
    record Fate(int copies, long delay, boolean truncated) {}

    /** Decides about the next one. */
    Fate next() {
        boolean lost = chances.nextDouble() < plan.lost;
        boolean duplicated = chances.nextDouble() < plan.duplicated;
        boolean reordered = chances.nextDouble() < plan.reordered;
        boolean truncated = chances.nextDouble() < plan.truncated;
        long delay = plan.delay(chances) + (reordered ? OVERTAKEN : 0);
        return new Fate(lost ? 0 : duplicated ? 2 : 1, delay, truncated);
    }
}
