/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.pacing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.wholewire.ChannelInterruptedException;
import io.github.wholewire.Codecs;
import io.github.wholewire.MessageChannel;
import io.github.wholewire.Protocol;
import io.github.wholewire.contract.Call;
import io.github.wholewire.contract.LengthPrefixed;
import io.github.wholewire.contract.Link;
import io.github.wholewire.contract.Settings;
import io.github.wholewire.contract.Threads;
import io.github.wholewire.tcp.TcpNetwork;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Pacing over real sockets, by the system's clock. */
class PacedThreadsTest {
    private static final Protocol<String> TEXT =
            Protocol.of(new LengthPrefixed(100), Codecs.utf8());

    private Link<String, String> link;

    @BeforeEach
    void connect() throws IOException {
        link = TcpNetwork.IPV4.connect(TEXT, TEXT, Settings.PATIENT);
    }

    @AfterEach
    void close() {
        link.abort();
    }

    @ParameterizedTest
    @EnumSource
    void sharesARateAmongThreads(Threads threads) throws Exception {
        int senders = 4;
        int each = 250;
        double rate = 5000;
        long start = System.nanoTime();
        MessageChannel<String> paced = Pacing.messagesPerSecond(rate).build().pace(link.left());

        List<Call<Void>> sending = new ArrayList<>();
        for (int i = 0; i < senders; i++) {
            sending.add(
                    threads.run(() -> {
                        for (int n = 0; n < each; n++) {
                            paced.send("m");
                        }
                    }));
        }
        for (Call<Void> call : sending) {
            call.result();
        }
        double seconds = (System.nanoTime() - start) / 1e9;

        assertTrue(senders * each <= 1 + rate * seconds, () -> "too many in " + seconds + " s");
        paced.close();
        for (int i = 0; i < senders * each; i++) {
            assertEquals("m", link.right().receive());
        }
        assertNull(link.right().receive());
    }

    @ParameterizedTest
    @EnumSource
    void sendsNothingWhenInterruptedAndGoesOn(Threads threads) throws Exception {
        MessageChannel<String> paced = Pacing.messagesPerSecond(1e-6).build().pace(link.left());
        paced.send("first");
        Call<Void> waiting = threads.run(() -> paced.send("never")).awaitBlocked();

        waiting.interrupt();

        waiting.failure(ChannelInterruptedException.class);
        assertTrue(waiting.wasFlagKept());
        assertTrue(paced.isOpen());
        paced.close();
        assertEquals("first", link.right().receive());
        assertNull(link.right().receive());
    }
}
