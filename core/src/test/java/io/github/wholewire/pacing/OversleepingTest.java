/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.pacing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockito.Mockito.mock;

import io.github.wholewire.MessageSender;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** No sleep ends in time: what is missed is made up for, within bounds. */
class OversleepingTest {
    private static final long MILLI = TimeUnit.MILLISECONDS.toNanos(1);
    private static final long MICRO = TimeUnit.MICROSECONDS.toNanos(1);

    /** What went, in tokens, and when. */
    private record Going(long at, long tokens) {}

    private final List<Going> gone = new ArrayList<>();

    private MessageSender<Integer> pace(double rate, long burst, FakeClock clock) {
        @SuppressWarnings("unchecked")
        MessageSender<Integer> sender = mock(MessageSender.class);
        return Pacing.<Integer>bytesPerSecond(rate, Integer::longValue)
                .burst(burst)
                .clock(clock)
                .build()
                .pace(sender);
    }

    private void send(MessageSender<Integer> paced, FakeClock clock, int tokens)
            throws IOException {
        paced.send(tokens);
        gone.add(new Going(clock.nanoTime(), tokens));
    }

    private void send(MessageSender<Integer> paced, FakeClock clock, int tokens, int times)
            throws IOException {
        for (int i = 0; i < times; i++) {
            send(paced, clock, tokens);
        }
    }

    /** Within any time, and since the beginning with no allowance at all. */
    private void assertNeverMore(double rate, long burst, long allowedNanos) {
        for (int from = 0; from < gone.size(); from++) {
            long tokens = 0;
            for (int to = from; to < gone.size(); to++) {
                tokens += gone.get(to).tokens;
                long nanos = gone.get(to).at - gone.get(from).at + allowedNanos;
                assertWithin(tokens, burst + rate * nanos / 1e9);
            }
        }
        long tokens = 0;
        for (Going each : gone) {
            tokens += each.tokens;
            assertWithin(tokens, burst + rate * each.at / 1e9);
        }
    }

    private static void assertWithin(long tokens, double bound) {
        assertTrue(tokens <= bound + 1e-3, () -> tokens + " tokens of " + bound);
    }

    @ParameterizedTest
    @CsvSource({
        "10000,   1, 60", // as parking does it
        "10000,   1, 1000", // as sleeping does it on JDK 17
        "10000,   1, 9000",
        "10000,  20, 1000",
        "1000000, 1, 60",
        "50,      1, 1000"
    })
    void keepsToTheRateThoughEachSleepIsLate(double rate, long burst, long lateMicros)
            throws IOException {
        var clock = new FakeClock(() -> lateMicros * MICRO);
        var paced = pace(rate, burst, clock);
        int count = 2000;
        double ideal = (count - burst) / rate * 1e9;

        send(paced, clock, 1, count);

        assertTrue(clock.nanoTime() >= ideal - 1, () -> clock.nanoTime() + " is ahead of " + ideal);
        assertTrue(clock.nanoTime() <= ideal + lateMicros * MICRO + 1, () -> "" + clock.nanoTime());
        assertNeverMore(rate, burst, lateMicros * MICRO);
    }

    @Test
    void makesUpForWhatASleepMissedAndGoesOnByTheSchedule() throws IOException {
        // 2.5 ms, and never again
        var clock = new FakeClock(lateOnce(2500 * MICRO));
        var paced = pace(1000, 1, clock);

        send(paced, clock, 1, 7);

        assertEquals(
                List.of(0L, 3500L, 3500L, 3500L, 4000L, 5000L, 6000L),
                gone.stream().map(each -> each.at / MICRO).toList());
    }

    @Test
    void makesUpForTenMillisecondsAtMost() throws IOException {
        var clock = new FakeClock(lateOnce(1000 * MILLI));
        var paced = pace(1000, 1, clock);

        send(paced, clock, 1, 14);

        // The one that overslept, the one that would have been next, and ten milliseconds' worth.
        assertEquals(12, gone.stream().filter(each -> each.at == 1001 * MILLI).count());
        assertEquals(1002 * MILLI, gone.get(13).at);
    }

    @Test
    void makesUpForNothingThatTheBurstHolds() throws IOException {
        var clock = new FakeClock(lateOnce(5 * MILLI));
        var paced = pace(1000, 20, clock);

        send(paced, clock, 1, 200);

        assertNeverMore(1000, 20, 0);
    }

    @Test
    void aRestLeavesTheBurstAndNothingToMakeUpFor() throws IOException {
        var clock = new FakeClock(lateOnce(5 * MILLI));
        var paced = pace(1000, 2, clock);
        send(paced, clock, 1, 3);
        clock.pass(Duration.ofMillis(20));
        gone.clear();
        long rested = clock.nanoTime();

        send(paced, clock, 1, 4);

        assertEquals(
                List.of(0L, 0L, 1L, 2L),
                gone.stream().map(each -> (each.at - rested) / MILLI).toList());
    }

    @Test
    void makesUpForNoPauseOfTheSender() throws IOException {
        var clock = new FakeClock();
        var paced = pace(1000, 1, clock);
        for (int i = 0; i < 50; i++) {
            send(paced, clock, 1);
            clock.pass(Duration.ofNanos(i % 5 * 700 * MICRO));
        }

        assertNeverMore(1000, 1, 0);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34})
    void neverLetsMoreGoThanPromised(long seed) throws IOException {
        var random = new Random(seed);
        double rate = Math.pow(10, 1 + random.nextInt(5)) * (1 + random.nextDouble());
        long burst = 1 + random.nextInt(30);
        double interval = 1e9 / rate;
        var clock = new FakeClock(() -> (long) (random.nextDouble() * random.nextInt(11) * MILLI));
        var paced = pace(rate, burst, clock);
        for (int i = 0; i < 600; i++) {
            send(paced, clock, random.nextInt((int) burst + 1));
            if (random.nextInt(10) == 0) {
                clock.pass(Duration.ofNanos((long) (random.nextDouble() * 50 * interval)));
            }
        }

        assertNeverMore(rate, burst, TokenBucket.MAX_LATE_NANOS);
    }

    private static LongSupplier lateOnce(long nanos) {
        boolean[] was = {false};
        return () -> {
            long late = was[0] ? 0 : nanos;
            was[0] = true;
            return late;
        };
    }
}
