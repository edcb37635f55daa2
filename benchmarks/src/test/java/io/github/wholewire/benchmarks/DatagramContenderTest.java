/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.netty.channel.epoll.Epoll;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Nothing is measured here: what is compared must do the same. */
@Timeout(60)
class DatagramContenderTest {
    @ParameterizedTest
    @EnumSource
    void receivesAndSendsTheSameBatches(DatagramContender contender) throws Exception {
        assumeTrue(
                contender != DatagramContender.NETTY_EPOLL || Epoll.isAvailable(),
                "no native epoll here");
        try (DatagramSocket peer = new DatagramSocket(0, InetAddress.getLoopbackAddress());
                DatagramWire wire =
                        contender.open((InetSocketAddress) peer.getLocalSocketAddress())) {
            peer.setSoTimeout(30_000);
            InetSocketAddress to =
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), wire.port());
            byte[] message = "m".repeat(DatagramWire.MESSAGE_LENGTH).getBytes();
            for (int i = 0; i < 3; i++) {
                long nanos =
                        wire.receive(() -> {
                            for (int n = 0; n < DatagramWire.BATCH; n++) {
                                peer.send(new DatagramPacket(message, message.length, to));
                            }
                        });
                assertTrue(nanos > 0);
                assertTrue(wire.send() > 0);
                for (int n = 0; n < DatagramWire.BATCH; n++) {
                    DatagramPacket packet = new DatagramPacket(new byte[100], 100);
                    peer.receive(packet);
                    assertEquals(to, packet.getSocketAddress());
                    assertEquals(
                            "m".repeat(DatagramWire.MESSAGE_LENGTH),
                            new String(packet.getData(), 0, packet.getLength()));
                }
            }
        }
    }
}
