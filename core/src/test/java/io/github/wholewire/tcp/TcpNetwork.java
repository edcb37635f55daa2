/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.tcp;

import io.github.wholewire.Protocol;
import io.github.wholewire.contract.Link;
import io.github.wholewire.contract.Network;
import io.github.wholewire.contract.Settings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** Links over a loopback address. */
@SuppressWarnings("exports") // of tests, in a module that they patch
public final class TcpNetwork implements Network {
    public static final TcpNetwork IPV4 = new TcpNetwork("127.0.0.1");
    public static final TcpNetwork IPV6 = new TcpNetwork("::1");

    /** Far less than what the system would let them grow to. */
    private static final int BUFFER_SIZE = MORE_THAN_BUFFERED / 16;

    private final String address;

    private TcpNetwork(String address) {
        this.address = address;
    }

    /** Returns a free port of this address. */
    public InetSocketAddress anyPort() throws IOException {
        return new InetSocketAddress(InetAddress.getByName(address), 0);
    }

    @Override
    public <L, R> Link<L, R> connect(Protocol<L> left, Protocol<R> right, Settings settings)
            throws IOException {
        return connect(left, right, options(settings).build());
    }

    private <L, R> Link<L, R> connect(Protocol<L> left, Protocol<R> right, TcpOptions options)
            throws IOException {
        try (var listener = Tcp.listen(anyPort(), right, options)) {
            return new Link<>(
                    Tcp.connect(listener.localAddress(), left, options), listener.accept());
        }
    }

    /** Returns options that say what the settings say. */
    public static TcpOptions.Builder options(Settings settings) {
        return TcpOptions.builder()
                .sendBufferSize(BUFFER_SIZE)
                .receiveBufferSize(BUFFER_SIZE)
                .sendTimeout(settings.sendTimeout())
                .closeTimeout(settings.closeTimeout())
                .frameTimeout(settings.frameTimeout())
                .frameProgressTimeout(settings.frameProgressTimeout())
                .observer(settings.observer());
    }
}
