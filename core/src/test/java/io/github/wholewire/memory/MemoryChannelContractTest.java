/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.memory;

import io.github.wholewire.Protocol;
import io.github.wholewire.contract.Link;
import io.github.wholewire.contract.MessageChannelContract;
import io.github.wholewire.contract.Network;
import io.github.wholewire.contract.Settings;
import org.junit.jupiter.api.Nested;

class MemoryChannelContractTest {
    @Nested
    class Uncut extends MessageChannelContract {
        @Override
        protected Network network() {
            return new MemoryNetwork(Integer.MAX_VALUE);
        }
    }

    @Nested
    class CutAtEachByte extends MessageChannelContract {
        @Override
        protected Network network() {
            return new MemoryNetwork(1);
        }
    }

    private record MemoryNetwork(int maxBytesPerRead) implements Network {
        @Override
        public <L, R> Link<L, R> connect(Protocol<L> left, Protocol<R> right, Settings settings) {
            Memory.Options options =
                    Memory.Options.builder()
                            .maxBytesPerRead(maxBytesPerRead)
                            .sendTimeout(settings.sendTimeout())
                            .closeTimeout(settings.closeTimeout())
                            .frameTimeout(settings.frameTimeout())
                            .frameProgressTimeout(settings.frameProgressTimeout())
                            .observer(settings.observer())
                            .build();
            var pair = Memory.pair(left, right, options);
            return new Link<>(pair.left(), pair.right());
        }

        @Override
        public boolean closesInBackground() {
            return false;
        }
    }
}
