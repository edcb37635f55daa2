/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.examples;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.InputStream;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The echo programs with {@code socat}. */
@Tag("interop")
@Timeout(120)
class SocatTest {
    /** How long it waits for one direction when the other has ended. */
    private static final String PATIENCE = "30";

    @Test
    void serverSendsLinesBack() throws Exception {
        try (Background server = Background.echoServer("lines");
                Peer client = connect(server.port())) {
            client.type("one\ntwo\n");
            client.endInput();

            assertEquals("one\ntwo\n", client.end());
        }
    }

    @Test
    void serverSendsFramesBack() throws Exception {
        byte[] frames = {0, 0, 0, 2, 'o', (byte) 0xFF, 0, 0, 0, 0};
        try (Background server = Background.echoServer("u32");
                Peer client = connect(server.port())) {
            client.type(frames);

            assertArrayEquals(frames, client.bytes(frames.length));
            client.endInput();
            assertEquals("", client.end());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"lines", "u32"})
    void clientGetsBackWhatItSends(String frame) throws Exception {
        try (Peer server =
                        Peer.start(
                                Tools.socat(),
                                "-d",
                                "-d",
                                "-t",
                                PATIENCE,
                                "TCP4-LISTEN:0,bind=127.0.0.1",
                                "EXEC:cat");
                Background client = client(portOf(server), frame)) {
            assertEquals("one", client.nextLine());
            assertEquals("", client.nextLine());
            assertEquals("z\u00fcrich", client.nextLine());
            assertEquals(0, client.status(), client::errors);
            server.end();
        }
    }

    private static Peer connect(int port) throws Exception {
        return Peer.start(Tools.socat(), "-t", PATIENCE, "-", "TCP4:127.0.0.1:" + port);
    }

    /** It says so among other things. */
    private static String portOf(Peer server) throws InterruptedException {
        String line = server.errorLine();
        while (!line.contains("listening on")) {
            line = server.errorLine();
        }
        return line.replaceAll(".*:", "");
    }

    private static Background client(String port, String frame) {
        List<String> args =
                List.of(
                        "--host",
                        "127.0.0.1",
                        "--port",
                        port,
                        "--frame",
                        frame,
                        "--message",
                        "one",
                        "--message",
                        "",
                        "--message",
                        "z\u00fcrich");
        return Background.start(it ->
                () -> EchoClient.run(args, InputStream.nullInputStream(), it.out(), it.err()));
    }
}
