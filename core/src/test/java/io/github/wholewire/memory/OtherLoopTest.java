/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.memory;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.github.wholewire.MessageConnection;
import io.github.wholewire.MessageHandler;
import io.github.wholewire.Protocol;
import io.github.wholewire.SendBufferFullException;
import io.github.wholewire.ServeOptions;
import java.io.IOException;
import java.util.Collections;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A handler that sends to a connection of another loop. */
@Timeout(30)
class OtherLoopTest {
    private static final Protocol<String> LINES = MemoryServeTest.LINES;

    private final MemoryNetwork network = MemoryNetwork.realTime();
    private final CompletableFuture<MessageConnection<String>> target = new CompletableFuture<>();
    private final CompletableFuture<Void> writable = new CompletableFuture<>();
    private final CompletableFuture<IOException> refusal = new CompletableFuture<>();

    @Test
    void hearsOfRoomThatCameWhileItWasRefused() throws Exception {
        var marks = ServeOptions.builder().loops(1).waterMarks(4, 8).build();
        var options = Memory.Options.builder().serving(marks).build();
        try (var receiving = network.serve(LINES, this::receiver, options);
                var sending = network.serve(LINES, opened -> this::forward);
                var quiet = network.connect(receiving.localAddress(), LINES);
                var client = network.connect(sending.localAddress(), LINES)) {
            client.send("go");
            assertInstanceOf(SendBufferFullException.class, refusal.get(10, TimeUnit.SECONDS));
            assertNull(writable.get(10, TimeUnit.SECONDS));
            quiet.abort();
        }
    }

    private MessageHandler<String> receiver(MessageConnection<String> opened) {
        target.complete(opened);
        return new MessageHandler<>() {
            @Override
            public void onMessage(String message) {}

            @Override
            public void onWritable() {
                writable.complete(null);
            }
        };
    }

    /**
     * All that is taken is written at once, so that nothing is pending when it has been refused.
     */
    private void forward(String message) throws Exception {
        try {
            target.get(10, TimeUnit.SECONDS).sendAll(Collections.nCopies(10, "more"));
        } catch (IOException e) {
            refusal.complete(e);
        }
    }
}
