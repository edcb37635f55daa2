/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package consumer;

import io.github.wholewire.MessageChannel;
import io.github.wholewire.Protocol;
import io.github.wholewire.contract.Link;
import io.github.wholewire.contract.MessageChannelContract;
import io.github.wholewire.contract.Network;
import io.github.wholewire.contract.Settings;
import io.github.wholewire.memory.Memory;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Holds a channel of our own to the contract. */
class ListedChannelTest extends MessageChannelContract {
    private final Set<MessageChannel<?>> open = ConcurrentHashMap.newKeySet();

    @Override
    protected Network network() {
        return new Network() {
            @Override
            public <L, R> Link<L, R> connect(
                    Protocol<L> left, Protocol<R> right, Settings settings) {
                var options =
                        Memory.Options.builder()
                                .sendTimeout(settings.sendTimeout())
                                .closeTimeout(settings.closeTimeout())
                                .frameTimeout(settings.frameTimeout())
                                .frameProgressTimeout(settings.frameProgressTimeout())
                                .observer(settings.observer());
                var pair = Memory.pair(left, right, options.build());
                return new Link<>(new ListedChannel<>(pair.left(), open), pair.right());
            }

            @Override
            public boolean closesInBackground() {
                return false;
            }
        };
    }
}
