/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.examples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The echo programs, with each other and with plain sockets. */
@Timeout(60)
class EchoTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @ParameterizedTest
    @ValueSource(strings = {"lines", "u32"})
    void clientPrintsWhatTheServerSendsBack(String frame) throws Exception {
        assertEchoes(frame, Background.echoServer(frame));
    }

    @ParameterizedTest
    @ValueSource(strings = {"lines", "u32"})
    void serverAlsoWorksByEvents(String frame) throws Exception {
        assertEchoes(frame, Background.echoServer(frame, "--events"));
    }

    private void assertEchoes(String frame, Background running) throws Exception {
        try (Background server = running) {
            String port = String.valueOf(server.port());

            int status =
                    client("--port", port, "--frame", frame, "--message", "one", "--message", "");

            assertEquals(0, status, () -> err.toString(UTF_8));
            assertEquals("one\n\n", out.toString(UTF_8));
        }
    }

    @Test
    @SuppressWarnings("try") // closing early is the point
    void clientSendsEachLineOfStandardInputAsItComes() throws Exception {
        try (Background server = Background.echoServer("lines");
                PipedOutputStream keyboard = new PipedOutputStream();
                InputStream in = new PipedInputStream(keyboard)) {
            String port = String.valueOf(server.port());
            try (Background client =
                    Background.start(it ->
                            () ->
                                    EchoClient.run(
                                            List.of("--port", port, "--stdin"),
                                            in,
                                            it.out(),
                                            it.err()))) {
                keyboard.write("first\n".getBytes(UTF_8));
                keyboard.flush();
                assertEquals("first", client.nextLine());

                keyboard.write("z\u00fcrich\n".getBytes(UTF_8));
                keyboard.close();
                assertEquals("z\u00fcrich", client.nextLine());
                assertEquals(0, client.status(), client::errors);
            }
        }
    }

    @Test
    void serverSendsBackWhatIsNoText() throws Exception {
        try (Background server = Background.echoServer("u32");
                Socket socket = new Socket("127.0.0.1", server.port())) {
            byte[] frame = {0, 0, 0, 2, (byte) 0xFF, 0};
            socket.getOutputStream().write(frame);
            assertArrayEquals(frame, socket.getInputStream().readNBytes(6));
        }
    }

    @Test
    void serverServesOthersWhileOnePeerIsSilent() throws Exception {
        try (Background server = Background.echoServer("lines")) {
            int port = server.port();
            try (Socket silent = new Socket("127.0.0.1", port)) {
                assertEquals(0, client("--port", String.valueOf(port), "--message", "one"));
                assertEquals("one\n", out.toString(UTF_8));
                assertTrue(silent.isConnected());
            }
        }
    }

    @Test
    void clientEndsWithOneIfTheServerIsNotThere() throws Exception {
        int port;
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = taken.getLocalPort();
        }

        assertEquals(1, client("--host", "127.0.0.1", "--port", "" + port, "--message", "one"));
        assertTrue(errors().startsWith("EchoClient: could not connect to 127.0.0.1:"), errors());
    }

    @Test
    void clientEndsWithOneIfFewerMessagesComeBack() throws Exception {
        try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Background client =
                        Background.start(it ->
                                () ->
                                        EchoClient.run(
                                                List.of(
                                                        "--port",
                                                        "" + listener.getLocalPort(),
                                                        "--message",
                                                        "a",
                                                        "--message",
                                                        "b"),
                                                InputStream.nullInputStream(),
                                                it.out(),
                                                it.err()))) {
            try (Socket peer = listener.accept()) {
                peer.getInputStream().readAllBytes();
                peer.getOutputStream().write("a\n".getBytes(UTF_8));
            }
            assertEquals(1, client.status());
            assertEquals("a", client.nextLine());
            assertEquals(
                    "EchoClient: the messages sent were 2, those that came back 1\n",
                    client.errors());
        }
    }

    @Test
    void clientEndsWithOneIfTheServerFinishesFirst() throws Exception {
        try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                PipedOutputStream keyboard = new PipedOutputStream();
                InputStream in = new PipedInputStream(keyboard);
                Background client =
                        Background.start(it ->
                                () ->
                                        EchoClient.run(
                                                List.of("--port", "" + listener.getLocalPort()),
                                                in,
                                                it.out(),
                                                it.err()))) {
            listener.accept().close();
            assertEquals(1, client.status());
            assertTrue(client.errors().contains("finished before all was sent"), client::errors);
        }
    }

    @Test
    void clientEndsWithOneIfAMessageIsRefused() throws Exception {
        try (Background server = Background.echoServer("lines")) {
            int status =
                    client("--port", "" + server.port(), "--message", "a", "--message", "b\nc");

            assertEquals(1, status);
            assertEquals("a\n", out.toString(UTF_8));
            assertTrue(errors().contains("a line cannot hold a line feed"), errors());
        }
    }

    @Test
    void serverEndsWithOneIfItsPortIsTaken() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String host = taken.getInetAddress().getHostAddress();
            assertEquals(1, server("--host", host, "--port", "" + taken.getLocalPort()));
            assertTrue(errors().startsWith("EchoServer: could not listen on "), errors());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"--frame u16", "--port -1", "--port", "--what", "7000"})
    void bothEndWithTwoForBadArguments(String args) {
        assertEquals(2, server(args.split(" ")));
        assertEquals(2, client(args.split(" ")));
        assertTrue(errors().endsWith("Try --help.\n"), errors());
        assertEquals("", out.toString(UTF_8));
    }

    @Test
    void bothHelpOnEightyColumns() {
        assertEquals(0, server("--help"));
        assertEquals(0, client("--help"));

        assertEquals(EchoServer.HELP + EchoClient.HELP, out.toString(UTF_8));
        assertTrue(out.toString(UTF_8).lines().allMatch(line -> line.length() <= 80));
    }

    private int client(String... args) {
        return EchoClient.run(
                List.of(args), new ByteArrayInputStream(new byte[0]), stream(out), stream(err));
    }

    private int server(String... args) {
        return EchoServer.run(List.of(args), stream(out), stream(err));
    }

    private String errors() {
        return err.toString(UTF_8);
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, UTF_8);
    }
}
