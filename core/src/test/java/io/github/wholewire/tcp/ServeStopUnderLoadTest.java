/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.tcp;

import static io.github.wholewire.contract.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.wholewire.MessageChannel;
import io.github.wholewire.ServeOptions;
import io.github.wholewire.contract.Call;
import io.github.wholewire.contract.Threads;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A server that is stopped in the midst of its work: every reply that it accepted arrives. */
class ServeStopUnderLoadTest extends Serving {
    private static final int CLIENTS = 8;

    private final AtomicLong replied = new AtomicLong();

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void losesNoReply(int loops) throws Exception {
        for (int trial = 0; trial < 5; trial++) {
            replied.set(0);
            stopUnderLoad(loops);
        }
    }

    private void stopUnderLoad(int loops) throws Exception {
        var server =
                serve(
                        BYTES,
                        connection ->
                                message -> {
                                    connection.send(message);
                                    replied.incrementAndGet();
                                },
                        options(ServeOptions.builder().loops(loops)));
        List<Call<Void>> sending = new ArrayList<>();
        List<Call<Long>> receiving = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            var client = connect(server, BYTES);
            byte[] message = new byte[1 + 500 * i];
            sending.add(Threads.PLATFORM.run(() -> sendUntilRefused(client, message)));
            receiving.add(Threads.PLATFORM.call(() -> countUntilTheEnd(client, message.length)));
        }
        eventually(
                () -> "load on all", () -> replied.get() > 1000 && server.connections() == CLIENTS);
        assertEquals(0, server.stop(Duration.ofSeconds(20)));
        long received = 0;
        for (Call<Long> each : receiving) {
            received += each.result();
        }
        for (Call<Void> each : sending) {
            each.result();
        }
        assertEquals(replied.get(), received);
    }

    private static void sendUntilRefused(MessageChannel<byte[]> client, byte[] message) {
        try {
            for (; ; ) {
                client.send(message);
            }
        } catch (IOException e) {
            // the server has stopped, and this side has closed
        }
    }

    /** Its end makes the client's too, which the server waits for. */
    private static long countUntilTheEnd(MessageChannel<byte[]> client, int length)
            throws IOException {
        long count = 0;
        for (byte[] reply; (reply = client.receive()) != null; count++) {
            assertEquals(length, reply.length);
        }
        client.close();
        return count;
    }
}
