/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.examples;

import io.github.wholewire.Codecs;
import io.github.wholewire.Datagram;
import io.github.wholewire.MessageChannel;
import io.github.wholewire.udp.Udp;
import java.io.IOException;
import java.net.InetSocketAddress;

/** Run where system calls fail: sends three datagrams, and tells what comes of each. */
final class SendingProbe {
    private SendingProbe() {}

    /** Takes "bound" or "connected", and the port of the receiver on loopback. */
    public static void main(String[] args) throws IOException {
        var receiver = new InetSocketAddress("127.0.0.1", Integer.parseInt(args[1]));
        if (args[0].equals("bound")) {
            try (var channel = Udp.bind(new InetSocketAddress("127.0.0.1", 0), Codecs.utf8())) {
                tell(channel, number -> channel.send(new Datagram<>("" + number, receiver)));
            }
        } else {
            try (var channel = Udp.connect(receiver, Codecs.utf8())) {
                tell(channel, number -> channel.send("" + number));
            }
        }
    }

    private interface Sending {
        void send(int number) throws IOException;
    }

    private static void tell(MessageChannel<?> channel, Sending sending) {
        for (int i = 1; i <= 3; i++) {
            String outcome = "sent";
            try {
                sending.send(i);
            } catch (IOException e) {
                outcome = e.getClass().getSimpleName();
            }
            System.out.println(i + " " + outcome + ", " + (channel.isOpen() ? "open" : "closed"));
        }
    }
}
