/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.tcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.wholewire.HandlerFactory;
import io.github.wholewire.MessageChannel;
import io.github.wholewire.MessageConnection;
import io.github.wholewire.MessageServer;
import io.github.wholewire.ServeOptions;
import io.github.wholewire.contract.Eventually;
import io.github.wholewire.contract.Threads;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the handler of one connection does to its loop's thread, and what others notice. */
class ServeIsolationTest extends Serving {
    private final CountDownLatch release = new CountDownLatch(1);

    @AfterEach
    void release() {
        release.countDown();
    }

    private void block() throws InterruptedException {
        events.add("blocked");
        assertTrue(release.await(60, TimeUnit.SECONDS));
    }

    /** Echoes, but holds its loop when it is told to. */
    private HandlerFactory<String> blocking() {
        return connection ->
                message -> {
                    if (message.equals("block")) {
                        block();
                    }
                    connection.send(message);
                };
    }

    @Test
    void leavesNoInterruptFlagForTheNextOne() throws Exception {
        List<Boolean> flags = new ArrayList<>();
        var server =
                serve(
                        TEXT,
                        connection ->
                                message -> {
                                    if (message.equals("block")) {
                                        block();
                                    } else {
                                        flags.add(Thread.currentThread().isInterrupted());
                                        Thread.currentThread().interrupt();
                                    }
                                    connection.send(message);
                                });
        List<MessageChannel<String>> clients = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            clients.add(connect(server, TEXT));
        }
        clients.get(0).send("block");
        assertEquals("blocked", nextEvent());
        for (int i = 1; i < 5; i++) {
            clients.get(i).send("go"); // so that all are ready at the same time
        }
        release.countDown();
        for (MessageChannel<String> each : clients) {
            each.receive();
        }
        assertEquals(List.of(false, false, false, false), flags);
    }

    @Test
    void isNotWaitedForThoughAnotherThreadHasItRun() throws Exception {
        var server =
                serve(
                        TEXT,
                        connection ->
                                message -> {
                                    if (message.equals("suspend")) {
                                        connection.suspend();
                                        events.add(connection);
                                    } else {
                                        block();
                                    }
                                });
        connect(server, TEXT).sendAll(List.of("suspend", "block"));
        ((MessageConnection<?>) nextEvent()).resume();
        assertEquals("blocked", nextEvent());
        assertReturns(() -> server.stop(Duration.ZERO));
    }

    @Test
    void holdsUpTheEndOfItsOwnLoopOnly() throws Exception {
        var server = serve(TEXT, blocking(), options(ServeOptions.builder().loops(2)));
        MessageChannel<String> held = connect(server, TEXT);
        MessageChannel<String> other = connect(server, TEXT);
        other.send("served");
        assertEquals("served", other.receive());
        held.send("block");
        assertEquals("blocked", nextEvent());
        var end =
                Threads.PLATFORM.call(() -> {
                    String last = other.receive();
                    other.close();
                    return last;
                });
        assertEquals(1, assertReturns(() -> server.stop(Duration.ofSeconds(2))), "aborted");
        assertNull(end.result(), "closed in order");
    }

    private interface Stop {
        int run() throws IOException;
    }

    private static int assertReturns(Stop stop) throws Exception {
        var result = new CompletableFuture<Integer>();
        Thread thread =
                new Thread(() -> {
                    try {
                        result.complete(stop.run());
                    } catch (IOException e) {
                        result.completeExceptionally(e);
                    }
                });
        thread.start();
        return result.get(20, TimeUnit.SECONDS);
    }

    /** Cannot even say what it is. */
    private static final class Unspeakable extends RuntimeException {
        private static final long serialVersionUID = 1;

        @Override
        public String getMessage() {
            throw new IllegalStateException("no message");
        }
    }

    @Test
    void endsByWhatItThrowsThoughThatCannotBeShown() throws Exception {
        MessageServer server =
                serve(
                        TEXT,
                        connection ->
                                message -> {
                                    if (message.equals("throw")) {
                                        throw new Unspeakable();
                                    }
                                    connection.send(message);
                                });
        MessageChannel<String> other = connect(server, TEXT);
        MessageChannel<String> client = connect(server, TEXT);
        client.send("throw");
        Eventually.eventually(() -> "the release", () -> server.connections() == 1);
        other.send("unharmed");
        assertEquals("unharmed", other.receive());
    }
}
