/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.faults;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.wholewire.ChannelException;
import io.github.wholewire.Codecs;
import io.github.wholewire.Datagram;
import io.github.wholewire.faults.Faults.Holdings;
import io.github.wholewire.udp.Udp;
import io.github.wholewire.udp.UdpOptions;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.parallel.Isolated;

/** Datagram channels that come and go, or never come about, leave nothing behind. */
@Isolated // it counts what the process holds
@EnabledOnOs(OS.LINUX) // where a process can count its descriptors
@Timeout(value = 2, unit = TimeUnit.HOURS)
class DatagramChurnTest {
    private static final InetSocketAddress ANY_PORT = new InetSocketAddress("127.0.0.1", 0);
    private static final Duration LONG = Duration.ofSeconds(20);

    @Test
    void leavesNothingOfChannelsThatCameAndWent() throws Exception {
        churn(20);
        Holdings before = Holdings.now();
        churn(Faults.size(1000));
        before.awaitAgain();
    }

    /** An exchange each way, timed and not, and an empty datagram, which takes a second socket. */
    private static void churn(int channels) throws Exception {
        try (var server = Udp.bind(ANY_PORT, Codecs.bytes())) {
            for (int i = 0; i < channels; i++) {
                try (var client = Udp.connect(server.localAddress(), Codecs.bytes())) {
                    byte[] message = Faults.message(i, i % 300);
                    client.send(message);
                    Datagram<byte[]> datagram = server.receive();
                    server.send(datagram.reply(datagram.message()));
                    server.send(datagram.reply(new byte[0]));
                    assertArrayEquals(message, client.receive(LONG));
                    assertArrayEquals(new byte[0], client.receive());
                    client.send(new byte[0]);
                    assertArrayEquals(new byte[0], server.receive(LONG).message());
                }
            }
        }
    }

    @Test
    void leavesNothingOfChannelsThatFailed() throws Exception {
        failEachWay(20);
        Holdings before = Holdings.now();
        failEachWay(Faults.size(500));
        before.awaitAgain();
    }

    private static void failEachWay(int count) throws Exception {
        try (var taken = Udp.bind(ANY_PORT, Codecs.bytes())) {
            var local = (InetSocketAddress) taken.localAddress();
            UdpOptions options = UdpOptions.builder().localAddress(local).build();
            var broadcast = new InetSocketAddress("127.255.255.255", 7);
            var notOurs = new InetSocketAddress("192.0.2.1", 0); // RFC 5737
            for (int i = 0; i < count; i++) {
                assertThrows(ChannelException.class, () -> Udp.bind(local, Codecs.bytes()));
                assertThrows(ChannelException.class, () -> Udp.bind(notOurs, Codecs.bytes()));
                assertThrows(ChannelException.class, () -> Udp.connect(broadcast, Codecs.bytes()));
                assertThrows(
                        ChannelException.class, () -> Udp.connect(local, Codecs.bytes(), options));
            }
        }
    }
}
