/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrowsExactly;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.wholewire.ChannelClosedException;
import io.github.wholewire.MessageChannel;
import io.github.wholewire.PeerClosedException;
import io.github.wholewire.contract.Call;
import io.github.wholewire.contract.Eventually;
import io.github.wholewire.contract.Link;
import io.github.wholewire.contract.Network;
import io.github.wholewire.contract.RecordingObserver;
import io.github.wholewire.contract.Settings;
import io.github.wholewire.contract.Threads;
import io.github.wholewire.tcp.TcpNetwork;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * T7: each way to end a connection, with nothing, little, much and too much on its way, with and
 * without unread input. Each side learns one reason, the right one.
 */
@Timeout(value = 2, unit = TimeUnit.HOURS)
class CloseMatrixTest {
    private static final int TRIALS = Faults.size(5);

    /** Messages of a length that are sent by the one who ends it, and that it has not read. */
    private record Case(int queued, int queuedLength, int unread) {
        /** No buffer holds it: it is still being sent when the connection ends. */
        boolean isUnderWay() {
            return queuedLength > 1_000_000;
        }
    }

    /** One for each trial: the next connection may have the same two ports. */
    private RecordingObserver observer;

    private Link<byte[], byte[]> link;
    private Call<Void> sending;

    private interface Ending {
        void end(Case what) throws Exception;
    }

    private void eachTrial(int queued, int queuedLength, int unread, Ending ending)
            throws Exception {
        var what = new Case(queued, queuedLength, unread);
        for (int trial = 0; trial < TRIALS; trial++) {
            open();
            send(what);
            ending.end(what);
            close();
        }
    }

    /** Returns where both ends come from. */
    Network network() {
        return TcpNetwork.IPV4;
    }

    /** A served connection takes what a blocking channel is still sending. */
    private boolean blocksSenders() {
        return !network().closesByItself();
    }

    private void open() throws IOException {
        observer = new RecordingObserver();
        var settings = Settings.PATIENT.closeTimeout(5000).observer(observer);
        link = network().connect(Faults.BYTES, Faults.BYTES, settings);
    }

    @AfterEach
    void close() throws InterruptedException {
        link.abort();
        if (sending != null) {
            sending.join();
        }
    }

    private void send(Case what) throws Exception {
        link.right().sendAll(messages(what.unread, 1000));
        List<byte[]> queued = messages(what.queued, what.queuedLength);
        sending = Threads.PLATFORM.run(() -> link.left().sendAll(queued));
        if (what.isUnderWay() && blocksSenders()) {
            sending.awaitBlocked();
        } else {
            sending.result();
        }
    }

    private static List<byte[]> messages(int count, int length) {
        return IntStream.range(0, count).mapToObj(i -> Faults.message(i, length)).toList();
    }

    private static void assertReceives(int count, MessageChannel<byte[]> channel)
            throws IOException {
        for (int i = 0; i < count; i++) {
            assertEquals(i, Faults.numberOf(channel.receive(Eventually.PATIENCE)));
        }
    }

    private void assertReasons(MessageChannel<byte[]> channel, Class<?>... reasons) {
        assertEquals(
                List.of(reasons),
                observer.reasonsOf(channel).stream().<Object>map(Object::getClass).toList());
    }

    private static void assertClosed(MessageChannel<byte[]> channel) {
        assertThrowsExactly(ChannelClosedException.class, channel::receive);
        assertThrowsExactly(ChannelClosedException.class, () -> channel.send(new byte[0]));
    }

    @ParameterizedTest
    @CsvSource({"0,0,0", "0,0,30", "1,0,0", "3,100,0", "3,100,30", "50,1000,30", "1,2000000,30"})
    void closingLosesNothing(int queued, int length, int unread) throws Exception {
        eachTrial(
                queued,
                length,
                unread,
                what -> {
                    link.left().close();
                    assertReceives(what.queued, link.right());
                    assertNull(link.right().receive(Eventually.PATIENCE));
                    sending.result();
                    assertClosed(link.left());
                    link.right().close();
                    assertReasons(link.left());
                    assertReasons(link.right());
                });
    }

    @ParameterizedTest
    @CsvSource({"0,0,0", "0,0,30", "1,0,0", "3,100,0", "3,100,30", "50,1000,30", "1,2000000,30"})
    void abortingIsAResetForThePeer(int queued, int length, int unread) throws Exception {
        eachTrial(
                queued,
                length,
                unread,
                what -> {
                    link.left().abort();
                    if (what.isUnderWay() && blocksSenders()) {
                        sending.failure(ChannelClosedException.class);
                    }
                    var reset =
                            assertThrowsExactly(
                                    PeerClosedException.class,
                                    () -> assertReceives(what.queued + 1, link.right()));
                    assertClosed(link.left());
                    assertReasons(link.left());
                    assertEquals(List.of(reset), observer.reasonsOf(link.right()));
                });
    }

    @ParameterizedTest
    @CsvSource({"0,0,0", "0,0,30", "1,0,0", "3,100,0", "3,100,30", "50,1000,30"})
    void aPeerThatClosesLosesNothing(int queued, int length, int unread) throws Exception {
        eachTrial(
                queued,
                length,
                unread,
                what -> {
                    link.right().close();
                    assertReceives(what.unread, link.left());
                    assertNull(link.left().receive(Eventually.PATIENCE));
                    assertClosed(link.right());
                    link.left().close();
                    assertReasons(link.left());
                    assertReasons(link.right());
                });
    }

    @ParameterizedTest
    @CsvSource({"0,0,0", "0,0,30", "1,0,0", "3,100,0", "3,100,30", "50,1000,30", "1,2000000,30"})
    void aPeerThatResetsIsNoEnd(int queued, int length, int unread) throws Exception {
        eachTrial(
                queued,
                length,
                unread,
                what -> {
                    link.right().abort();
                    if (what.isUnderWay() && blocksSenders()) {
                        sending.failure(PeerClosedException.class);
                    }
                    assertReceives(what.unread, link.left());
                    assertThrowsExactly(PeerClosedException.class, link.left()::receive);
                    assertThrowsExactly(
                            PeerClosedException.class, () -> link.left().send(new byte[0]));
                    assertClosed(link.right());
                    link.left().close();
                    assertReasons(link.left(), PeerClosedException.class);
                    assertReasons(link.right());
                });
    }

    @ParameterizedTest
    @CsvSource({"0,0,0", "0,0,30", "1,0,0", "3,100,0", "3,100,30", "50,1000,30"})
    void halfClosingLosesNothingEitherWay(int queued, int length, int unread) throws Exception {
        eachTrial(
                queued,
                length,
                unread,
                what -> {
                    link.left().shutdownOutput();
                    assertReceives(what.queued, link.right());
                    assertNull(link.right().receive(Eventually.PATIENCE));
                    link.right().send(Faults.message(what.unread, 1000));
                    link.right().close();
                    assertReceives(what.unread + 1, link.left());
                    assertNull(link.left().receive(Eventually.PATIENCE));
                    assertTrue(link.left().isOpen());
                    link.left().close();
                    assertReasons(link.left());
                    assertReasons(link.right());
                });
    }
}
