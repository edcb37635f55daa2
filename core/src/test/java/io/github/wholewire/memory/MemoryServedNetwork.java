/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.memory;

import io.github.wholewire.HandlerFactory;
import io.github.wholewire.MessageChannel;
import io.github.wholewire.MessageServer;
import io.github.wholewire.Protocol;
import io.github.wholewire.ServeOptions;
import io.github.wholewire.contract.ServedNetwork;
import io.github.wholewire.contract.Settings;
import java.io.IOException;
import java.net.SocketAddress;

/** Links whose left end is served in memory, by threads. */
final class MemoryServedNetwork extends ServedNetwork {
    private final MemoryNetwork network = MemoryNetwork.realTime();
    private final Faults faults;

    MemoryServedNetwork(Faults faults) {
        this.faults = faults;
    }

    @Override
    protected <M> MessageServer serve(
            Protocol<M> protocol, HandlerFactory<M> handlers, Settings settings)
            throws IOException {
        return network.serve(
                protocol,
                handlers,
                MemoryLinks.options(settings)
                        .faults(faults)
                        .serving(ServeOptions.builder().allowHalfOpen(true).build())
                        .build());
    }

    @Override
    protected <M> MessageChannel<M> connect(
            SocketAddress address, Protocol<M> protocol, Settings settings) throws IOException {
        return network.connect(
                address, protocol, MemoryLinks.options(settings).faults(faults).build());
    }
}
