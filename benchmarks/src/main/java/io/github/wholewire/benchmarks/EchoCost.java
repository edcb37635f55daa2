/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.benchmarks;

import java.util.Locale;

/**
 * What a message cost.
 *
 * @param micros CPU microseconds of the server's process
 * @param bytes what it allocated on the heap
 * @param perSecond messages a second
 */
record EchoCost(double micros, double bytes, double perSecond) {
    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%.3f us, %.1f B, %.0f/s", micros, bytes, perSecond);
    }
}
