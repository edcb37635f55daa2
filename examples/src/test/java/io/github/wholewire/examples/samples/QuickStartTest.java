/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.examples.samples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.wholewire.ChannelInterruptedException;
import io.github.wholewire.Codecs;
import io.github.wholewire.MessageChannel;
import io.github.wholewire.PeerUnreachableException;
import io.github.wholewire.Protocol;
import io.github.wholewire.ServerMessageChannel;
import io.github.wholewire.framing.Framers;
import io.github.wholewire.tcp.Tcp;
import io.github.wholewire.tcp.TcpOptions;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** README's first client and server, talking to each other. */
class QuickStartTest {
    private final PrintStream realOut = System.out;
    private final BlockingQueue<String> printed = new ArrayBlockingQueue<>(100);

    static void serve(int port) throws IOException {
        Protocol<String> lines = Protocol.of(Framers.lines(), Codecs.utf8());
        ExecutorService executor = Executors.newCachedThreadPool();

        try (ServerMessageChannel<String> server =
                Tcp.listen(new InetSocketAddress("localhost", port), lines)) {
            System.out.println("listening on " + server.localAddress());
            server.acceptEach(
                    executor,
                    peer -> {
                        for (String line; (line = peer.receive()) != null; ) {
                            peer.send("echo " + line);
                        }
                    });
        } finally {
            executor.shutdown();
        }
    }

    static void talk(int port) throws IOException {
        Protocol<String> lines = Protocol.of(Framers.lines(), Codecs.utf8());

        try (MessageChannel<String> channel = Tcp.connect("localhost", port, lines)) {
            channel.send("hello");
            channel.send("world");
            channel.shutdownOutput(); // nothing more from here; the replies still come
            for (String reply; (reply = channel.receive()) != null; ) {
                System.out.println(reply);
            }
        }
    }

    static void connectPatiently(int port, Protocol<String> lines) throws IOException {
        TcpOptions options =
                TcpOptions.builder()
                        .connectTimeout(Duration.ofSeconds(3))
                        .frameProgressTimeout(Duration.ofSeconds(30))
                        .build();
        try (MessageChannel<String> channel = Tcp.connect("localhost", port, lines, options)) {
            channel.send("hello");
        }
    }

    @AfterEach
    void restoreOutput() {
        System.setOut(realOut);
    }

    @Test
    void clientAndServerExchangeMessages() throws Exception {
        System.setOut(new LinePrinter(printed));
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try {
            Future<?> server =
                    thread.submit(() -> {
                        serve(0);
                        return null;
                    });
            String listening = next();
            assertTrue(listening.startsWith("listening on "), listening);
            int port = Integer.parseInt(listening.replaceAll(".*:", ""));

            talk(port);

            assertEquals("echo hello", next());
            assertEquals("echo world", next());
            thread.shutdownNow();
            ExecutionException e =
                    assertThrows(ExecutionException.class, () -> server.get(10, TimeUnit.SECONDS));
            assertInstanceOf(ChannelInterruptedException.class, e.getCause());
        } finally {
            thread.shutdownNow();
        }
    }

    @Test
    void optionsAreTaken() throws Exception {
        Protocol<String> lines = Protocol.of(Framers.lines(), Codecs.utf8());
        var anyPort = new InetSocketAddress("localhost", 0);
        int port;
        try (ServerMessageChannel<String> server = Tcp.listen(anyPort, lines)) {
            port = ((InetSocketAddress) server.localAddress()).getPort();
            connectPatiently(port, lines);
            try (MessageChannel<String> peer = server.accept()) {
                assertEquals("hello", peer.receive());
            }
        }
        assertThrows(PeerUnreachableException.class, () -> connectPatiently(port, lines));
    }

    private String next() throws InterruptedException {
        return String.valueOf(printed.poll(10, TimeUnit.SECONDS));
    }

    /** Hands over each line that is printed. */
    private static final class LinePrinter extends PrintStream {
        private final BlockingQueue<String> lines;

        LinePrinter(BlockingQueue<String> lines) {
            super(new ByteArrayOutputStream(), true, UTF_8);
            this.lines = lines;
        }

        @Override
        public void println(String line) {
            lines.add(line);
        }
    }
}
