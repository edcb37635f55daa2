/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.faults;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.wholewire.ChannelException;
import io.github.wholewire.ChannelInterruptedException;
import io.github.wholewire.MessageChannel;
import io.github.wholewire.MessageServer;
import io.github.wholewire.PeerUnreachableException;
import io.github.wholewire.contract.Threads;
import io.github.wholewire.faults.Faults.Holdings;
import io.github.wholewire.tcp.Tcp;
import io.github.wholewire.tcp.TcpNetwork;
import io.github.wholewire.tcp.TcpOptions;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.parallel.Isolated;

/** T6: connections that come and go, or never come about, leave nothing behind. */
@Isolated // it counts what the process holds
@EnabledOnOs(OS.LINUX) // where a process can count its descriptors
@Timeout(value = 2, unit = TimeUnit.HOURS)
class ChurnTest {
    private static final int CLIENTS = 2;

    @Test
    void leavesNothingOfConnectionsThatCameAndWent() throws Exception {
        churn(200); // what is loaded and started once
        Holdings before = Holdings.now();
        churn(Faults.size(20_000));
        before.awaitAgain();
    }

    @Test
    void leavesNothingOfServersAndTheirConnections() throws Exception {
        churnServed(200);
        Holdings before = Holdings.now();
        for (int i = 0; i < 10; i++) {
            churnServed(Faults.size(500));
        }
        before.awaitAgain();
    }

    private static void churnServed(int connections) throws Exception {
        MessageServer server =
                Tcp.serve(TcpNetwork.IPV4.anyPort(), Faults.BYTES, connection -> connection::send);
        connectAndEcho(connections, server.localAddress());
        assertEquals(0, server.stop(Duration.ofSeconds(20)));
        assertEquals(0, server.connections());
    }

    private static void churn(int connections) throws Exception {
        ExecutorService conversations = Executors.newCachedThreadPool();
        var listener = Tcp.listen(TcpNetwork.IPV4.anyPort(), Faults.BYTES);
        var serving =
                Threads.PLATFORM.run(() -> listener.acceptEach(conversations, ChurnTest::echo));
        try {
            connectAndEcho(connections, listener.localAddress());
        } finally {
            listener.close();
        }
        serving.result();
        serving.join();
        conversations.shutdown();
        assertTrue(conversations.awaitTermination(20, TimeUnit.SECONDS));
    }

    private static void connectAndEcho(int connections, SocketAddress address) throws Exception {
        List<Callable<Void>> clients = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            clients.add(() -> {
                for (int n = 0; n < connections / CLIENTS; n++) {
                    connectAndEchoOnce(address, n);
                }
                return null;
            });
        }
        var running = clients.stream().map(Threads.PLATFORM::call).toList();
        for (var each : running) {
            each.result(TimeUnit.HOURS.toMillis(1));
            each.join();
        }
    }

    private static void echo(MessageChannel<byte[]> peer) throws IOException {
        for (byte[] message; (message = peer.receive()) != null; ) {
            peer.send(message);
        }
    }

    private static void connectAndEchoOnce(SocketAddress address, int number) throws IOException {
        try (var client = Tcp.connect(address, Faults.BYTES)) {
            byte[] message = Faults.message(number, number % 300);
            client.send(message);
            assertArrayEquals(message, client.receive());
        }
    }

    @Test
    void leavesNothingOfConnectionsThatFailed() throws Exception {
        failEachWay(20);
        Holdings before = Holdings.now();
        failEachWay(Faults.size(1000));
        before.awaitAgain();
    }

    private static void failEachWay(int count) throws Exception {
        var self = freePort();
        var toItself = TcpOptions.builder().localAddress(self).build();
        try (var listener = Tcp.listen(TcpNetwork.IPV4.anyPort(), Faults.BYTES)) {
            var taken =
                    TcpOptions.builder()
                            .localAddress((InetSocketAddress) listener.localAddress())
                            .build();
            for (int i = 0; i < count; i++) {
                assertThrows(PeerUnreachableException.class, () -> Tcp.connect(self, Faults.BYTES));
                assertThrows(
                        PeerUnreachableException.class,
                        () -> Tcp.connect(self, Faults.BYTES, toItself));
                assertThrows(ChannelException.class, () -> Tcp.connect(self, Faults.BYTES, taken));
            }
            var interrupted =
                    Threads.PLATFORM.run(() -> {
                        for (int i = 0; i < count; i++) {
                            Thread.currentThread().interrupt();
                            assertThrows(
                                    ChannelInterruptedException.class,
                                    () -> Tcp.connect(listener.localAddress(), Faults.BYTES));
                            assertTrue(Thread.interrupted());
                        }
                    });
            interrupted.result(TimeUnit.HOURS.toMillis(1));
            interrupted.join();
        }
    }

    private static InetSocketAddress freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(TcpNetwork.IPV4.anyPort());
            return (InetSocketAddress) socket.getLocalSocketAddress();
        }
    }
}
