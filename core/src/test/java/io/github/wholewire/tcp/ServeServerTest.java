/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.tcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertThrowsExactly;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.wholewire.ChannelException;
import io.github.wholewire.ChannelInterruptedException;
import io.github.wholewire.MessageChannel;
import io.github.wholewire.MessageConnection;
import io.github.wholewire.MessageServer;
import io.github.wholewire.PeerClosedException;
import io.github.wholewire.PeerUnreachableException;
import io.github.wholewire.ServeOptions;
import io.github.wholewire.contract.Eventually;
import io.github.wholewire.contract.Network;
import io.github.wholewire.contract.RecordingObserver;
import io.github.wholewire.contract.Threads;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The server itself: its address, limits, threads and end. */
class ServeServerTest extends Serving {
    @Test
    void tellsItsAddressAlsoAfterItsEnd() throws Exception {
        var server = serve(TEXT, ECHO);
        var address = (InetSocketAddress) server.localAddress();
        assertTrue(address.getPort() > 0);
        assertTrue(server.isOpen());
        server.close();
        assertFalse(server.isOpen());
        assertEquals(address, server.localAddress());
        assertThrows(ChannelException.class, () -> Tcp.connect(address, TEXT));
        server.close();
        assertEquals(0, server.stop(Duration.ofSeconds(1)));
    }

    @Test
    void refusesAnAddressThatIsTaken() throws Exception {
        var server = serve(TEXT, ECHO);
        var failure =
                assertThrowsExactly(
                        ChannelException.class, () -> Tcp.serve(server.localAddress(), TEXT, ECHO));
        assertTrue(failure.getMessage().contains("could not listen on"), failure::getMessage);
    }

    @Test
    void refusesNull() {
        var address = new InetSocketAddress("127.0.0.1", 0);
        assertThrows(NullPointerException.class, () -> Tcp.serve(null, TEXT, ECHO));
        assertThrows(NullPointerException.class, () -> Tcp.serve(address, null, ECHO));
        assertThrows(NullPointerException.class, () -> Tcp.serve(address, TEXT, null));
        assertThrows(NullPointerException.class, () -> Tcp.serve(address, TEXT, ECHO, null));
    }

    @Test
    void namesItsThreads() throws Exception {
        var names = new CompletableFuture<String>();
        var server =
                serve(
                        TEXT,
                        connection -> {
                            names.complete(Thread.currentThread().getName());
                            return connection::send;
                        },
                        options(ServeOptions.builder().threadName("chat")));
        connect(server, TEXT);
        assertEquals("chat-0", names.get(20, TimeUnit.SECONDS));
    }

    @Test
    void sharesAPortIfAllowed() throws Exception {
        var options = options().reusePort(true).build();
        var one = serve(TEXT, ECHO, options);
        try (MessageServer two = Tcp.serve(one.localAddress(), TEXT, ECHO, options)) {
            assertEquals(one.localAddress(), two.localAddress());
        }
    }

    @Test
    void refusesConnectionsBeyondTheLimitAndGoesOn() throws Exception {
        var server = serve(TEXT, ECHO, options(ServeOptions.builder().maxConnections(2)));
        var one = connect(server, TEXT);
        var two = connect(server, TEXT);
        Eventually.eventually(() -> "both", () -> server.connections() == 2);
        for (int i = 1; i <= 3; i++) {
            assertTrue(isReset(server));
            assertEquals(i, server.refused());
        }
        two.close();
        Eventually.eventually(() -> "the release", () -> server.connections() == 1);
        var three = connect(server, TEXT);
        for (MessageChannel<String> each : List.of(one, three)) {
            each.send("served");
            assertEquals("served", each.receive());
        }
    }

    /** The reset may come before the system has told this side that it is connected. */
    private boolean isReset(MessageServer server) throws IOException {
        try {
            connect(server, TEXT).receive();
            return false;
        } catch (PeerClosedException | PeerUnreachableException e) {
            return true;
        }
    }

    @Test
    void observesEachConnection() throws Exception {
        var observer = new RecordingObserver();
        var server = serve(TEXT, ECHO, options().observer(observer).build());
        var client = Tcp.connect(server.localAddress(), TEXT);
        client.send("hello");
        assertEquals("hello", client.receive());
        client.close();
        Eventually.eventually(() -> "the release", () -> server.connections() == 0);
        var address = client.localAddress();
        assertEquals(List.of("opened", "closed"), observer.eventsAt(address));
    }

    @Test
    void stopsWithoutLosingWhatIsPending() throws Exception {
        var given = new CompletableFuture<MessageConnection<byte[]>>();
        var server =
                serve(
                        BYTES,
                        connection -> {
                            given.complete(connection);
                            return new Recorder<>(connection);
                        });
        var client = connect(server, BYTES);
        given.join().send(new byte[Network.MORE_THAN_BUFFERED]);
        var stopping = Threads.PLATFORM.call(() -> server.stop(Duration.ofSeconds(20)));
        Eventually.eventually(() -> "the stop", () -> !given.join().isOpen());
        assertEquals(Network.MORE_THAN_BUFFERED, client.receive().length);
        assertNull(client.receive());
        client.close();
        assertEquals(0, stopping.result());
        assertEquals("closed", nextEvent());
        assertEquals(0, server.connections());
    }

    @Test
    void abortsAndCountsWhatIsLeftAtTheLimit() throws Exception {
        var connections = new ArrayList<MessageConnection<byte[]>>();
        var opened = new CountDownLatch(3);
        var server =
                serve(
                        BYTES,
                        connection -> {
                            connections.add(connection);
                            opened.countDown();
                            return message -> {};
                        });
        var clients =
                List.of(connect(server, BYTES), connect(server, BYTES), connect(server, BYTES));
        assertTrue(opened.await(20, TimeUnit.SECONDS));
        for (var each : connections) {
            each.send(new byte[Network.MORE_THAN_BUFFERED]);
        }
        assertEquals(3, server.stop(Duration.ofMillis(100)));
        assertEquals(0, server.connections());
        for (var each : clients) {
            assertThrows(IOException.class, each::receive);
        }
    }

    @Test
    void letsARunningHandlerFinishWhenItStops() throws Exception {
        var release = new CountDownLatch(1);
        var server =
                serve(
                        TEXT,
                        connection ->
                                message -> {
                                    events.add("running");
                                    release.await(20, TimeUnit.SECONDS);
                                    connection.send("done");
                                });
        var client = connect(server, TEXT);
        client.send("go");
        assertEquals("running", nextEvent());
        var stopping = Threads.PLATFORM.call(() -> server.stop(Duration.ofSeconds(20)));
        stopping.awaitBlocked();
        release.countDown();
        assertEquals("done", client.receive());
        assertNull(client.receive());
        client.close();
        assertEquals(0, stopping.result());
    }

    @Test
    void doesNotWaitForAHandlerThatBlocksBeyondTheLimit() throws Exception {
        var release = new CountDownLatch(1);
        var server =
                serve(
                        TEXT,
                        connection ->
                                message -> {
                                    events.add("running");
                                    release.await(20, TimeUnit.SECONDS);
                                });
        var client = connect(server, TEXT);
        client.send("go");
        assertEquals("running", nextEvent());
        assertEquals(1, server.stop(Duration.ofMillis(50)));
        release.countDown();
        assertThrowsExactly(PeerClosedException.class, client::receive);
        Eventually.eventually(() -> "the release", () -> server.connections() == 0);
    }

    @Test
    void isClosedByItsOwnHandlerWithoutWaiting() throws Exception {
        var self = new CompletableFuture<MessageServer>();
        var server =
                serve(
                        TEXT,
                        connection ->
                                message -> {
                                    events.add(
                                            assertThrows(
                                                    IllegalStateException.class,
                                                    () -> self.join().stop(Duration.ZERO)));
                                    self.join().close();
                                    connection.send("closing");
                                });
        self.complete(server);
        var client = connect(server, TEXT);
        client.send("go");
        assertEquals("closing", client.receive());
        assertNull(client.receive());
        assertInstanceOf(IllegalStateException.class, nextEvent());
        client.close();
        Eventually.eventually(() -> "the release", () -> server.connections() == 0);
    }

    @Test
    void abortsWhatIsLeftWhenTheStopIsInterrupted() throws Exception {
        var server = serve(TEXT, ECHO);
        var client = connect(server, TEXT);
        client.send("hello");
        assertEquals("hello", client.receive());
        var stopping = Threads.PLATFORM.run(() -> server.stop(Duration.ofSeconds(20)));
        stopping.awaitBlocked();
        stopping.interrupt();
        stopping.failure(ChannelInterruptedException.class);
        assertTrue(stopping.wasFlagKept());
        Eventually.eventually(() -> "the release", () -> server.connections() == 0);
    }
}
