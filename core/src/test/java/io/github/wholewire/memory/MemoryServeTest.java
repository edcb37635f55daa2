/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.memory;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertThrowsExactly;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.wholewire.ChannelObserver;
import io.github.wholewire.Codecs;
import io.github.wholewire.HandlerFactory;
import io.github.wholewire.MessageChannel;
import io.github.wholewire.MessageConnection;
import io.github.wholewire.MessageHandler;
import io.github.wholewire.MessageServer;
import io.github.wholewire.PeerClosedException;
import io.github.wholewire.PeerUnreachableException;
import io.github.wholewire.Protocol;
import io.github.wholewire.SendBufferFullException;
import io.github.wholewire.ServeOptions;
import io.github.wholewire.contract.Lines;
import io.github.wholewire.contract.Raw;
import io.github.wholewire.contract.Threads;
import java.io.IOException;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Handlers without sockets, most of them in the test's own thread. */
@Timeout(60)
class MemoryServeTest {
    static final Protocol<String> LINES = Protocol.of(new Lines(1000), Codecs.utf8());
    private static final Protocol<byte[]> RAW = Protocol.of(new Raw(), Codecs.bytes());
    private static final Duration HOUR = Duration.ofHours(1);
    private static final HandlerFactory<String> ECHO =
            connection -> message -> connection.send("echo " + message);

    private final MemoryNetwork network = MemoryNetwork.oneThread();
    private final List<String> events = new ArrayList<>();

    private MessageHandler<String> recording(MessageConnection<String> connection) {
        return new MessageHandler<>() {
            @Override
            public void onMessage(String message) {
                events.add(message);
            }

            @Override
            public void onEnd() {
                events.add("end");
            }

            @Override
            public void onIdle() throws IOException {
                events.add("idle");
                connection.send("still there?");
            }

            @Override
            public void onClose(IOException cause) {
                events.add("closed by " + cause);
            }
        };
    }

    private MessageChannel<String> connect(MessageServer server) throws IOException {
        return network.connect(server.localAddress(), LINES);
    }

    private static Memory.Options serving(ServeOptions.Builder options) {
        return Memory.Options.builder().serving(options.build()).build();
    }

    @Test
    void handlersRunWhenTheTestStepsOrWaits() throws IOException {
        var server = network.serve(LINES, this::recording);
        var client = connect(server);
        client.send("one");
        assertEquals(List.of(), events);
        while (network.step()) {
            // until nothing is due
        }
        assertEquals(List.of("one"), events);
        assertEquals(Duration.ZERO, network.time());
        client.send("two");
        network.advance(Duration.ZERO);
        assertEquals(List.of("one", "two"), events);
        client.close();
        network.advance(Duration.ZERO);
        assertEquals(List.of("one", "two", "end", "closed by null"), events);
        assertEquals(0, server.connections());
    }

    @Test
    void aCallThatWaitsLetsHandlersAnswer() throws IOException {
        var server = network.serve(LINES, ECHO);
        var client = connect(server);
        var other = connect(server);
        client.send("a");
        other.send("b");
        assertEquals("echo b", other.receive());
        assertEquals("echo a", client.receive());
        client.shutdownOutput();
        assertNull(client.receive());
        assertEquals(Duration.ZERO, network.time());
        assertEquals(0, server.stop(HOUR));
        assertEquals(Duration.ofSeconds(2), network.time(), "the other one may have more to say");
    }

    @Test
    void idlenessTakesNoTime() throws IOException {
        var server =
                network.serve(
                        LINES, this::recording, serving(ServeOptions.builder().idleTimeout(HOUR)));
        var client = connect(server);
        assertEquals("still there?", client.receive());
        assertEquals(HOUR, network.time());
        network.advance(HOUR.minusNanos(1));
        assertEquals(List.of("idle"), events);
        network.advance(Duration.ofNanos(1));
        assertEquals(List.of("idle", "idle"), events);
    }

    @Test
    void aSlowFrameIsLateByTheNetworksClock() throws IOException {
        var options = Memory.Options.builder().frameTimeout(HOUR).frameProgressTimeout(HOUR);
        var server = network.serve(LINES, this::recording, options.build());
        var client = network.connect(server.localAddress(), RAW);
        client.send(new byte[] {'a'});
        network.advance(HOUR.minusMillis(1));
        assertEquals(1, server.connections());
        network.advance(Duration.ofMillis(1));
        assertEquals(1, events.size());
        assertTrue(events.get(0).contains("TruncatedFrameException"), events::toString);
    }

    /** The frame before it was under way when receiving stood still, and gave it that time too. */
    @Test
    void aFrameHasNoMoreTimeForAPauseBeforeIt() throws IOException {
        var connection = new AtomicReference<MessageConnection<String>>();
        var options =
                Memory.Options.builder().frameTimeout(HOUR).frameProgressTimeout(ServeOptions.OFF);
        var server =
                network.serve(
                        LINES,
                        opened -> {
                            connection.set(opened);
                            return message -> {
                                if (message.equals("a")) {
                                    opened.suspend();
                                }
                            };
                        },
                        options.build());
        var client = network.connect(server.localAddress(), RAW);
        client.send("a\nb\nc".getBytes(UTF_8));
        network.advance(Duration.ofMinutes(30));
        connection.get().resume();
        network.advance(HOUR.minusMillis(1));
        assertTrue(connection.get().isOpen());
        network.advance(Duration.ofMillis(1));
        assertFalse(connection.get().isOpen());
    }

    @Test
    void delayedBytesReachAHandlerInTime() throws IOException {
        var server = network.serve(LINES, this::recording);
        var slow = Memory.Options.builder().faults(Faults.none().glue(HOUR)).build();
        var client = network.connect(server.localAddress(), LINES, slow);
        client.send("a");
        network.advance(HOUR.minusNanos(1));
        assertEquals(List.of(), events);
        network.advance(Duration.ofNanos(1));
        assertEquals(List.of("a"), events);
    }

    @Test
    void aConnectionMayBeUsedOutsideOfItsHandler() throws IOException {
        var connection = new AtomicReference<MessageConnection<String>>();
        var marks = ServeOptions.builder().waterMarks(10, 20);
        var options = Memory.Options.builder().capacity(10).serving(marks.build()).build();
        var server =
                network.serve(
                        LINES,
                        opened -> {
                            connection.set(opened);
                            return message -> {};
                        },
                        options);
        var client = connect(server);
        network.advance(Duration.ZERO);
        connection.get().send("hello");
        assertEquals("hello", client.receive());
        connection.get().send("ten bytes and so many more that they are 50 bytes");
        assertThrowsExactly(SendBufferFullException.class, () -> connection.get().send("full"));
        assertFalse(connection.get().trySend("full"));
        assertTrue(client.receive().startsWith("ten bytes"));
        connection.get().send("again");
        assertEquals("again", client.receive());
    }

    @Test
    void aPeerThatNeverReadsIsGivenUp() throws IOException {
        var options =
                Memory.Options.builder()
                        .faults(Faults.none().neverRead())
                        .capacity(4)
                        .sendTimeout(HOUR)
                        .build();
        var server = network.serve(LINES, this::talkative, options);
        var client = connect(server);
        client.send("a");
        network.advance(HOUR.multipliedBy(2));
        assertEquals(0, server.connections());
        assertTrue(events.get(0).contains("SendTimeoutException"), events::toString);
        assertThrows(PeerClosedException.class, () -> client.send("b"));
    }

    /** The loop of a server was held for ever by a connection that had been refused room. */
    @Test
    void aPeerThatVanishesAfterARefusedSendLeavesTheLoopAtRest() throws IOException {
        var connection = new AtomicReference<MessageConnection<String>>();
        var options = Memory.Options.builder().capacity(10);
        var server =
                network.serve(
                        LINES,
                        opened -> {
                            connection.set(opened);
                            opened.suspend();
                            return message -> {};
                        },
                        options.serving(ServeOptions.builder().waterMarks(10, 20).build()).build());
        var client = connect(server);
        network.advance(Duration.ZERO);
        connection.get().send("more than the pipe and the low mark hold");
        assertFalse(connection.get().trySend("refused"));
        client.abort();
        network.advance(HOUR);
        assertThrowsExactly(PeerClosedException.class, () -> connection.get().send("gone"));
    }

    /** Nothing was left to be read, so nobody looked, and the connection stayed for ever. */
    @Test
    void aPeerThatVanishesAfterItsEndWhileItIsAnsweredEndsTheConnection() throws IOException {
        var client = new AtomicReference<MessageChannel<String>>();
        var server =
                network.serve(
                        LINES,
                        connection ->
                                new MessageHandler<String>() {
                                    @Override
                                    public void onMessage(String message) {}

                                    @Override
                                    public void onEnd() throws IOException {
                                        client.get().abort();
                                        connection.send("answer");
                                    }

                                    @Override
                                    public void onClose(IOException cause) {
                                        events.add("closed by " + cause.getClass());
                                    }
                                },
                        serving(ServeOptions.builder().allowHalfOpen(true)));
        client.set(connect(server));
        client.get().shutdownOutput();
        network.advance(HOUR);
        assertEquals(List.of("closed by " + PeerClosedException.class), events);
        assertEquals(0, server.connections());
    }

    /** What was dropped with the connection was counted as sent. */
    @Test
    void anObserverIsNotToldOfWhatWasLost() throws IOException {
        var connection = new AtomicReference<MessageConnection<String>>();
        var observer =
                new ChannelObserver() {
                    @Override
                    public void sent(int messages, long bytes) {
                        events.add("sent " + messages);
                    }

                    @Override
                    public void failed(SocketAddress remote, IOException cause) {
                        events.add("failed");
                    }
                };
        var server =
                network.serve(
                        LINES,
                        opened -> {
                            connection.set(opened);
                            return message -> {};
                        },
                        Memory.Options.builder().capacity(4).observer(observer).build());
        var client = connect(server);
        network.advance(Duration.ZERO);
        connection.get().send("the rest of this waits");
        network.advance(Duration.ZERO);
        client.abort();
        network.advance(Duration.ZERO);
        assertEquals(List.of("failed"), events);
    }

    /** It cannot even say what it is, which was more than the loop had expected. */
    private static final class Unspeakable extends RuntimeException {
        private static final long serialVersionUID = 1;

        @Override
        public String toString() {
            throw new IllegalStateException("there are no words");
        }
    }

    /** The connection was counted out twice. */
    @Test
    void aFactoryMayThrowWhatCannotBeLogged() throws IOException {
        var server =
                network.serve(
                        LINES,
                        connection -> {
                            throw new Unspeakable();
                        });
        var client = connect(server);
        network.advance(HOUR);
        assertEquals(0, server.connections());
        assertThrowsExactly(PeerClosedException.class, client::receive);
    }

    /** The connection was never counted out, and its server could not be stopped. */
    @Test
    void aHandlerMayThrowWhatCannotBeLoggedWhenItsPeerIsGivenUp() throws IOException {
        var options = Memory.Options.builder().faults(Faults.none().neverRead()).capacity(4);
        var server =
                network.serve(
                        LINES,
                        connection ->
                                new MessageHandler<String>() {
                                    @Override
                                    public void onMessage(String message) throws IOException {
                                        connection.send("what nobody reads");
                                    }

                                    @Override
                                    public void onClose(IOException cause) {
                                        throw new Unspeakable();
                                    }
                                },
                        options.sendTimeout(HOUR).build());
        connect(server).send("a");
        network.advance(HOUR.multipliedBy(2));
        assertEquals(0, server.connections());
        assertEquals(0, server.stop(HOUR));
    }

    /** What was lost looked like a clean end, if all that came before was whole. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aConnectionThatLosesWhatWasSentEndsByAReset(boolean closes) throws IOException {
        var connection = new AtomicReference<MessageConnection<String>>();
        var options = Memory.Options.builder().capacity("whole\n".length()).sendTimeout(HOUR);
        var server =
                network.serve(
                        LINES,
                        opened -> {
                            connection.set(opened);
                            return message -> {};
                        },
                        options.closeTimeout(HOUR).build());
        var client = connect(server);
        network.advance(Duration.ZERO);
        connection.get().send("whole");
        connection.get().send("lost");
        if (closes) {
            connection.get().close();
        }
        network.advance(HOUR.multipliedBy(2));
        assertEquals(0, server.connections());
        assertEquals("whole", client.receive());
        assertThrowsExactly(PeerClosedException.class, client::receive);
    }

    private MessageHandler<String> talkative(MessageConnection<String> connection) {
        return new MessageHandler<>() {
            @Override
            public void onMessage(String message) throws IOException {
                connection.send("what nobody reads");
            }

            @Override
            public void onClose(IOException cause) {
                events.add("closed by " + cause);
            }
        };
    }

    @Test
    void aServerOfOneThreadStopsAndAborts() throws IOException {
        var server = network.serve(LINES, this::recording);
        var client = connect(server);
        client.send("a");
        network.advance(Duration.ZERO);
        assertEquals(0, server.stop(HOUR));
        assertEquals(List.of("a", "closed by null"), events);
        assertFalse(server.isOpen());
        assertThrowsExactly(PeerUnreachableException.class, () -> connect(server));
        server.close();
        var other = network.serve(LINES, this::recording);
        connect(other);
        network.advance(Duration.ZERO);
        assertEquals(1, other.stop(Duration.ZERO));
    }

    @Test
    void aHandlerCannotStopItsServerButCloseIt() throws IOException {
        var server = new AtomicReference<MessageServer>();
        var thrown = new ArrayList<Throwable>();
        server.set(
                network.serve(
                        LINES,
                        connection ->
                                message -> {
                                    thrown.add(
                                            assertThrows(
                                                    IllegalStateException.class,
                                                    () -> server.get().stop(HOUR)));
                                    server.get().close();
                                }));
        var client = connect(server.get());
        client.send("stop");
        assertNull(client.receive());
        assertEquals(1, thrown.size());
        assertFalse(server.get().isOpen());
    }

    @Test
    void refusesASecondThreadWhileItWaits() throws Exception {
        assertSecondThreadIsRefused(client -> assertNull(client.receive()));
    }

    @Test
    void refusesASecondThreadWhileItSteps() throws Exception {
        assertSecondThreadIsRefused(client -> {
            while (network.step()) {
                // until all is done
            }
        });
    }

    @Test
    void refusesASecondThreadWhileItAdvances() throws Exception {
        assertSecondThreadIsRefused(client -> network.advance(Duration.ofSeconds(1)));
    }

    private interface Work {
        void run(MessageChannel<String> client) throws IOException;
    }

    private void assertSecondThreadIsRefused(Work work) throws Exception {
        var outcome = new ArrayList<Throwable>();
        var server =
                network.serve(
                        LINES,
                        connection ->
                                message -> {
                                    var other =
                                            Threads.PLATFORM.call(
                                                    () -> network.listen(LINES).accept());
                                    outcome.add(other.failure(IllegalStateException.class));
                                });
        var client = connect(server);
        client.send("a");
        client.shutdownOutput();
        work.run(client);
        assertEquals(1, outcome.size());
    }

    @Test
    void everyRunIsTheSame() throws IOException {
        List<String> first = run(7);
        assertEquals(first, run(7));
        assertFalse(first.equals(run(8)));
    }

    private static List<String> run(long seed) throws IOException {
        var network = MemoryNetwork.oneThread();
        var faults = Faults.seeded(seed).cut(4).delay(Duration.ofSeconds(1));
        var options = Memory.Options.builder().faults(faults).capacity(20).build();
        List<String> log = new ArrayList<>();
        var server =
                network.serve(
                        LINES,
                        connection ->
                                message -> {
                                    log.add(message + " at " + network.time());
                                    connection.send("re: " + message);
                                },
                        options);
        List<MessageChannel<String>> clients = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            clients.add(network.connect(server.localAddress(), LINES, options));
            for (int n = 0; n < 5; n++) {
                clients.get(i).send(i + " says " + n);
            }
        }
        for (var each : clients) {
            for (int n = 0; n < 5; n++) {
                log.add(each.receive() + " at " + network.time());
            }
        }
        return log;
    }

    @Test
    void resetsThoseThatNobodyHasAccepted() throws IOException {
        var listener = network.listen(LINES);
        var client = network.connect(listener.localAddress(), LINES);
        listener.close();
        assertThrowsExactly(PeerClosedException.class, client::receive);
    }

    @Test
    void refusesConnectionsAboveTheLimit() throws IOException {
        var server = network.serve(LINES, ECHO, serving(ServeOptions.builder().maxConnections(1)));
        var first = connect(server);
        var second = connect(server);
        first.send("a");
        assertEquals("echo a", first.receive());
        assertThrowsExactly(PeerClosedException.class, second::receive);
        assertEquals(1, server.refused());
    }
}
