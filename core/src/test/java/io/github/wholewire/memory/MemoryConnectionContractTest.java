/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.memory;

import io.github.wholewire.contract.MessageConnectionContract;
import io.github.wholewire.contract.ServedNetwork;
import java.time.Duration;
import org.junit.jupiter.api.Nested;

class MemoryConnectionContractTest {
    @Nested
    class Uncut extends MessageConnectionContract {
        private final ServedNetwork network = new MemoryServedNetwork(Faults.none());

        @Override
        protected ServedNetwork network() {
            return network;
        }
    }

    @Nested
    class CutGluedAndDelayed extends MessageConnectionContract {
        private static final Duration MOMENT = Duration.ofNanos(50_000);

        private final ServedNetwork network =
                new MemoryServedNetwork(Faults.seeded(1).cut(5000).glue(MOMENT).delay(MOMENT));

        @Override
        protected ServedNetwork network() {
            return network;
        }
    }
}
