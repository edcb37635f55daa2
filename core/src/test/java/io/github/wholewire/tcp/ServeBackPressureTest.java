/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.tcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrowsExactly;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.wholewire.ChannelInterruptedException;
import io.github.wholewire.MessageChannel;
import io.github.wholewire.MessageConnection;
import io.github.wholewire.MessageHandler;
import io.github.wholewire.SendBufferFullException;
import io.github.wholewire.SendTimeoutException;
import io.github.wholewire.ServeOptions;
import io.github.wholewire.contract.Eventually;
import io.github.wholewire.contract.Network;
import io.github.wholewire.contract.Threads;
import java.io.IOException;
import java.util.Collections;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Marks: what is admitted, who waits, who is refused, and who is told when there is room again. */
class ServeBackPressureTest extends Serving {
    private static final int LOW = 2000;
    private static final int HIGH = 10_000;
    private static final byte[] MESSAGE = new byte[996];

    private final CompletableFuture<MessageConnection<byte[]>> given = new CompletableFuture<>();

    private TcpOptions marks() {
        return options(ServeOptions.builder().waterMarks(LOW, HIGH));
    }

    private MessageConnection<byte[]> serveAndFill(MessageHandler<byte[]> handler)
            throws Exception {
        var server =
                serve(
                        BYTES,
                        connection -> {
                            given.complete(connection);
                            return handler;
                        },
                        marks());
        client = connect(server, BYTES);
        given.join().send(new byte[Network.MORE_THAN_BUFFERED]);
        return given.join();
    }

    private MessageChannel<byte[]> client;

    private class Writable implements MessageHandler<byte[]> {
        @Override
        public void onMessage(byte[] message) throws Exception {
            events.add("message");
        }

        @Override
        public void onWritable() {
            events.add("writable");
        }
    }

    @Test
    void refusesATrySendAtTheMarkAndTellsWhenThereIsRoom() throws Exception {
        var connection = serveAndFill(new Writable());
        assertFalse(connection.trySend(MESSAGE));
        assertFalse(connection.trySend(MESSAGE));
        assertTrue(events.isEmpty());
        assertEquals(Network.MORE_THAN_BUFFERED, client.receive().length);
        assertEquals("writable", nextEvent());
        assertTrue(connection.trySend(MESSAGE));
        assertEquals(MESSAGE.length, client.receive().length);
        assertTrue(events.isEmpty());
    }

    @Test
    void handsOverNothingAboveTheMark() throws Exception {
        serveAndFill(new Writable());
        client.sendAll(Collections.nCopies(5, MESSAGE));
        assertEquals(null, events.poll(50, TimeUnit.MILLISECONDS));
        assertEquals(Network.MORE_THAN_BUFFERED, client.receive().length);
        for (int i = 0; i < 5; i++) {
            assertEquals("message", nextEvent());
        }
    }

    @ParameterizedTest
    @EnumSource
    void letsOtherThreadsWaitAtTheMark(Threads threads) throws Exception {
        var connection = serveAndFill(message -> {});
        var sending = threads.run(() -> connection.send(MESSAGE)).awaitBlocked();
        assertEquals(Network.MORE_THAN_BUFFERED, client.receive().length);
        sending.result();
        assertEquals(MESSAGE.length, client.receive().length);
    }

    @ParameterizedTest
    @EnumSource
    void livesWhenASenderIsInterruptedAtTheMark(Threads threads) throws Exception {
        var connection = serveAndFill(message -> {});
        var sending = threads.run(() -> connection.send(MESSAGE)).awaitBlocked();
        sending.interrupt();
        sending.failure(ChannelInterruptedException.class);
        assertTrue(sending.wasFlagKept());
        assertTrue(connection.isOpen());
        assertEquals(Network.MORE_THAN_BUFFERED, client.receive().length);
        connection.send(new byte[7]);
        assertEquals(7, client.receive().length, "nothing of the other one was taken");
    }

    @ParameterizedTest
    @EnumSource
    void doesNothingForASenderThatComesInterrupted(Threads threads) throws Exception {
        var server =
                serve(
                        BYTES,
                        connection -> {
                            given.complete(connection);
                            return message -> {};
                        });
        client = connect(server, BYTES);
        var sending =
                threads.run(() -> {
                    Thread.currentThread().interrupt();
                    given.join().send(MESSAGE);
                });
        sending.failure(ChannelInterruptedException.class);
        assertTrue(sending.wasFlagKept());
        given.join().send(new byte[7]);
        assertEquals(7, client.receive().length);
    }

    @Test
    void neverBlocksALoopButRefuses() throws Exception {
        var taken = new AtomicInteger();
        var server =
                serve(
                        BYTES,
                        connection ->
                                new Recorder<>(connection) {
                                    @Override
                                    public void onMessage(byte[] message) {
                                        events.add(fill(connection, taken));
                                    }

                                    @Override
                                    public void onWritable() throws IOException {
                                        connection.send(new byte[7]);
                                    }
                                },
                        marks());
        client = connect(server, BYTES);
        client.send(new byte[1]);
        var refusal = assertInstanceOf(SendBufferFullException.class, nextEvent());
        assertTrue(refusal.getMessage().contains("highWaterMark=" + HIGH), refusal::getMessage);
        for (int i = 0; i < taken.get(); i++) {
            assertEquals(MESSAGE.length, client.receive().length);
        }
        assertEquals(7, client.receive().length);
    }

    private static IOException fill(MessageConnection<byte[]> connection, AtomicInteger taken) {
        try {
            for (; ; ) {
                connection.send(MESSAGE);
                taken.incrementAndGet();
            }
        } catch (IOException e) {
            return e;
        }
    }

    @Test
    void saysHowManyOfABatchALoopTook() throws Exception {
        var server =
                serve(
                        BYTES,
                        connection ->
                                message -> {
                                    try {
                                        connection.sendAll(Collections.nCopies(5000, MESSAGE));
                                    } catch (SendBufferFullException e) {
                                        events.add(e.getMessage().split(" ")[0]);
                                    }
                                },
                        marks());
        client = connect(server, BYTES);
        client.send(new byte[1]);
        int taken = Integer.parseInt((String) nextEvent());
        assertTrue(taken >= HIGH / (MESSAGE.length + 4), () -> "taken: " + taken);
        for (int i = 0; i < taken; i++) {
            assertEquals(MESSAGE.length, client.receive().length);
        }
    }

    /** A gateway: what comes from one peer goes to another, which is slow. */
    @Test
    void makesAGatewayThatLosesNothing() throws Exception {
        int count = 3000;
        var server =
                serve(
                        BYTES,
                        connection -> {
                            if (given.complete(connection)) {
                                return new Gateway(connection);
                            }
                            return new Gateway.Source(given.join(), connection, gateway);
                        },
                        marks());
        client = connect(server, BYTES);
        var source = connect(server, BYTES);
        var sending =
                Threads.PLATFORM.run(() -> {
                    for (int i = 0; i < count; i++) {
                        source.send(new byte[MESSAGE.length + i % 7]);
                    }
                });
        Eventually.eventually(() -> "a full gateway", () -> gateway.suspended.get() > 0);
        for (int i = 0; i < count; i++) {
            assertEquals(MESSAGE.length + i % 7, client.receive(Eventually.PATIENCE).length);
        }
        sending.result();
    }

    private final GatewayState gateway = new GatewayState();

    private static final class GatewayState {
        final AtomicInteger suspended = new AtomicInteger();
        MessageConnection<byte[]> source;
        byte[] waiting;
    }

    /** The side that is sent to. */
    private final class Gateway implements MessageHandler<byte[]> {
        private final MessageConnection<byte[]> target;

        Gateway(MessageConnection<byte[]> target) {
            this.target = target;
        }

        @Override
        public void onMessage(byte[] message) {}

        @Override
        public void onWritable() throws IOException {
            if (gateway.waiting == null || target.trySend(gateway.waiting)) {
                gateway.waiting = null;
                gateway.source.resume();
            }
        }

        /** The side that it comes from. */
        private record Source(
                MessageConnection<byte[]> target,
                MessageConnection<byte[]> source,
                GatewayState state)
                implements MessageHandler<byte[]> {
            @Override
            public void onMessage(byte[] message) throws IOException {
                if (!target.trySend(message)) {
                    state.source = source;
                    state.waiting = message;
                    state.suspended.incrementAndGet();
                    source.suspend();
                }
            }
        }
    }

    @Test
    void letsAPeerGoThatReadsNothing() throws Exception {
        var server =
                serve(
                        BYTES,
                        connection -> {
                            given.complete(connection);
                            return new Recorder<>(connection);
                        },
                        options().sendTimeout(java.time.Duration.ofMillis(200)).build());
        connect(server, BYTES);
        given.join().send(new byte[Network.MORE_THAN_BUFFERED]);
        var cause = assertInstanceOf(Closed.class, nextEvent()).cause();
        assertInstanceOf(SendTimeoutException.class, cause);
        Eventually.eventually(() -> "the release", () -> server.connections() == 0);
        assertThrowsExactly(
                io.github.wholewire.ChannelClosedException.class, () -> given.join().send(MESSAGE));
    }
}
