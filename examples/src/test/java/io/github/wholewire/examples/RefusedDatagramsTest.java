/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.examples;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of a datagram that the system refuses, by {@code strace}, which makes it do so. */
@Tag("interop")
@Timeout(120)
class RefusedDatagramsTest {
    @ParameterizedTest
    @CsvSource({
        "bound, ENOBUFS, ChannelException",
        "connected, ENOBUFS, ChannelException",
        "bound, EPERM, ChannelException",
        "connected, EPERM, ChannelException",
        "bound, EMSGSIZE, FrameTooLongException",
        "connected, EMSGSIZE, FrameTooLongException",
        "bound, EHOSTUNREACH, PeerUnreachableException",
        "connected, ECONNREFUSED, PeerUnreachableException",
    })
    void costsThatOneAlone(String kind, String errno, String outcome) throws Exception {
        try (DatagramSocket receiver = new DatagramSocket(0, InetAddress.getLoopbackAddress());
                Peer sender = strace(errno, kind, receiver.getLocalPort())) {
            assertEquals("1 sent, open", sender.line());
            assertEquals("2 " + outcome + ", open", sender.line());
            assertEquals("3 sent, open", sender.line());
            sender.end();
            assertEquals("1", receive(receiver));
            assertEquals("3", receive(receiver));
        }
    }

    /** It counts the system calls of each thread by itself: those of the main thread are ours. */
    private static Peer strace(String errno, String kind, int port) throws Exception {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                Tools.strace(),
                                "-f",
                                "-qq",
                                "-o",
                                "/dev/null",
                                "-e",
                                "trace=sendto",
                                "-e",
                                "inject=sendto:error=" + errno + ":when=2"));
        command.addAll(ChildJava.command(SendingProbe.class, kind, "" + port));
        return Peer.start(command.toArray(String[]::new));
    }

    private static String receive(DatagramSocket receiver) throws Exception {
        receiver.setSoTimeout(30_000);
        DatagramPacket packet = new DatagramPacket(new byte[100], 100);
        receiver.receive(packet);
        return new String(packet.getData(), 0, packet.getLength(), US_ASCII);
    }
}
