/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.examples;

import io.github.wholewire.Codecs;
import io.github.wholewire.Datagram;
import io.github.wholewire.udp.Udp;
import io.github.wholewire.udp.UdpChannel;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;

/**
 * Run in two namespaces: on each of two cables somebody with the same link-local address and port
 * asks, and gets the answer on that cable.
 */
final class LinkLocalProbe {
    static final String SERVER = "fe80::1";
    static final String CLIENT = "fe80::2";
    private static final int PORT = 7004;
    private static final Duration LONG = Duration.ofSeconds(20);

    private LinkLocalProbe() {}

    /** Takes "answer", or "ask" and the names of the cables. */
    public static void main(String[] args) throws IOException {
        if (args[0].equals("answer")) {
            answer();
        }
        for (int i = 1; i < args.length; i++) {
            ask(args[i]);
        }
    }

    private static void answer() throws IOException {
        try (UdpChannel<String> channel = Udp.bind(new InetSocketAddress(PORT), Codecs.utf8())) {
            System.out.println("ready");
            for (; ; ) {
                Datagram<String> datagram = channel.receive(LONG);
                channel.send(datagram.reply(datagram.message() + "!"));
            }
        }
    }

    private static void ask(String cable) throws IOException {
        var here = new InetSocketAddress(CLIENT + "%" + cable, PORT);
        var there = new InetSocketAddress(SERVER + "%" + cable, PORT);
        try (UdpChannel<String> channel = Udp.bind(here, Codecs.utf8())) {
            channel.send(new Datagram<>(cable, there));
            System.out.println(channel.receive(LONG).message());
        }
    }
}
