/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.internal.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.wholewire.Codec;
import io.github.wholewire.Codecs;
import io.github.wholewire.MessageChannel;
import io.github.wholewire.MessageConnection;
import io.github.wholewire.MessageServer;
import io.github.wholewire.Protocol;
import io.github.wholewire.ServeOptions;
import io.github.wholewire.contract.Lines;
import io.github.wholewire.memory.Memory;
import io.github.wholewire.memory.MemoryNetwork;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Another thread is in the midst of a {@code sendAll}, and others send meanwhile. */
@Timeout(30)
class BatchUnderWayTest {
    private static final Codec<String> UTF8 = Codecs.utf8();
    private static final Protocol<String> LINES = Protocol.of(new Lines(1000), UTF8);

    private final MemoryNetwork network = MemoryNetwork.realTime();
    private final List<AutoCloseable> opened = new ArrayList<>();
    private final CountDownLatch inTheMidst = new CountDownLatch(1);
    private final CountDownLatch goOn = new CountDownLatch(1);
    private final Protocol<String> pausing =
            Protocol.of(
                    new Lines(1000),
                    Codec.of(
                            (message, out) -> {
                                if (message.equals("second")) {
                                    inTheMidst.countDown();
                                    await(goOn);
                                }
                                UTF8.encode(message, out);
                            },
                            UTF8::decode));
    private final CompletableFuture<MessageConnection<String>> target = new CompletableFuture<>();
    private CompletableFuture<Void> batch;
    private MessageServer server;

    @AfterEach
    void close() throws Exception {
        goOn.countDown();
        for (AutoCloseable each : opened) {
            each.close();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertTrue(latch.await(20, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private MessageChannel<String> connect(MessageServer server) throws IOException {
        var client = network.connect(server.localAddress(), LINES);
        opened.add(client);
        opened.add(server);
        return client;
    }

    private void beginBatch() throws Exception {
        var connection = target.get();
        batch =
                CompletableFuture.runAsync(() -> {
                    try {
                        connection.sendAll(List.of("first", "second", "third"));
                    } catch (IOException e) {
                        throw new IllegalStateException(e);
                    }
                });
        await(inTheMidst);
    }

    private void assertReceives(MessageChannel<String> client, String... messages)
            throws IOException {
        List<String> received = new ArrayList<>();
        while (received.size() < messages.length) {
            received.add(client.receive());
        }
        assertEquals(List.of(messages), received);
    }

    /** What another loop sent went before what the handler had sent before it told that loop. */
    @Test
    void handlersFramesGoBeforeThoseOfALoopThatItHasToldOf() throws Exception {
        var told = new CountDownLatch(1);
        var answered = new CountDownLatch(1);
        var client =
                connect(
                        network.serve(
                                pausing,
                                connection -> {
                                    target.complete(connection);
                                    return message -> {
                                        connection.send("handler");
                                        told.countDown();
                                        await(answered);
                                        connection.send("handler again");
                                    };
                                }));
        var other =
                connect(
                        network.serve(
                                LINES,
                                connection ->
                                        message -> {
                                            await(told);
                                            target.get().send("other loop");
                                            answered.countDown();
                                        }));
        beginBatch();
        client.send("go");
        other.send("go");
        await(answered);
        goOn.countDown();
        batch.get();
        assertReceives(
                client, "first", "second", "third", "handler", "other loop", "handler again");
    }

    /** Serves so that the handler's answer fills the buffer, and waits for a batch. */
    private MessageChannel<String> serveUntilFull() throws Exception {
        var marks = ServeOptions.builder().waterMarks(10, 20).build();
        var options =
                Memory.Options.builder().serving(marks).sendTimeout(Duration.ofSeconds(5)).build();
        var full = new CountDownLatch(1);
        server =
                network.serve(
                        pausing,
                        connection -> {
                            target.complete(connection);
                            return message -> {
                                connection.send("no shorter than the mark");
                                assertFalse(connection.trySend("more"));
                                full.countDown();
                            };
                        },
                        options);
        var client = connect(server);
        beginBatch();
        client.send("go");
        await(full);
        return client;
    }

    /** It waited for what waited for it. */
    @Test
    void goesOnThoughTheHandlerHasFilledTheBuffer() throws Exception {
        var client = serveUntilFull();
        goOn.countDown();
        batch.get();
        assertReceives(client, "first", "second", "third", "no shorter than the mark");
    }

    /** It asked for a socket that takes more, which was there all the time. */
    @Test
    void letsTheLoopRestMeanwhile() throws Exception {
        serveUntilFull();
        IdleLoopTest.assertSleeps((LoopServer<?>) server);
    }
}
