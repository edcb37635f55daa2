/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.examples;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.github.wholewire.MessageChannel;
import io.github.wholewire.Protocol;
import io.github.wholewire.ServerMessageChannel;
import io.github.wholewire.struct.Struct;
import io.github.wholewire.tcp.Tcp;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Our servers with clients that are a few lines of Python. */
@Tag("interop")
@Timeout(120)
class PythonClientTest {
    private static final Duration ACCEPT_TIMEOUT = Duration.ofSeconds(30);

    /** Connects {@code peer} to the port that is the first argument. */
    private static final String CONNECT =
            """
            import socket, struct, sys
            peer = socket.create_connection(("127.0.0.1", int(sys.argv[1])), timeout=30)
            peer.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            """;

    @Test
    void plainSendsArriveGlued() throws Exception {
        String three =
                """
                peer.sendall(b"one")
                peer.sendall(b"two")
                peer.sendall(b"three")
                print("sent", flush=True)
                sys.stdin.readline()
                """;
        try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Peer client = python(three, listener.getLocalPort())) {
            listener.setSoTimeout((int) ACCEPT_TIMEOUT.toMillis());
            try (Socket socket = listener.accept()) {
                assertEquals("sent", client.line());
                while (socket.getInputStream().available() < 11) {
                    Thread.onSpinWait(); // under way
                }
                byte[] buffer = new byte[100];
                int length = socket.getInputStream().read(buffer);

                assertEquals("onetwothree", new String(buffer, 0, length, US_ASCII));
            }
        }
    }

    @Test
    void linesAreFoundWhereverTheyWereCut() throws Exception {
        String cut =
                """
                for part in b"o", b"ne", b"\\n\\r\\ntwo\\nth", b"ree\\r", b"\\n":
                    peer.sendall(part)
                peer.shutdown(socket.SHUT_WR)
                print(peer.makefile("rb").read())
                """;
        try (Background server = Background.echoServer("lines");
                Peer client = python(cut, server.port())) {
            assertEquals("b'one\\n\\ntwo\\nthree\\n'\n", client.end());
        }
    }

    @Test
    void lengthPrefixIsThatOfStructPack() throws Exception {
        String cut =
                """
                for payload in b"one", b"", b"\\x00\\xff\\n", b"x" * 70000:
                    frame = struct.pack(">I", len(payload)) + payload
                    peer.sendall(frame[:3])
                    peer.sendall(frame[3:])
                    stream = peer.makefile("rb")
                    (length,) = struct.unpack(">I", stream.read(4))
                    print(length, stream.read(length) == payload)
                """;
        try (Background server = Background.echoServer("u32");
                Peer client = python(cut, server.port())) {
            assertEquals("3 True\n0 True\n3 True\n70000 True\n", client.end());
        }
    }

    @Test
    void structsAreThoseOfPython() throws Exception {
        String twoAtOnce =
                """
                format = struct.Struct("<IHh10s?")
                peer.sendall(format.pack(7, 80, -1, b"ACME", True) + format.pack(8, 0, 1, b"", 0))
                print(*format.unpack(peer.makefile("rb").read(format.size)))
                """;
        Struct quote = Struct.of("<IHh10s?");
        try (ServerMessageChannel<Object[]> server = listen(quote.protocol());
                Peer client = python(twoAtOnce, port(server));
                MessageChannel<Object[]> channel = server.accept(ACCEPT_TIMEOUT)) {
            Object[] first = {7L, 80, -1, Arrays.copyOf("ACME".getBytes(US_ASCII), 10), true};
            Object[] second = {8L, 0, 1, new byte[10], false};
            assertArrayEquals(first, channel.receive());
            assertArrayEquals(second, channel.receive());

            channel.send(new Object[] {9L, 1, 2, "0123456789".getBytes(US_ASCII), true});
            assertEquals("9 1 2 b'0123456789' True\n", client.end());
            assertNull(channel.receive());
        }
    }

    @Test
    void recordsOfTheDemoAreStructs() throws Exception {
        String two =
                """
                for text in "z\u00fcrich", "":
                    peer.sendall(struct.pack("<H62s", len(text.encode()), text.encode()))
                """;
        try (ServerMessageChannel<String> server = listen(TextRecord.PROTOCOL);
                Peer client = python(two, port(server));
                MessageChannel<String> channel = server.accept(ACCEPT_TIMEOUT)) {
            assertEquals("z\u00fcrich", channel.receive());
            assertEquals("", channel.receive());
            assertNull(channel.receive());
            client.end();
        }
    }

    private static <M> ServerMessageChannel<M> listen(Protocol<M> protocol) throws Exception {
        return Tcp.listen(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), protocol);
    }

    private static int port(ServerMessageChannel<?> server) {
        return ((InetSocketAddress) server.localAddress()).getPort();
    }

    private static Peer python(String talk, int port) throws Exception {
        return Peer.start(Tools.python(), "-c", CONNECT + talk, "" + port);
    }
}
