/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.struct;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.wholewire.MessageChannel;
import io.github.wholewire.ServerMessageChannel;
import io.github.wholewire.tcp.Tcp;
import java.io.BufferedReader;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Structs to and from Python's own module over TCP. The peer unpacks each struct that it gets,
 * packs the values again and sends them back; then it sends ones of its own.
 */
@Tag("interop")
@Timeout(60)
class StructInteropTest {
    private static final int COUNT = 200;
    private static final Duration DEADLINE = Duration.ofSeconds(20);

    /** Arguments: listen or connect, the format, a port. */
    private static final String PEER =
            """
            import socket, struct, sys

            role, form = sys.argv[1], struct.Struct(sys.argv[2])

            def exchange(peer):
                peer.settimeout(20)
                stream = peer.makefile('rwb')
                while payload := stream.read(form.size):
                    stream.write(form.pack(*form.unpack(payload)))
                    stream.flush()
                for i in range(%d):
                    row = (i, -i, 2 ** 63 + i, i / 8, i / 4, b'ACME%%d' %% i, b'p%%d' %% i, i %% 2 == 0)
                    stream.write(form.pack(*row))
                stream.flush()
                peer.shutdown(socket.SHUT_WR)

            if role == 'listen':
                with socket.create_server(('127.0.0.1', 0)) as server:
                    print(server.getsockname()[1], flush=True)
                    server.settimeout(20)
                    peer, _ = server.accept()
                    with peer:
                        exchange(peer)
            else:
                with socket.create_connection(('127.0.0.1', int(sys.argv[3])), 20) as peer:
                    exchange(peer)
            """
                    .formatted(COUNT);

    @TempDir Path folder;

    private final List<Process> peers = new ArrayList<>();

    @BeforeAll
    static void requirePython() throws InterruptedException {
        boolean found;
        try {
            Process python =
                    new ProcessBuilder(
                                    "python3",
                                    "-c",
                                    "import sys; sys.exit(sys.version_info < (3, 8))")
                            .start();
            found = python.waitFor(20, TimeUnit.SECONDS) && python.exitValue() == 0;
        } catch (IOException e) {
            found = false;
        }
        String message = "there is no python3 (3.8 or later) on the path";
        if ("required".equals(System.getenv("WHOLEWIRE_INTEROP"))) {
            assertTrue(found, message);
        }
        assumeTrue(found, message);
    }

    @AfterEach
    void endPeers() {
        peers.forEach(Process::destroyForcibly);
    }

    @ParameterizedTest
    @ValueSource(strings = {"<IhQef8s5p?", ">IhQef8s5p?", "@IhQef8s5p?", "!Ih3xQef8s5p?"})
    void talksToAListeningPython(String format) throws Exception {
        Struct struct = Struct.of(format);
        Process python = start("listen", format);
        int port = firstNumber(python);
        try (MessageChannel<Object[]> channel = Tcp.connect("127.0.0.1", port, struct.protocol())) {
            exchange(channel);
        }
        assertEndsWell(python);
    }

    @ParameterizedTest
    @ValueSource(strings = {"<IhQef8s5p?", "@IhQef8s5p?"})
    void talksToAConnectingPython(String format) throws Exception {
        Struct struct = Struct.of(format);
        InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        try (ServerMessageChannel<Object[]> server = Tcp.listen(any, struct.protocol())) {
            int port = ((InetSocketAddress) server.localAddress()).getPort();
            Process python = start("connect", format, Integer.toString(port));
            try (MessageChannel<Object[]> channel = server.accept(DEADLINE)) {
                exchange(channel);
            }
            assertEndsWell(python);
        }
    }

    private static void exchange(MessageChannel<Object[]> channel) throws IOException {
        for (int i = 0; i < COUNT; i++) {
            Object[] values = {
                i * 21_474_836L,
                i - 100,
                BigInteger.ONE.shiftLeft(64).subtract(BigInteger.valueOf(i + 1)),
                i / 16f,
                -i * 1.1f,
                new byte[] {(byte) i, 0, (byte) -1, 0, 0, 0, 0, 7},
                new byte[] {1, 2},
                i % 3 == 0
            };
            channel.send(values);
            assertArrayEquals(values, channel.receive(DEADLINE));
        }
        channel.shutdownOutput();
        for (int i = 0; i < COUNT; i++) {
            Object[] values = {
                (long) i,
                -i,
                BigInteger.ONE.shiftLeft(63).add(BigInteger.valueOf(i)),
                i / 8f,
                i / 4f,
                padded("ACME" + i),
                ("p" + i).getBytes(US_ASCII),
                i % 2 == 0
            };
            assertArrayEquals(values, channel.receive(DEADLINE));
        }
        assertNull(channel.receive(DEADLINE));
    }

    private static byte[] padded(String text) {
        return java.util.Arrays.copyOf(text.getBytes(US_ASCII), 8);
    }

    private Process start(String role, String format, String... more) throws IOException {
        Path script = Files.writeString(folder.resolve("peer.py"), PEER);
        List<String> command = new ArrayList<>(List.of("python3", script.toString(), role, format));
        command.addAll(List.of(more));
        Process python =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        peers.add(python);
        return python;
    }

    private static int firstNumber(Process python) throws IOException {
        BufferedReader out = python.inputReader(US_ASCII);
        String line = out.readLine();
        assertTrue(line != null, "the peer printed no port");
        return Integer.parseInt(line);
    }

    private static void assertEndsWell(Process python) throws InterruptedException {
        assertTrue(python.waitFor(20, TimeUnit.SECONDS), "the peer does not end");
        assertEquals(0, python.exitValue());
    }
}
