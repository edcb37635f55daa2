/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.tcp;

import static io.github.wholewire.contract.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.wholewire.MessageChannel;
import io.github.wholewire.MessageConnection;
import io.github.wholewire.ServeOptions;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One message to a thousand connections, of which some never read. */
class ServeBroadcastTest extends Serving {
    private static final int READERS = 990;
    private static final int OTHERS = 10;
    private static final int ROUNDS = 40;
    private static final byte[] MESSAGE = new byte[2000];
    private static final int HIGH = 20_000;

    private final List<MessageConnection<byte[]>> all = new CopyOnWriteArrayList<>();
    private final List<MessageChannel<byte[]>> others = new ArrayList<>();
    private final AtomicInteger refusals = new AtomicInteger();

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void reachesAllThatReadAndKeepsLittleForThoseThatDoNot(int loops) throws Exception {
        var serving = ServeOptions.builder().loops(loops).waterMarks(HIGH / 2, HIGH);
        var options = options().sendBufferSize(10_000).serving(serving.build()).build();
        var server =
                serve(
                        BYTES,
                        connection -> {
                            all.add(connection);
                            return this::broadcast;
                        },
                        options);
        List<MessageChannel<byte[]>> readers = new ArrayList<>();
        for (int i = 0; i < READERS; i++) {
            readers.add(connect(server, BYTES));
        }
        TcpOptions small = TcpOptions.builder().receiveBufferSize(4096).build();
        for (int i = 0; i < OTHERS; i++) {
            others.add(Tcp.connect(server.localAddress(), BYTES, small));
        }
        eventually(() -> "all of them", () -> all.size() == READERS + OTHERS);
        var speaker = readers.get(0);
        speakOnce(speaker, readers); // each client has its buffer from here on
        long before = usedHeap();
        for (int round = 0; round < ROUNDS; round++) {
            speakOnce(speaker, readers);
        }
        assertTrue(refusals.get() >= OTHERS, () -> "refused: " + refusals);
        long growth = usedHeap() - before;
        long bound = OTHERS * (2L * HIGH + MESSAGE.length) + 4_000_000;
        assertTrue(growth < bound, () -> growth + " bytes more than before");
        assertEquals(READERS + OTHERS, server.connections());
    }

    private static void speakOnce(
            MessageChannel<byte[]> speaker, List<MessageChannel<byte[]>> readers)
            throws IOException {
        speaker.send(MESSAGE);
        for (MessageChannel<byte[]> each : readers) {
            assertArrayEquals(MESSAGE, each.receive());
        }
    }

    @AfterEach
    void abortOthers() {
        others.forEach(MessageChannel::abort);
    }

    private void broadcast(byte[] message) throws Exception {
        for (MessageConnection<byte[]> each : all) {
            if (!each.trySend(message)) {
                refusals.incrementAndGet();
            }
        }
    }

    private static long usedHeap() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
