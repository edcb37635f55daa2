/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.tcp;

import static io.github.wholewire.contract.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.wholewire.MessageChannel;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * T5 and T8: an event-driven server in a process of its own, with many connections, or more than it
 * has descriptors for. {@code -Dwholewire.connections=19000} holds as many as this machine's
 * descriptors allow.
 */
@EnabledOnOs(OS.LINUX)
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class ServeManyTest {
    private static final int CONNECTIONS = Integer.getInteger("wholewire.connections", 2000);

    /** So many connections from one address leave room among the system's ports for others. */
    private static final int PER_ADDRESS = 5000;

    private final List<MessageChannel<String>> clients = new ArrayList<>();

    /** What a server holds: connections, descriptors, resident KiB. */
    private static long[] holdings(ChildJvm server) throws IOException {
        server.writeLine("tell");
        return Arrays.stream(server.readLine().split(" ")).mapToLong(Long::parseLong).toArray();
    }

    private void connect(int port) throws IOException {
        String source = "127.0.0." + (1 + clients.size() / PER_ADDRESS);
        TcpOptions options =
                TcpOptions.builder()
                        .localAddress(new InetSocketAddress(InetAddress.getByName(source), 0))
                        .build();
        clients.add(Tcp.connect("127.0.0.1", port, EchoChild.TEXT, options));
    }

    private void echoOnEach(int rounds) throws IOException {
        for (int round = 0; round < rounds; round++) {
            for (MessageChannel<String> each : clients) {
                each.send("round " + round);
            }
            for (MessageChannel<String> each : clients) {
                assertEquals("round " + round, each.receive());
            }
        }
    }

    @Test
    void holdsManyThatAllEcho(@TempDir Path directory) throws Exception {
        try (var server = ChildJvm.start(directory, EchoChild.class, List.of())) {
            server.readLine();
            int port = Integer.parseInt(server.readLine());
            holdThem(port, server); // what is loaded once
            holdThem(port, server); // and a heap of the size that it takes
            long[] before = holdings(server);
            holdThem(port, server);
            eventually(
                    () -> "the descriptors of " + before[1],
                    () -> {
                        try {
                            return holdings(server)[1] <= before[1];
                        } catch (IOException e) {
                            throw new AssertionError(e);
                        }
                    });
            long growth = holdings(server)[2] - before[2];
            assertTrue(growth <= before[2] / 4, () -> "it grew by " + growth + " KiB");
            server.writeLine("stop");
            assertEquals("aborted 0", server.readLine());
        }
    }

    private void holdThem(int port, ChildJvm server) throws IOException {
        try {
            for (int i = 0; i < CONNECTIONS; i++) {
                connect(port);
            }
            echoOnEach(2);
            assertEquals(CONNECTIONS, holdings(server)[0]);
        } finally {
            for (MessageChannel<String> each : clients) {
                each.close();
            }
            clients.clear();
        }
    }

    @Test
    void neitherSpinsNorEndsOutOfDescriptors(@TempDir Path directory) throws Exception {
        var limited = List.of("sh", "-c", "ulimit -n 80; exec \"$0\" \"$@\"");
        try (var server = ChildJvm.start(directory, EchoChild.class, limited)) {
            Path thread = Path.of("/proc").resolve(server.readLine());
            int port = Integer.parseInt(server.readLine());
            occupyDescriptors(server, port);
            long waits = AcceptEachTest.waitsOf(thread);
            long cpu = AcceptEachTest.cpuMillisOf(thread);
            new CountDownLatch(1).await(1, TimeUnit.SECONDS); // what is measured: a second of it
            long waited = AcceptEachTest.waitsOf(thread) - waits;
            long took = AcceptEachTest.cpuMillisOf(thread) - cpu;
            assertTrue(waited <= 20, () -> "it was awake " + waited + " times in 1 s");
            assertTrue(took <= 200, () -> "it took " + took + " ms of CPU in 1 s");
            assertEquals(1, count(server, "could be accepted"), server::errors);
            for (int i = 0; i < 80; i++) {
                clients.remove(0).close();
            }
            echoOnEach(1);
            for (MessageChannel<String> each : clients) {
                each.close();
            }
            server.writeLine("stop");
            assertEquals("aborted 0", server.readLine());
        } finally {
            clients.forEach(MessageChannel::abort);
        }
    }

    private void occupyDescriptors(ChildJvm server, int port) throws IOException {
        for (int i = 0; i < 100; i++) {
            connect(port);
        }
        eventually(server::errors, () -> count(server, "could be accepted") > 0);
    }

    /** On a busy machine there may be other warnings. */
    private static long count(ChildJvm server, String warning) {
        return server.errors().lines().filter(line -> line.contains(warning)).count();
    }

    @Test
    void warnsOfAHandlerThatHoldsItsLoop(@TempDir Path directory) throws Exception {
        try (var server = ChildJvm.start(directory, EchoChild.class, List.of())) {
            server.readLine();
            connect(Integer.parseInt(server.readLine()));
            clients.get(0).send("block");
            eventually(server::errors, () -> count(server, "a handler has held echo-0") > 0);
            server.writeLine("release");
            assertEquals("block", clients.get(0).receive());
            // it shows where, in lines that another thread may still be writing
            eventually(server::errors, () -> server.errors().contains("EchoChild"));
            clients.get(0).close();
        }
    }
}
