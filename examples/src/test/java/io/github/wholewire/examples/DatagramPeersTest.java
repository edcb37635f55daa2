/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.examples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.github.wholewire.Codecs;
import io.github.wholewire.Datagram;
import io.github.wholewire.MessageChannel;
import io.github.wholewire.struct.Struct;
import io.github.wholewire.udp.Udp;
import io.github.wholewire.udp.UdpChannel;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Datagrams with Python and {@code socat}, both ways. */
@Tag("interop")
@Timeout(120)
class DatagramPeersTest {
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final int TRIES = 20;

    private static UdpChannel<byte[]> bind(String address) throws Exception {
        return Udp.bind(new InetSocketAddress(address, 0), Codecs.bytes());
    }

    private static String port(UdpChannel<?> channel) {
        return "" + ((InetSocketAddress) channel.localAddress()).getPort();
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "::1"})
    void pythonSendsAndReceivesEachSize(String address) throws Exception {
        String echoes =
                """
                import socket, sys
                family = socket.AF_INET6 if ":" in sys.argv[1] else socket.AF_INET
                peer = socket.socket(family, socket.SOCK_DGRAM)
                peer.settimeout(30)
                for size in 0, 1, 1472, 1473, 65507:
                    payload = bytes(i * 7 % 256 for i in range(size))
                    peer.sendto(payload, (sys.argv[1], int(sys.argv[2])))
                    answer, sender = peer.recvfrom(70000)
                    print(size, answer == payload[::-1])
                """;
        try (UdpChannel<byte[]> server = bind(address);
                Peer client = Peer.start(Tools.python(), "-c", echoes, address, port(server))) {
            for (int size : new int[] {0, 1, 1472, 1473, 65_507}) {
                Datagram<byte[]> datagram = server.receive(LONG);
                byte[] message = datagram.message();
                assertEquals(size, message.length);
                byte[] reversed = new byte[size];
                for (int i = 0; i < size; i++) {
                    assertEquals((byte) (i * 7), message[i]);
                    reversed[size - 1 - i] = message[i];
                }
                server.send(datagram.reply(reversed));
            }
            assertEquals("0 True\n1 True\n1472 True\n1473 True\n65507 True\n", client.end());
        }
    }

    @Test
    void pythonAnswersAConnectedChannel() throws Exception {
        String answers =
                """
                import socket
                peer = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
                peer.bind(("127.0.0.1", 0))
                peer.settimeout(30)
                print(peer.getsockname()[1], flush=True)
                for i in range(3):
                    payload, sender = peer.recvfrom(70000)
                    peer.sendto(b"got " + payload, sender)
                """;
        try (Peer server = Peer.start(Tools.python(), "-c", answers);
                MessageChannel<String> channel =
                        Udp.connect("127.0.0.1", Integer.parseInt(server.line()), Codecs.utf8())) {
            for (String each : List.of("one", "", "z\u00fcrich")) {
                channel.send(each);
                assertEquals("got " + each, channel.receive(LONG));
            }
            server.end();
        }
    }

    @Test
    void structsAreThoseOfPython() throws Exception {
        String oneOfThem =
                """
                import socket, struct, sys
                format = struct.Struct("<IHh10s?")
                peer = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
                peer.settimeout(30)
                server = ("127.0.0.1", int(sys.argv[1]))
                peer.sendto(format.pack(7, 80, -1, b"ACME", True)[:-1], server)  # cut: no message
                peer.sendto(format.pack(7, 80, -1, b"ACME", True), server)
                print(*format.unpack(peer.recvfrom(100)[0]))
                """;
        Struct quote = Struct.of("<IHh10s?");
        try (UdpChannel<Object[]> server = Udp.bind(new InetSocketAddress("127.0.0.1", 0), quote);
                Peer client = Peer.start(Tools.python(), "-c", oneOfThem, port(server))) {
            Datagram<Object[]> datagram = server.receive(LONG);
            assertEquals("[7, 80, -1]", Arrays.asList(datagram.message()).subList(0, 3).toString());
            server.send(
                    datagram.reply(new Object[] {9L, 1, 2, "0123456789".getBytes(UTF_8), true}));
            assertEquals("9 1 2 b'0123456789' True\n", client.end());
        }
    }

    @Test
    void socatGetsItsEcho() throws Exception {
        try (Background server = echoServer();
                Peer client = Peer.start(Tools.socat(), "-", "UDP4:127.0.0.1:" + server.port())) {
            client.type("hello\n");
            assertEquals("hello", client.line());
            client.type("again\n");
            assertEquals("again", client.line());
            assertTrue(server.nextLine().endsWith(" sent 6 bytes \"hello\\n\""));
        }
    }

    private static Background echoServer() {
        return Background.start(it ->
                () ->
                        UdpEchoServer.run(
                                List.of("--host", "127.0.0.1", "--port", "0"), it.out(), it.err()));
    }

    /** It cannot say which port it took: it is given one that was free, until it can have it. */
    @Test
    @SuppressWarnings("try") // that it runs is the point
    void socatEchoesWhatTheClientSends() throws Exception {
        for (int i = 0; i < TRIES; i++) {
            int port;
            try (var free = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
                port = free.getLocalPort();
            }
            try (Peer ignored =
                            Peer.start(
                                    Tools.socat(),
                                    "UDP4-LISTEN:" + port + ",bind=127.0.0.1",
                                    "PIPE");
                    Background client = echoClient(port)) {
                if (client.status() == 0) {
                    String rest = client.rest();
                    assertTrue(rest.endsWith("got it back"), rest);
                    return;
                }
            }
        }
        fail("socat found no port");
    }

    private static Background echoClient(int port) {
        List<String> args =
                List.of(
                        "--host",
                        "127.0.0.1",
                        "--port",
                        "" + port,
                        "--message",
                        "one",
                        "--message",
                        "z\u00fcrich",
                        "--wait",
                        "50",
                        "--tries",
                        "400");
        return Background.start(it -> () -> UdpEchoClient.run(args, it.out(), it.err()));
    }
}
