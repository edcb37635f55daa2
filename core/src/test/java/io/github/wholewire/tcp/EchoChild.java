/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.tcp;

import io.github.wholewire.Codecs;
import io.github.wholewire.MessageServer;
import io.github.wholewire.Protocol;
import io.github.wholewire.ServeOptions;
import io.github.wholewire.contract.LengthPrefixed;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;

/**
 * An event-driven echo server in a JVM of its own on Linux. It prints where its loop's thread is
 * found below /proc, and its port. A message "block" holds the loop until "release" is asked for.
 * Asked for anything else, it tells its connections, descriptors and resident KiB; asked to "stop",
 * it stops.
 */
final class EchoChild {
    static final Protocol<String> TEXT = Protocol.of(new LengthPrefixed(100), Codecs.utf8());

    private EchoChild() {}

    public static void main(String[] args) throws Exception {
        var release = new CountDownLatch(1);
        ServeOptions serving =
                ServeOptions.builder()
                        .threadName("echo")
                        .maxConnections(1_000_000) // as many as there are descriptors
                        .slowHandlerWarning(Duration.ofMillis(200))
                        .build();
        MessageServer server =
                Tcp.serve(
                        TcpNetwork.IPV4.anyPort(),
                        TEXT,
                        connection ->
                                message -> {
                                    if (message.equals("block")) {
                                        release.await(); // which the watch is to notice
                                    }
                                    connection.send(message);
                                },
                        TcpOptions.builder().serving(serving).build());
        System.out.println(loopThread());
        System.out.println(((InetSocketAddress) server.localAddress()).getPort());
        var orders = new BufferedReader(new InputStreamReader(System.in));
        for (String order; (order = orders.readLine()) != null && !order.equals("stop"); ) {
            if (order.equals("release")) {
                release.countDown();
                continue;
            }
            System.gc();
            System.out.println(
                    server.connections()
                            + " "
                            + entries("/proc/self/fd").size()
                            + " "
                            + residentKib());
        }
        System.out.println("aborted " + server.stop(Duration.ofSeconds(10)));
    }

    /** A new thread tells its name a moment after it has begun. */
    private static String loopThread() throws IOException {
        for (long deadline = System.nanoTime() + 20_000_000_000L; ; ) {
            for (Path task : entries("/proc/self/task")) {
                if (Files.readString(task.resolve("comm")).strip().equals("echo-0")) {
                    return ProcessHandle.current().pid() + "/task/" + task.getFileName();
                }
            }
            if (System.nanoTime() - deadline > 0) {
                System.out.println("no such thread");
                System.exit(1);
            }
        }
    }

    private static List<Path> entries(String directory) throws IOException {
        try (Stream<Path> entries = Files.list(Path.of(directory))) {
            return entries.toList();
        }
    }

    private static long residentKib() throws IOException {
        List<String> status = Files.readAllLines(Path.of("/proc/self/status"));
        String line = status.stream().filter(each -> each.startsWith("VmRSS")).findFirst().get();
        return Long.parseLong(line.replaceAll("\\D", ""));
    }
}
