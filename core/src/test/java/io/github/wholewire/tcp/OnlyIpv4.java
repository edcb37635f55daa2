/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.tcp;

import io.github.wholewire.Codecs;
import io.github.wholewire.Protocol;
import io.github.wholewire.contract.LengthPrefixed;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;

/** Asks for IPv6; in a JVM of its own, which is told to have none. */
final class OnlyIpv4 {
    private static final Protocol<String> TEXT =
            Protocol.of(new LengthPrefixed(100), Codecs.utf8());

    private OnlyIpv4() {}

    public static void main(String[] args) throws Exception {
        InetAddress ipv6 = InetAddress.getByName("::1");
        var ipv6Only = TcpOptions.builder().family(StandardProtocolFamily.INET6).build();
        var fromIpv6 = TcpOptions.builder().localAddress(new InetSocketAddress(ipv6, 0)).build();
        try (var listener = Tcp.listen(TcpNetwork.IPV4.anyPort(), TEXT)) {
            tell(() -> Tcp.listen(new InetSocketAddress(ipv6, 0), TEXT));
            tell(() -> Tcp.listen(new InetSocketAddress(0), TEXT, ipv6Only));
            tell(() -> Tcp.connect(new InetSocketAddress(ipv6, 9), TEXT));
            tell(() -> Tcp.connect(new InetSocketAddress(ipv6, 9), TEXT, ipv6Only));
            tell(() -> Tcp.connect(listener.localAddress(), TEXT, fromIpv6));
        }
    }

    private interface Opening {
        void open() throws IOException;
    }

    private static void tell(Opening opening) {
        try {
            opening.open();
            System.out.println("opened");
        } catch (IOException | RuntimeException e) {
            System.out.println(e.getClass().getSimpleName());
        }
    }
}
