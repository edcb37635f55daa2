/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.examples;

import io.github.wholewire.Codecs;
import io.github.wholewire.Datagram;
import io.github.wholewire.ReceiveTimeoutException;
import io.github.wholewire.udp.Udp;
import io.github.wholewire.udp.UdpOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.StandardProtocolFamily;
import java.time.Duration;

/** Run in a namespace: sends to a group, and tells what comes back to this host. */
final class MulticastProbe {
    private MulticastProbe() {}

    /** Takes "ipv4" or "dual", and the name of an interface. */
    public static void main(String[] args) throws IOException {
        NetworkInterface network = NetworkInterface.getByName(args[1]);
        send("loud", args[0], UdpOptions.builder().multicastTo(network), network);
        send(
                "quiet",
                args[0],
                UdpOptions.builder().multicastTo(network).multicastLoopback(false).multicastTtl(7),
                network);
    }

    private static void send(
            String message, String kind, UdpOptions.Builder options, NetworkInterface network)
            throws IOException {
        if (kind.equals("ipv4")) {
            options.family(StandardProtocolFamily.INET);
        }
        InetSocketAddress group = new InetSocketAddress("239.192.7.5", 7003);
        try (var member = Udp.bind(new InetSocketAddress(7003), Codecs.utf8());
                var sender = Udp.bind(new InetSocketAddress(0), Codecs.utf8(), options.build())) {
            member.join(InetAddress.getByName("239.192.7.5"), network);
            sender.send(new Datagram<>(message, group));
            String heard = "nothing";
            try {
                heard =
                        member.receive(Duration.ofMillis(message.equals("loud") ? 20_000 : 50))
                                .message();
            } catch (ReceiveTimeoutException e) {
                // so it did not come back
            }
            System.out.println(message + ": heard " + heard);
        }
    }
}
