/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.memory;

import static io.github.wholewire.contract.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.github.wholewire.Codecs;
import io.github.wholewire.MessageConnection;
import io.github.wholewire.Protocol;
import io.github.wholewire.ServeOptions;
import io.github.wholewire.contract.Raw;
import io.github.wholewire.contract.Threads;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A thread that does not wait, while another does. */
@Timeout(60)
class TrySendTest {
    private static final Protocol<byte[]> RAW = Protocol.of(new Raw(), Codecs.bytes());
    private static final int CAPACITY = 10;
    private static final int MARK = 2 * CAPACITY;

    /** Between the marks there was room, but the one who waited for it had the turn. */
    @Test
    void doesNotWaitBehindAThreadThatWaitsForRoom() throws Exception {
        var opened = new CompletableFuture<MessageConnection<byte[]>>();
        var marks = ServeOptions.builder().waterMarks(1, MARK).build();
        var options =
                Memory.Options.builder()
                        .capacity(CAPACITY)
                        .sendTimeout(ServeOptions.OFF)
                        .serving(marks)
                        .build();
        var network = MemoryNetwork.realTime();
        var server =
                network.serve(
                        RAW,
                        connection -> {
                            opened.complete(connection);
                            return message -> {};
                        },
                        options);
        try (var client = network.connect(server.localAddress(), RAW)) {
            var connection = opened.get();
            connection.send(new byte[CAPACITY + MARK]);
            assertFalse(connection.trySend(new byte[1]));
            var waiting = Threads.PLATFORM.run(() -> connection.send(new byte[1]));
            waiting.awaitBlocked();
            assertEquals(CAPACITY, client.receive().length);
            eventually(() -> "room", () -> trySend(connection));
        } finally {
            server.stop(Duration.ZERO);
        }
    }

    private static boolean trySend(MessageConnection<byte[]> connection) {
        try {
            return connection.trySend(new byte[1]);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
