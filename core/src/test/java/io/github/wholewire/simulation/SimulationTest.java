/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Random programs on a network in memory with random faults, checked promise by promise. Every
 * build runs 1,000 seeds; {@code wholewire.simulation.seeds} says how many, and {@code
 * wholewire.simulation.seed} runs a single one.
 */
@Timeout(3600)
class SimulationTest {
    private static final long SEEDS = Long.getLong("wholewire.simulation.seeds", 1000);
    private static final Long SINGLE = Long.getLong("wholewire.simulation.seed");
    private static final int TWICE = 50;

    private interface Run {
        Object of(long seed) throws IOException;
    }

    private static void runAll(Run run) throws IOException {
        if (SINGLE != null) {
            run.of(SINGLE);
            return;
        }
        for (long seed = 0; seed < SEEDS; seed++) {
            run.of(seed);
        }
    }

    @Test
    void streamsKeepTheirPromises() throws IOException {
        runAll(StreamRun::of);
    }

    @Test
    void datagramsKeepTheirPromises() throws IOException {
        runAll(DatagramRun::of);
    }

    @Test
    void everySeedRepeats() throws IOException {
        for (long seed = 0; seed < TWICE; seed++) {
            assertEquals(StreamRun.of(seed), StreamRun.of(seed));
            assertEquals(DatagramRun.of(seed), DatagramRun.of(seed));
        }
    }
}
