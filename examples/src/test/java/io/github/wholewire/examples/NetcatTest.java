/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.examples;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The echo programs with {@code nc}, the one of OpenBSD. */
@Tag("interop")
@Timeout(120)
class NetcatTest {
    private static final int TRIES = 20;

    @Test
    void serverSendsLinesBack() throws Exception {
        try (Background server = Background.echoServer("lines");
                Peer client = connect(server.port())) {
            client.type("hello\n");
            assertEquals("hello", client.line());

            client.type("with a carriage return\r\n");
            client.endInput();
            assertEquals("with a carriage return\n", client.end());
        }
    }

    @Test
    void serverSendsFramesBack() throws Exception {
        byte[] frames = {0, 0, 0, 3, 'o', 'n', 'e', 0, 0, 0, 0};
        try (Background server = Background.echoServer("u32");
                Peer client = connect(server.port())) {
            client.type(frames);
            client.endInput();

            assertArrayEquals(frames, client.bytes(frames.length));
            assertEquals("", client.end());
        }
    }

    @Test
    void clientTalksWithAPerson() throws Exception {
        PipedOutputStream keyboard = new PipedOutputStream();
        try (Listening person = listen();
                Background client = client(person.port(), "lines", keyboard)) {
            keyboard.write("hello\n".getBytes(US_ASCII));
            keyboard.flush();
            assertEquals("hello", person.peer().line());
            person.peer().type("hello to you\n");
            assertEquals("hello to you", client.nextLine());

            keyboard.close();
            assertEquals("", person.peer().end());
            assertEquals(0, client.status(), client::errors);
        }
    }

    @Test
    void clientSendsAndReceivesFrames() throws Exception {
        PipedOutputStream keyboard = new PipedOutputStream();
        try (Listening person = listen();
                Background client = client(person.port(), "u32", keyboard)) {
            keyboard.write("hello\n".getBytes(US_ASCII));
            keyboard.flush();
            byte[] hello = "\0\0\0\5hello".getBytes(US_ASCII);
            assertArrayEquals(hello, person.peer().bytes(hello.length));
            person.peer().type("\0\0\0\6thanks");
            assertEquals("thanks", client.nextLine());

            keyboard.close();
            assertEquals("", person.peer().end());
            assertEquals(0, client.status(), client::errors);
        }
    }

    /** It shuts its output down when its input ends. */
    private static Peer connect(int port) throws IOException {
        return Peer.start(Tools.netcat(), "-N", "127.0.0.1", "" + port);
    }

    /** Its input stays open until the answers are there: nc ends when the other side finishes. */
    private static Background client(int port, String frame, PipedOutputStream keyboard)
            throws IOException {
        PipedInputStream in = new PipedInputStream(keyboard);
        List<String> args = List.of("--host", "127.0.0.1", "--port", "" + port, "--frame", frame);
        return Background.start(it -> () -> EchoClient.run(args, in, it.out(), it.err()));
    }

    /** It cannot choose a port: it is given one that was free, until nobody else has taken it. */
    private static Listening listen() throws Exception {
        for (int i = 0; i < TRIES; i++) {
            int port;
            try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                port = free.getLocalPort();
            }
            Peer peer = Peer.start(Tools.netcat(), "-v", "-N", "-l", "127.0.0.1", "" + port);
            if (peer.errorLine().startsWith("Listening on ")) {
                return new Listening(peer, port);
            }
            peer.close();
        }
        return fail("nc found no port to listen on");
    }

    private record Listening(Peer peer, int port) implements AutoCloseable {
        @Override
        public void close() {
            peer.close();
        }
    }
}
