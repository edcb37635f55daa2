/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.faults;

import static io.github.wholewire.contract.Eventually.PATIENCE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.wholewire.ChannelClosedException;
import io.github.wholewire.ChannelException;
import io.github.wholewire.MessageChannel;
import io.github.wholewire.PeerClosedException;
import io.github.wholewire.ReceiveTimeoutException;
import io.github.wholewire.TruncatedFrameException;
import io.github.wholewire.contract.Call;
import io.github.wholewire.contract.Link;
import io.github.wholewire.contract.RecordingObserver;
import io.github.wholewire.contract.Settings;
import io.github.wholewire.contract.Threads;
import io.github.wholewire.tcp.TcpNetwork;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Close, abort, send and receive at once, on both ends: one end each, nobody hangs. */
@Timeout(value = 2, unit = TimeUnit.HOURS)
class CloseRaceTest {
    private static final int TRIALS = Faults.size(300);

    private final Random random = new Random(35);
    private final RecordingObserver observer = new RecordingObserver();

    @ParameterizedTest
    @EnumSource
    void endsOnceHoweverItIsRaced(Threads threads) throws Exception {
        var settings = Settings.PATIENT.closeTimeout(20).observer(observer);
        for (int trial = 0; trial < TRIALS; trial++) {
            var link = TcpNetwork.IPV4.connect(Faults.BYTES, Faults.BYTES, settings);
            race(threads, link);
            link.left().close();
            link.right().close();
            assertEndedOnce(link.left());
            assertEndedOnce(link.right());
        }
    }

    private void race(Threads threads, Link<byte[], byte[]> link) throws Exception {
        var start = new CountDownLatch(1);
        List<Call<Void>> racing = new ArrayList<>();
        for (MessageChannel<byte[]> channel : List.of(link.left(), link.right())) {
            for (Threads.Action each : actions(channel)) {
                racing.add(
                        threads.run(() -> {
                            start.await();
                            each.run();
                        }));
            }
        }
        start.countDown();
        for (Call<Void> each : racing) {
            try {
                each.result();
            } catch (ChannelException e) {
                assertTrue(isExpected(e), e::toString);
            }
        }
    }

    /** Some send and receive until it is over, one ends it sooner or later, one way or another. */
    private List<Threads.Action> actions(MessageChannel<byte[]> channel) {
        boolean abort = random.nextBoolean();
        int before = random.nextInt(20);
        return List.of(
                () -> {
                    for (int i = 0; ; i++) {
                        channel.send(Faults.message(i, i * 997 % 5000));
                    }
                },
                () -> channel.sendAll(Collections.nCopies(100, Faults.message(7, 3000))),
                () -> {
                    for (byte[] message; (message = channel.receive()) != null; ) {
                        Faults.numberOf(message);
                    }
                },
                () -> receiveInTime(channel, PATIENCE),
                () -> receiveInTime(channel, Duration.ZERO),
                () -> {
                    for (int i = 0; i < before; i++) {
                        receiveInTime(channel, Duration.ZERO);
                    }
                    if (abort) {
                        channel.abort();
                    } else {
                        channel.close();
                    }
                },
                channel::close);
    }

    private static void receiveInTime(MessageChannel<byte[]> channel, Duration timeout)
            throws IOException {
        try {
            byte[] message = channel.receive(timeout);
            if (message != null) {
                Faults.numberOf(message);
            }
        } catch (ReceiveTimeoutException e) {
            // there may be nothing yet
        }
    }

    private static boolean isExpected(ChannelException e) {
        return e instanceof ChannelClosedException
                || e instanceof PeerClosedException
                || e instanceof TruncatedFrameException;
    }

    private void assertEndedOnce(MessageChannel<byte[]> channel) {
        assertFalse(channel.isOpen());
        List<String> events = observer.eventsOf(channel);
        int last = events.size() - 1;
        // The next connection may have the same two ports.
        int first = events.subList(0, last + 1).lastIndexOf("opened");
        List<String> ofThis = events.subList(first, last + 1);
        assertEquals(1, Collections.frequency(ofThis, "closed"), () -> "closed once: " + ofThis);
        assertTrue(Collections.frequency(ofThis, "failed") <= 1, () -> "failed once: " + ofThis);
    }
}
