/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.memory;

import io.github.wholewire.contract.MessageChannelContract;
import io.github.wholewire.contract.Network;
import io.github.wholewire.memory.MemoryLinks.Way;
import java.time.Duration;
import org.junit.jupiter.api.Nested;

class MemoryChannelContractTest {
    private static final Duration MOMENT = Duration.ofNanos(50_000);

    @Nested
    class Paired extends MessageChannelContract {
        @Override
        protected Network network() {
            return new MemoryLinks(Way.PAIR, Faults.none());
        }
    }

    @Nested
    class CutAtEachByte extends MessageChannelContract {
        @Override
        protected Network network() {
            return new MemoryLinks(Way.PAIR, Faults.none().cut(1));
        }
    }

    @Nested
    class CutGluedAndDelayed extends MessageChannelContract {
        @Override
        protected Network network() {
            return new MemoryLinks(
                    Way.LISTEN, Faults.seeded(1).cut(5000).glue(MOMENT).delay(MOMENT));
        }
    }

    @Nested
    class ConnectedDatagrams extends MessageChannelContract {
        @Override
        protected Network network() {
            return new MemoryLinks(Way.CONNECTED_DATAGRAMS, Faults.none());
        }
    }

    @Nested
    class BoundDatagrams extends MessageChannelContract {
        @Override
        protected Network network() {
            return new MemoryLinks(Way.BOUND_DATAGRAMS, Faults.none());
        }
    }
}
