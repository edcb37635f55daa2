/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.struct;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.wholewire.MessageChannel;
import io.github.wholewire.tcp.Tcp;
import io.github.wholewire.udp.Udp;
import java.io.IOException;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A union with Python's own module over TCP and UDP. The peer unpacks each message by its tag,
 * packs its values anew, and sends them back.
 */
@org.junit.jupiter.api.Tag("interop")
@Timeout(60)
class StructCodecInteropTest {
    private static final int COUNT = 200;
    private static final Duration DEADLINE = Duration.ofSeconds(20);

    private static final String PEER =
            """
            import socket, struct, sys

            def again(payload):
                tag, body = payload[0], payload[1:]
                if tag == 1:
                    out = struct.pack('<qIH8s', *struct.unpack('<qIH8s', body))
                elif tag == 2:
                    room, count = struct.unpack_from('<HB', body)
                    values = struct.unpack_from('<%di' % count, body, 3)
                    text = body[3 + 4 * count:].decode('utf-8')
                    out = struct.pack('<HB%di' % count, room, count, *values) + text.encode('utf-8')
                else:
                    flags, value = struct.unpack('>He', body)
                    urgent, kind, length = flags >> 15, flags >> 12 & 7, flags & 0xFFF
                    out = struct.pack('>He', urgent << 15 | kind << 12 | length, value)
                return bytes([tag]) + out

            if sys.argv[1] == 'tcp':
                with socket.create_server(('127.0.0.1', 0)) as server:
                    print(server.getsockname()[1], flush=True)
                    server.settimeout(20)
                    peer, _ = server.accept()
                    with peer:
                        peer.settimeout(20)
                        stream = peer.makefile('rwb')
                        while head := stream.read(4):
                            out = again(stream.read(struct.unpack('>I', head)[0]))
                            stream.write(struct.pack('>I', len(out)) + out)
                            stream.flush()
                        peer.shutdown(socket.SHUT_WR)
            else:
                with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as peer:
                    peer.bind(('127.0.0.1', 0))
                    print(peer.getsockname()[1], flush=True)
                    peer.settimeout(20)
                    for i in range(int(sys.argv[2])):
                        payload, address = peer.recvfrom(65535)
                        peer.sendto(again(payload), address)
            """;

    sealed interface Message {}

    @Tag(1)
    @StructFormat("<qIH8s")
    record Tick(long time, int price, int quantity, String symbol) implements Message {}

    record Point(int value) {}

    @Tag(2)
    @StructFormat("<HBis")
    record Chat(int room, int count, @CountedBy("count") List<Point> points, @Rest String text)
            implements Message {}

    @Tag(3)
    @StructFormat(">He")
    record Flags(
            @BitField(1) boolean urgent,
            @BitField(3) int kind,
            @BitField(12) int length,
            float value)
            implements Message {}

    @TempDir Path folder;

    private final List<Process> peers = new ArrayList<>();

    @BeforeAll
    static void requirePython() throws InterruptedException {
        assumeTrue(hasPython(), "skipped: there is no python3 (3.8 or later) on the path");
    }

    private static boolean hasPython() throws InterruptedException {
        String check = "import sys; sys.exit(sys.version_info < (3, 8))";
        try {
            Process python = new ProcessBuilder("python3", "-c", check).start();
            return python.waitFor(20, TimeUnit.SECONDS) && python.exitValue() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    @AfterEach
    void endPeers() {
        peers.forEach(Process::destroyForcibly);
    }

    @Test
    void meansTheSameToPythonOverTcp() throws Exception {
        Process python = start("tcp");
        try (MessageChannel<Message> channel =
                Tcp.connect(address(python), StructCodec.union(Message.class).lengthPrefixed())) {
            exchange(channel, COUNT);
            channel.shutdownOutput();
            assertNull(channel.receive(DEADLINE));
        }
        assertEndsWell(python);
    }

    @Test
    void meansTheSameToPythonOverUdp() throws Exception {
        Process python = start("udp", Integer.toString(COUNT));
        try (MessageChannel<Message> channel =
                Udp.connect(address(python), StructCodec.union(Message.class))) {
            exchange(channel, COUNT);
        }
        assertEndsWell(python);
    }

    private static void exchange(MessageChannel<Message> channel, int count) throws IOException {
        for (int i = 0; i < count; i++) {
            Message message = message(i);
            channel.send(message);
            assertEquals(message, channel.receive(DEADLINE));
        }
    }

    private static Message message(int i) {
        return switch (i % 3) {
            case 0 -> new Tick(Long.MIN_VALUE + i, -i, 65_535 - i, "T" + i);
            case 1 ->
                    new Chat(
                            i,
                            i % 7,
                            java.util.Collections.nCopies(i % 7, new Point(-i)),
                            "\u20ac".repeat(i % 5));
            default -> new Flags(i % 2 == 0, i % 8, 4095 - i, i / 4f);
        };
    }

    private Process start(String... arguments) throws IOException {
        Path script = Files.writeString(folder.resolve("peer.py"), PEER);
        List<String> command = new ArrayList<>(List.of("python3", script.toString()));
        command.addAll(List.of(arguments));
        Process python =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        peers.add(python);
        return python;
    }

    private static InetSocketAddress address(Process python) throws IOException {
        String line = python.inputReader(US_ASCII).readLine();
        assertTrue(line != null, "the peer printed no port");
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(line));
    }

    private static void assertEndsWell(Process python) throws InterruptedException {
        assertTrue(python.waitFor(20, TimeUnit.SECONDS), "the peer does not end");
        assertEquals(0, python.exitValue());
    }
}
