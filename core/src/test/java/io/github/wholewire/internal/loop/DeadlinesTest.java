/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.internal.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.wholewire.internal.stream.StreamOptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeadlinesTest {
    /** {@link System#nanoTime} may begin anywhere. */
    @ParameterizedTest
    @ValueSource(longs = {Long.MIN_VALUE, -1_000_000, 0, 1_000_000, Long.MAX_VALUE - 3})
    void looksInTimeWhateverTheClockSays(long now) {
        var deadlines = new Deadlines(100, now);
        assertEquals(StreamOptions.NEVER, deadlines.left(now));
        deadlines.lookWithin(50, now);
        assertEquals(50, deadlines.left(now));
        deadlines.lookWithin(70, now);
        assertEquals(50, deadlines.left(now));
        deadlines.lookWithin(20, now);
        assertEquals(20, deadlines.left(now));
        assertEquals(0, deadlines.left(now + 30));
    }
}
