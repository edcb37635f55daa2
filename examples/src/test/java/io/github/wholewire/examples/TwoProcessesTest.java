/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.examples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.wholewire.tcp.Tcp;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The two halves of the demo, each as if it ran alone. */
@Timeout(60)
class TwoProcessesTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void serverHalfTellsWhatArrivedAndClientHalfWhatItSent() throws Exception {
        try (Background server = listen()) {
            int port = server.port();

            int status =
                    connect(port, "--message", "one", "--message", "two\nlines", "--repeat", "2");

            assertEquals(0, status, () -> err.toString(UTF_8));
            assertEquals(0, server.status(), server::errors);
            String received = server.rest().replaceAll(" +", " ");
            assertTrue(received.contains("Sending 4 messages from --message, 2 times"), received);
            assertTrue(received.contains("plain socket, late reader 4 1 0"), received);
            assertTrue(received.contains("paced, slow reader 4 1 0"), received);
            assertTrue(received.contains("delimiter (line feed) 2 2 2 2 refused"), received);
            assertTrue(received.matches("(?s).*a line cannot\\s+hold a line feed.*"), received);
            assertTrue(received.contains("length prefix (u32) 4 4 4"), received);
            assertTrue(received.contains("struct (64 bytes) 4 4 4"), received);
            String sent = out.toString(UTF_8).replaceAll(" +", " ");
            assertTrue(sent.contains("to 127.0.0.1:" + port), sent);
            assertTrue(sent.contains("delimiter (line feed) 2 2 refused"), sent);
            assertTrue(sent.contains("struct (64 bytes) 4\n"), sent);
        }
    }

    @Test
    void clientHalfEndsWithOneIfNobodyListens() throws Exception {
        int port;
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = taken.getLocalPort();
        }

        assertEquals(1, connect(port, "--message", "one"));

        String errors = err.toString(UTF_8);
        assertTrue(errors.startsWith("StickyPackets: could not connect to 127.0.0.1:"), errors);
    }

    @Test
    void serverHalfEndsWithOneIfItsPortIsTaken() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Background server = listen("127.0.0.1:" + taken.getLocalPort())) {
            assertEquals(1, server.status());
            assertTrue(
                    server.errors().startsWith("StickyPackets: could not listen on "),
                    server::errors);
        }
    }

    @Test
    void serverHalfEndsWithOneIfTheClientHalfGoesAway() throws Exception {
        try (Background server = listen()) {
            int port = server.port();
            try (Control client =
                    new Control(Tcp.connect("127.0.0.1", port, Control.PROTOCOL), "server half")) {
                client.tellMessages(Messages.BUILT_IN);
                client.awaitReady();
                new Socket("127.0.0.1", port).close();
            }
            assertEquals(1, server.status());
            assertEquals("StickyPackets: the client half has gone\n", server.errors());
        }
    }

    @Test
    void serverHalfEndsWithOneIfAStrangerConnects() throws Exception {
        try (Background server = listen()) {
            try (Socket socket = new Socket("127.0.0.1", server.port())) {
                socket.getOutputStream().write("GET / HTTP/1.1\r\n\r\n".getBytes(UTF_8));
                assertEquals(1, server.status());
            }
            assertTrue(server.errors().contains("StickyPackets: frame refused"), server::errors);
        }
    }

    @Test
    void clientHalfEndsWithOneIfTheServerHalfGoesAway() throws Exception {
        try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Background client =
                        Background.start(it ->
                                () ->
                                        run(
                                                it.out(),
                                                it.err(),
                                                "--connect",
                                                "127.0.0.1:" + listener.getLocalPort()))) {
            try (Socket peer = listener.accept()) {
                peer.shutdownOutput();
                assertEquals(1, client.status());
            }
            assertEquals("StickyPackets: the server half has gone\n", client.errors());
        }
    }

    private static Background listen() {
        return listen("127.0.0.1:0");
    }

    private static Background listen(String address) {
        return Background.start(it -> () -> run(it.out(), it.err(), "--listen", address));
    }

    private int connect(int port, String... messages) {
        List<String> args = new ArrayList<>(List.of("--connect", "127.0.0.1:" + port));
        args.addAll(List.of(messages));
        return run(
                new PrintStream(out, true, UTF_8),
                new PrintStream(err, true, UTF_8),
                args.toArray(String[]::new));
    }

    private static int run(PrintStream out, PrintStream err, String... args) {
        return StickyPackets.run(
                List.of(args), InputStream.nullInputStream(), new Page(out, Palette.NONE), err);
    }
}
