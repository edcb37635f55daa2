/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.tcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertThrowsExactly;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.wholewire.ChannelClosedException;
import io.github.wholewire.ChannelException;
import io.github.wholewire.Codec;
import io.github.wholewire.CodecException;
import io.github.wholewire.FrameTooLongException;
import io.github.wholewire.MessageConnection;
import io.github.wholewire.MessageHandler;
import io.github.wholewire.PeerClosedException;
import io.github.wholewire.Protocol;
import io.github.wholewire.ServeOptions;
import io.github.wholewire.TruncatedFrameException;
import io.github.wholewire.contract.Eventually;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a handler is told, and what becomes of what it does. */
class ServeHandlerTest extends Serving {
    @Test
    void isALambdaIfItOnlyAnswers() throws Exception {
        var server = serve(LINES, connection -> message -> connection.send("echo " + message));
        try (var client = connect(server, LINES)) {
            client.send("hello");
            assertEquals("echo hello", client.receive());
            client.shutdownOutput();
            assertNull(client.receive());
        }
    }

    @Test
    void mayGreetBeforeItExists() throws Exception {
        var server =
                serve(
                        TEXT,
                        connection -> {
                            connection.send("welcome");
                            return new Recorder<>(connection);
                        });
        assertEquals("welcome", connect(server, TEXT).receive());
    }

    @Test
    void isToldInOrderUntilThePeersEnd() throws Exception {
        var server = serve(TEXT, Recorder::new);
        var client = connect(server, TEXT);
        client.sendAll(List.of("a", "b"));
        client.close();
        for (String each : List.of("a", "b", "end", "closed")) {
            assertEquals(each, nextEvent());
        }
        Eventually.eventually(() -> "the release", () -> server.connections() == 0);
        assertTrue(events.isEmpty());
    }

    @Test
    void mayAnswerThePeersEnd() throws Exception {
        var server =
                serve(
                        TEXT,
                        connection ->
                                new Recorder<>(connection) {
                                    @Override
                                    public void onEnd() throws Exception {
                                        connection.send("goodbye");
                                    }
                                });
        var client = connect(server, TEXT);
        client.shutdownOutput();
        assertEquals("goodbye", client.receive());
        assertNull(client.receive());
    }

    @Test
    void goesOnSendingIfHalfOpenIsAllowed() throws Exception {
        var given = new CompletableFuture<MessageConnection<String>>();
        var server =
                serve(
                        TEXT,
                        connection -> {
                            given.complete(connection);
                            return new Recorder<>(connection);
                        },
                        options(ServeOptions.builder().allowHalfOpen(true)));
        var client = connect(server, TEXT);
        client.shutdownOutput();
        assertEquals("end", nextEvent());
        var connection = given.get();
        assertTrue(connection.isOpen());
        connection.send("still here");
        assertEquals("still here", client.receive());
        connection.close();
        assertNull(client.receive());
        assertEquals("closed", nextEvent());
    }

    @Test
    void isToldOfAResetAndNotOfAnEnd() throws Exception {
        var server = serve(TEXT, Recorder::new);
        var client = connect(server, TEXT);
        client.send("a");
        assertEquals("a", nextEvent());
        client.abort();
        var closed = assertInstanceOf(Closed.class, nextEvent());
        assertInstanceOf(PeerClosedException.class, closed.cause());
    }

    @Test
    void losesOnlyWhatIsNoMessageIfItSaysSo() throws Exception {
        var server = serve(TEXT, Recorder::new);
        var client = connect(server, BYTES);
        client.send(new byte[] {-1});
        client.send(new byte[] {'a'});
        assertInstanceOf(CodecException.class, nextEvent());
        assertEquals("a", nextEvent());
    }

    @Test
    void endsByWhatIsNoMessageUnlessItSaysOtherwise() throws Exception {
        var server =
                serve(
                        TEXT,
                        connection ->
                                new MessageHandler<>() {
                                    @Override
                                    public void onMessage(String message) {
                                        events.add(message);
                                    }

                                    @Override
                                    public void onClose(IOException cause) {
                                        events.add(cause);
                                    }
                                });
        var client = connect(server, BYTES);
        client.send(new byte[] {-1});
        client.send(new byte[] {'a'});
        assertInstanceOf(CodecException.class, nextEvent());
        assertNull(client.receive());
        assertTrue(events.isEmpty(), events::toString);
    }

    @Test
    void hasALastWordAfterWhatIsNoFrame() throws Exception {
        var server =
                serve(
                        TEXT,
                        connection ->
                                new Recorder<>(connection) {
                                    @Override
                                    public void onError(IOException failure) throws Exception {
                                        super.onError(failure);
                                        connection.send("refused");
                                    }
                                });
        try (var peer = connectPlainly(server)) {
            peer.getOutputStream().write("GET / HTTP/1.1\r\n\r\n".getBytes());
            byte[] answer = peer.getInputStream().readAllBytes();
            assertEquals("refused", new String(answer, 4, answer.length - 4));
        }
        var failure = assertInstanceOf(FrameTooLongException.class, nextEvent());
        assertSame(failure, assertInstanceOf(Closed.class, nextEvent()).cause());
    }

    @Test
    void isToldOfAnEndInsideAFrame() throws Exception {
        var server = serve(TEXT, Recorder::new);
        try (var peer = connectPlainly(server)) {
            peer.getOutputStream().write(new byte[] {0, 0, 0});
            peer.shutdownOutput();
            assertEquals(-1, peer.getInputStream().read());
        }
        var failure = assertInstanceOf(TruncatedFrameException.class, nextEvent());
        assertSame(failure, assertInstanceOf(Closed.class, nextEvent()).cause());
    }

    @ParameterizedTest
    @ValueSource(strings = {"io", "runtime", "error"})
    void endsItsOwnConnectionByWhatItThrows(String kind) throws Exception {
        Throwable thrown =
                switch (kind) {
                    case "io" -> new IOException("thrown");
                    case "runtime" -> new IllegalStateException("thrown");
                    default -> new StackOverflowError("thrown");
                };
        var server =
                serve(
                        TEXT,
                        connection ->
                                new Recorder<>(connection) {
                                    @Override
                                    public void onMessage(String message) throws Exception {
                                        connection.send("sent before");
                                        if (message.equals("throw")) {
                                            sneak(thrown);
                                        }
                                    }
                                });
        var other = connect(server, TEXT);
        var client = connect(server, TEXT);
        client.sendAll(List.of("throw", "never handled"));
        assertEquals("sent before", client.receive());
        assertNull(client.receive());
        var cause = assertInstanceOf(Closed.class, nextEvent()).cause();
        assertSame(thrown, kind.equals("io") ? cause : cause.getCause());
        other.send("unharmed");
        assertEquals("sent before", other.receive());
        assertTrue(events.isEmpty(), events::toString);
    }

    @SuppressWarnings("unchecked")
    private static <X extends Throwable> void sneak(Throwable thrown) throws X {
        throw (X) thrown;
    }

    @Test
    void endsItsOwnConnectionIfThereIsNone() throws Exception {
        var server =
                serve(
                        TEXT,
                        connection -> {
                            connection.send("welcome");
                            throw new IllegalStateException("the factory fails");
                        });
        for (int i = 0; i < 2; i++) {
            var client = connect(server, TEXT);
            assertEquals("welcome", client.receive());
            assertNull(client.receive());
        }
    }

    @Test
    void isToldOfItsCloseThoughOnCloseThrows() throws Exception {
        var server =
                serve(
                        TEXT,
                        connection ->
                                new Recorder<>(connection) {
                                    @Override
                                    public void onClose(IOException cause) {
                                        super.onClose(cause);
                                        throw new IllegalStateException("in onClose");
                                    }
                                });
        connect(server, TEXT).close();
        assertEquals("end", nextEvent());
        assertEquals("closed", nextEvent());
        Eventually.eventually(() -> "the release", () -> server.connections() == 0);
        assertTrue(events.isEmpty());
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void getsNothingAfterItHasClosed(boolean abort) throws Exception {
        var server =
                serve(
                        TEXT,
                        connection ->
                                new Recorder<>(connection) {
                                    @Override
                                    public void onMessage(String message) throws Exception {
                                        super.onMessage(message);
                                        if (abort) {
                                            connection.abort();
                                        } else {
                                            connection.close();
                                        }
                                        assertFalse(connection.isOpen());
                                        assertThrowsExactly(
                                                ChannelClosedException.class,
                                                () -> connection.send("late"));
                                    }
                                });
        var client = connect(server, TEXT);
        client.sendAll(List.of("first", "second", "third"));
        if (abort) {
            assertThrowsExactly(PeerClosedException.class, client::receive);
        } else {
            assertNull(client.receive());
        }
        assertEquals("first", nextEvent());
        assertEquals("closed", nextEvent());
        client.close();
        Eventually.eventually(() -> "the release", () -> server.connections() == 0);
        assertTrue(events.isEmpty(), events::toString);
    }

    @Test
    void suspendsBeforeTheNextMessageAndResumes() throws Exception {
        var given = new CompletableFuture<MessageConnection<String>>();
        var server =
                serve(
                        TEXT,
                        connection -> {
                            given.complete(connection);
                            return new Recorder<>(connection) {
                                @Override
                                public void onMessage(String message) throws Exception {
                                    super.onMessage(message);
                                    connection.suspend();
                                }
                            };
                        });
        var client = connect(server, TEXT);
        List<String> messages = List.of("1", "2", "3", "4");
        client.sendAll(messages);
        client.close();
        for (String each : messages) {
            assertEquals(each, nextEvent());
            assertNull(events.poll(20, TimeUnit.MILLISECONDS), "it is suspended");
            given.get().resume();
        }
        assertEquals("end", nextEvent());
        assertEquals("closed", nextEvent());
    }

    @Test
    void keepsOrderWithAnotherThreadThatItTold() throws Exception {
        var server =
                serve(
                        TEXT,
                        connection ->
                                message -> {
                                    connection.send("first");
                                    CompletableFuture.runAsync(() -> send(connection, "second"))
                                            .get(20, TimeUnit.SECONDS);
                                    connection.send("third");
                                    CompletableFuture.runAsync(
                                                    () -> sendBoth(connection, "fourth", "fifth"))
                                            .get(20, TimeUnit.SECONDS);
                                    connection.send("sixth");
                                });
        var client = connect(server, TEXT);
        for (int i = 0; i < 20; i++) {
            client.send("go");
            for (String each : List.of("first", "second", "third", "fourth", "fifth", "sixth")) {
                assertEquals(each, client.receive());
            }
        }
    }

    private static void send(MessageConnection<String> connection, String message) {
        try {
            connection.send(message);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static void sendBoth(MessageConnection<String> connection, String one, String two) {
        try {
            connection.sendAll(List.of(one, two));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void maySendToOtherConnections(int loops) throws Exception {
        var all = new java.util.concurrent.CopyOnWriteArrayList<MessageConnection<String>>();
        var server =
                serve(
                        TEXT,
                        connection -> {
                            all.add(connection);
                            return message -> {
                                for (var each : all) {
                                    each.send(message);
                                }
                            };
                        },
                        options(ServeOptions.builder().loops(loops)));
        var clients = List.of(connect(server, TEXT), connect(server, TEXT), connect(server, TEXT));
        Eventually.eventually(() -> "all of them", () -> all.size() == 3);
        for (int i = 0; i < 50; i++) {
            clients.get(i % 3).send("to all " + i);
            for (var each : clients) {
                assertEquals("to all " + i, each.receive());
            }
        }
    }

    @Test
    void letsNobodyIntoItsBatch() throws Exception {
        var given = new CompletableFuture<MessageConnection<String>>();
        Codec<String> inviting =
                Codec.of(
                        (message, out) -> {
                            if (message.equals("b")) { // while the batch is under way
                                CompletableFuture.runAsync(() -> send(given.join(), "x")).join();
                            }
                            TEXT.codec().encode(message, out);
                        },
                        payload -> TEXT.codec().decode(payload));
        var server =
                serve(
                        Protocol.of(TEXT.framer(), inviting),
                        connection -> {
                            given.complete(connection);
                            return message -> connection.sendAll(List.of("a", "b", "c"));
                        });
        var client = connect(server, TEXT);
        client.send("go");
        for (String each : List.of("a", "b", "c", "x")) {
            assertEquals(each, client.receive());
        }
    }

    @Test
    void refusesASendByACodec() throws Exception {
        var outer = new CompletableFuture<MessageConnection<String>>();
        var reentrant =
                Protocol.of(
                        TEXT.framer(),
                        Codec.<String>of(
                                (message, out) -> {
                                    outer.join().send("inner");
                                    out.putUtf8(message);
                                },
                                payload -> TEXT.codec().decode(payload)));
        var server =
                serve(
                        reentrant,
                        connection -> {
                            outer.complete(connection);
                            return message -> {
                                events.add(
                                        assertThrows(
                                                ChannelException.class,
                                                () -> connection.send(message)));
                                connection.close();
                            };
                        });
        var client = connect(server, TEXT);
        client.send("go");
        var failure = assertInstanceOf(CodecException.class, nextEvent());
        assertInstanceOf(IllegalStateException.class, failure.getCause());
        assertNull(client.receive());
    }

    @Test
    void keepsItsLoopGoingThoughItIsInterrupted() throws Exception {
        var server =
                serve(
                        TEXT,
                        connection ->
                                message -> {
                                    Thread.currentThread().interrupt();
                                    connection.send(message);
                                });
        var client = connect(server, TEXT);
        for (int i = 0; i < 10; i++) {
            client.send("" + i);
            assertEquals("" + i, client.receive());
        }
    }

    @Test
    void holdsNobodyUpThatIsServedByAnotherLoop() throws Exception {
        var release = new CountDownLatch(1);
        var server =
                serve(
                        TEXT,
                        connection ->
                                message -> {
                                    if (message.equals("block")) {
                                        events.add("blocked");
                                        release.await(20, TimeUnit.SECONDS);
                                    }
                                    connection.send(message);
                                },
                        options(ServeOptions.builder().loops(2)));
        var blocked = connect(server, TEXT);
        var other = connect(server, TEXT);
        blocked.send("block");
        assertEquals("blocked", nextEvent());
        other.send("free");
        assertEquals("free", other.receive());
        release.countDown();
        assertEquals("block", blocked.receive());
    }
}
