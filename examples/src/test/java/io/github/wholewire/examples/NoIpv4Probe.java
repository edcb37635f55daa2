/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.examples;

import io.github.wholewire.ChannelException;
import io.github.wholewire.Codecs;
import io.github.wholewire.Datagram;
import io.github.wholewire.udp.Udp;
import io.github.wholewire.udp.UdpOptions;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;

/** Run in a namespace: sends to a group of IPv4 on an interface that has no such address. */
final class NoIpv4Probe {
    private NoIpv4Probe() {}

    /** Takes the name of the interface. */
    public static void main(String[] args) throws IOException {
        var options = UdpOptions.builder().multicastTo(NetworkInterface.getByName(args[0])).build();
        try (var dual = Udp.bind(new InetSocketAddress(0), Codecs.utf8(), options)) {
            for (String group : new String[] {"ff15::7:6", "239.192.7.6"}) {
                try {
                    dual.send(new Datagram<>("which way?", new InetSocketAddress(group, 7005)));
                    System.out.println("sent");
                } catch (ChannelException e) {
                    System.out.println(e.getMessage());
                }
            }
        }
    }
}
