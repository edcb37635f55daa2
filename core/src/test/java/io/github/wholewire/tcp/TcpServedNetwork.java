/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.tcp;

import io.github.wholewire.HandlerFactory;
import io.github.wholewire.MessageChannel;
import io.github.wholewire.MessageServer;
import io.github.wholewire.Protocol;
import io.github.wholewire.ServeOptions;
import io.github.wholewire.contract.ServedNetwork;
import io.github.wholewire.contract.Settings;
import java.io.IOException;
import java.net.SocketAddress;

/** Links whose left end is served over a loopback address. */
@SuppressWarnings("exports") // of tests, in a module that they patch
public final class TcpServedNetwork extends ServedNetwork {
    public TcpServedNetwork() {}

    @Override
    protected <M> MessageServer serve(
            Protocol<M> protocol, HandlerFactory<M> handlers, Settings settings)
            throws IOException {
        TcpOptions options =
                TcpNetwork.options(settings)
                        .serving(ServeOptions.builder().allowHalfOpen(true).build())
                        .build();
        return Tcp.serve(TcpNetwork.IPV4.anyPort(), protocol, handlers, options);
    }

    @Override
    protected <M> MessageChannel<M> connect(
            SocketAddress address, Protocol<M> protocol, Settings settings) throws IOException {
        return Tcp.connect(address, protocol, TcpNetwork.options(settings).build());
    }
}
