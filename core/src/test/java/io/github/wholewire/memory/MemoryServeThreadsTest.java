/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.wholewire.MessageConnection;
import io.github.wholewire.MessageHandler;
import io.github.wholewire.MessageServer;
import io.github.wholewire.ServeOptions;
import io.github.wholewire.contract.Eventually;
import io.github.wholewire.contract.Threads;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Threads serve, and time passes as the test says. */
@Timeout(60)
class MemoryServeThreadsTest {
    private static final Duration HOUR = Duration.ofHours(1);

    private final MemoryNetwork network = MemoryNetwork.testTime();
    private final CompletableFuture<MessageConnection<String>> opened = new CompletableFuture<>();
    private final CompletableFuture<Void> idle = new CompletableFuture<>();
    private final CompletableFuture<Void> closed = new CompletableFuture<>();

    private MessageServer serve(Memory.Builder options) throws IOException {
        return network.serve(MemoryServeTest.LINES, this::telling, options.build());
    }

    private MessageHandler<String> telling(MessageConnection<String> connection) {
        opened.complete(connection);
        return new MessageHandler<>() {
            @Override
            public void onMessage(String message) {}

            @Override
            public void onIdle() {
                idle.complete(null);
            }

            @Override
            public void onClose(IOException cause) {
                closed.complete(null);
            }
        };
    }

    private void advanceUntil(String missing, Duration step, BooleanSupplier condition) {
        Eventually.eventually(
                () -> missing,
                () -> {
                    network.advance(step);
                    return condition.getAsBoolean();
                });
    }

    @Test
    void idlenessComesByTheTestsClock() throws Exception {
        var watching = ServeOptions.builder().idleTimeout(HOUR).build();
        var server = serve(Memory.Options.builder().serving(watching));
        network.connect(server.localAddress(), MemoryServeTest.LINES);
        opened.get();
        assertFalse(idle.isDone());
        advanceUntil("idleness", Duration.ofMinutes(1), idle::isDone);
        assertTrue(network.time().compareTo(HOUR) >= 0);
        server.stop(Duration.ZERO);
    }

    /** Waiting for the peer's end is more urgent than waiting for it to read what was sent. */
    @Test
    void aStoppingServerWaitsLessForAPeerThatHasReadAll() throws Exception {
        var server = serve(Memory.Options.builder().capacity(10).sendTimeout(HOUR));
        var client = network.connect(server.localAddress(), MemoryServeTest.LINES);
        opened.get().send("more than ten bytes");
        var stopping = Threads.PLATFORM.call(() -> server.stop(HOUR));
        closed.get();
        assertEquals("more than ten bytes", client.receive());
        advanceUntil("the server's stop", Duration.ofSeconds(1), stopping::isDone);
        assertEquals(0, stopping.result());
        assertTrue(network.time().compareTo(HOUR) < 0, () -> "took " + network.time());
    }
}
