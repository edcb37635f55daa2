/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.contract;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertThrowsExactly;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.wholewire.ChannelClosedException;
import io.github.wholewire.CodecException;
import io.github.wholewire.MessageChannel;
import io.github.wholewire.ReceiveTimeoutException;
import io.github.wholewire.SendTimeoutException;
import io.github.wholewire.TruncatedFrameException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every wait can have an end, which costs no byte. */
abstract class TimingContract extends ContractBase {
    private static final Duration MOMENT = Duration.ofMillis(1);

    @StreamsOnly(StreamsOnly.NO_STREAM)
    @Test
    void losesNoByteWhenTimeRunsOutAtAnyByte() throws Exception {
        var link = connect(TEXT, RAW);
        byte[] frame = wire(TEXT, "message");
        for (int cut = 0; cut < frame.length; cut++) {
            link.right().send(head(frame, cut));
            assertThrowsExactly(ReceiveTimeoutException.class, () -> link.left().receive(MOMENT));
            link.right().send(tail(frame, cut));
            assertEquals("message", link.left().receive(LONG), "cut at " + cut);
        }
    }

    @StreamsOnly(StreamsOnly.NO_STREAM)
    @Test
    void losesNoByteWhenTimeRunsOutBetweenAllBytes() throws Exception {
        var link = connect(TEXT, RAW);
        for (byte each : wire(TEXT, "message")) {
            assertThrowsExactly(ReceiveTimeoutException.class, () -> link.left().receive(MOMENT));
            link.right().send(new byte[] {each});
        }
        assertEquals("message", link.left().receive());
    }

    @Test
    void takesWhatHasArrivedWithinNoTime() throws Exception {
        var link = connect();
        assertThrowsExactly(
                ReceiveTimeoutException.class, () -> link.left().receive(Duration.ZERO));
        link.right().send("a");
        link.right().send("b");
        assertEquals("a", pollNext(link.left()));
        assertEquals("b", pollNext(link.left()));
        link.right().close();
        if (network().isStream()) {
            assertNull(pollNext(link.left()));
        }
    }

    /** A kernel may take a moment to deliver. */
    private static <M> M pollNext(MessageChannel<M> channel) throws IOException {
        for (long deadline = System.nanoTime() + LONG.toNanos(); ; ) {
            try {
                return channel.receive(Duration.ZERO);
            } catch (ReceiveTimeoutException e) {
                assertTrue(System.nanoTime() - deadline < 0, "nothing arrives");
            }
        }
    }

    @StreamsOnly(StreamsOnly.NO_STREAM)
    @ParameterizedTest
    @ValueSource(ints = {0, 50})
    void timesOutThoughBytesKeepTrickling(int millis) throws Exception {
        var link = connect(TEXT, RAW);
        link.right().send(head(wire(TEXT, "x".repeat(MAX)), 4));
        var trickling =
                perform(() -> {
                    for (int i = 0; i < MAX; i++) {
                        link.right().send(new byte[] {'x'});
                        LockSupport.parkNanos(50_000);
                    }
                });
        for (int i = 0; i < 3; i++) {
            assertThrowsExactly(
                    ReceiveTimeoutException.class,
                    () -> link.left().receive(Duration.ofMillis(millis)));
        }
        assertFalse(trickling.isDone());
        link.abort();
        assertThrows(IOException.class, trickling::result);
    }

    @Test
    void refusesANegativeTime() throws Exception {
        var link = connect();
        assertThrows(
                IllegalArgumentException.class, () -> link.left().receive(Duration.ofNanos(-1)));
        link.right().send("unharmed");
        assertEquals("unharmed", link.left().receive());
    }

    @Test
    void takesAnyTimeHoweverLong() throws Exception {
        var link = connect();
        link.right().sendAll(Collections.nCopies(3, "m"));
        assertEquals("m", link.left().receive(ChronoUnit.FOREVER.getDuration()));
        assertEquals("m", link.left().receive(Duration.ofNanos(Long.MAX_VALUE)));
        assertEquals("m", link.left().receive(Duration.ofDays(36_500)));
    }

    @ParameterizedTest
    @EnumSource
    void timesOutBehindAnotherReceiver(Threads threads) throws Exception {
        var link = connect();
        var first = start(threads, link.left()::receive).awaitBlocked();
        var second = start(threads, () -> link.left().receive(MOMENT));
        second.failure(ReceiveTimeoutException.class);
        link.right().send("for the first");
        assertEquals("for the first", first.result());
    }

    @StreamsOnly(StreamsOnly.NO_PRESSURE)
    @ParameterizedTest
    @EnumSource
    void givesUpSendingToAPeerThatDoesNotRead(Threads threads) throws Exception {
        var link = connect(BYTES, BYTES, Settings.PATIENT.sendTimeout(100));
        var sending = sending(threads, link.left(), new byte[Network.MORE_THAN_BUFFERED]);
        var first = sending.failure(SendTimeoutException.class);
        assertLatched(first, () -> link.left().send(new byte[1]));
        assertTrue(link.left().isOpen());

        link.right().send(new byte[] {7});
        assertArrayEquals(new byte[] {7}, link.left().receive(), "receiving goes on");
        assertThrowsExactly(
                TruncatedFrameException.class, link.right()::receive, "the frame is cut short");
        link.left().close();
    }

    @StreamsOnly(StreamsOnly.NO_PRESSURE)
    @ParameterizedTest
    @EnumSource
    void goesOnReceivingWhileASendTimesOut(Threads threads) throws Exception {
        var link = connect(BYTES, BYTES, Settings.PATIENT.sendTimeout(100));
        var receiving = start(threads, link.left()::receive).awaitBlocked();
        var sending = sending(threads, link.left(), new byte[Network.MORE_THAN_BUFFERED]);
        sending.failure(SendTimeoutException.class);
        assertFalse(receiving.isDone());
        link.right().send(new byte[] {7});
        assertArrayEquals(new byte[] {7}, receiving.result());
    }

    @StreamsOnly(StreamsOnly.NO_PRESSURE)
    @Test
    void countsWhatWasTakenInTime() throws Exception {
        var link = connect(BYTES, BYTES, Settings.PATIENT.sendTimeout(100));
        var messages = Collections.nCopies(400, new byte[Network.MORE_THAN_BUFFERED / 200]);
        var failure =
                assertThrowsExactly(
                        SendTimeoutException.class, () -> link.left().sendAll(messages));
        int received = 0;
        try {
            while (link.right().receive(LONG) != null) {
                received++;
            }
        } catch (TruncatedFrameException e) {
            // unless it was cut between two frames
        }
        assertTrue(failure.getMessage().startsWith(received + " messages "), failure::getMessage);
        assertThrowsExactly(SendTimeoutException.class, () -> link.left().send(new byte[1]));
    }

    @ParameterizedTest
    @EnumSource
    void timesOutBehindAnotherSenderAndLives(Threads threads) throws Exception {
        var stuck = new StuckCodec();
        var link = connect(stuck.protocol(), TEXT, Settings.PATIENT.sendTimeout(50));
        var first = start(threads, stuck.sendOn(link.left()));
        stuck.awaitSender();
        perform(threads, () -> link.left().send("never")).failure(SendTimeoutException.class);
        perform(threads, link.left()::shutdownOutput).failure(SendTimeoutException.class);
        stuck.release();
        first.failure(CodecException.class);
        link.left().send("alive");
        link.left().close();
        assertEquals(List.of("alive"), receiveAll(link.right()));
    }

    @StreamsOnly(StreamsOnly.NO_STREAM)
    @ParameterizedTest
    @EnumSource
    void closesWhenAFrameMakesNoProgress(Threads threads) throws Exception {
        var link = connect(TEXT, RAW, Settings.PATIENT.frameProgressTimeout(100));
        byte[] frame = wire(TEXT, "message");
        link.right().send(frame);
        assertEquals("message", link.left().receive());
        var receiving = start(threads, link.left()::receive).awaitBlocked();
        link.right().send(head(frame, 6));
        assertLate(link.left(), receiving.failure(TruncatedFrameException.class));
    }

    @StreamsOnly(StreamsOnly.NO_STREAM)
    @Test
    void closesWhenAFrameMakesNoProgressWithinALongerReceive() throws Exception {
        var link = connect(TEXT, RAW, Settings.PATIENT.frameProgressTimeout(100));
        link.right().send(head(wire(TEXT, "message"), 2));
        assertLate(
                link.left(),
                assertThrowsExactly(
                        TruncatedFrameException.class, () -> link.left().receive(LONG)));
    }

    @StreamsOnly(StreamsOnly.NO_STREAM)
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void closesWhenAFrameIsLateThoughEachReceiveIsShort(boolean progress) throws Exception {
        var link =
                connect(
                        TEXT,
                        RAW,
                        progress
                                ? Settings.PATIENT.frameProgressTimeout(100)
                                : Settings.PATIENT.frameTimeout(100));
        link.right().send(head(wire(TEXT, "message"), 6));
        TruncatedFrameException late = null;
        while (late == null) {
            try {
                link.left().receive(Duration.ofMillis(20));
            } catch (ReceiveTimeoutException e) {
                // not yet
            } catch (TruncatedFrameException e) {
                late = e;
            }
        }
        assertLate(link.left(), late);
    }

    @StreamsOnly(StreamsOnly.NO_STREAM)
    @Test
    void closesWhenAFrameTakesTooLongThoughItProgresses() throws Exception {
        var settings = Settings.PATIENT.frameTimeout(200).frameProgressTimeout(20_000);
        var link = connect(TEXT, RAW, settings);
        link.right().send(head(wire(TEXT, "x".repeat(100_000)), 4));
        var pace = Executors.newSingleThreadScheduledExecutor();
        try {
            pace.scheduleAtFixedRate(() -> trickle(link.right()), 0, 10, TimeUnit.MILLISECONDS);
            assertLate(
                    link.left(),
                    assertThrowsExactly(TruncatedFrameException.class, link.left()::receive));
        } finally {
            pace.shutdownNow();
            assertTrue(pace.awaitTermination(LONG.toMillis(), TimeUnit.MILLISECONDS));
        }
    }

    private static void trickle(MessageChannel<byte[]> channel) {
        try {
            channel.send(new byte[] {'x'});
        } catch (IOException e) {
            throw new UncheckedIOException(e); // ends the trickle
        }
    }

    void assertLate(MessageChannel<String> channel, TruncatedFrameException late) {
        assertFalse(channel.isOpen());
        var closed = assertThrowsExactly(ChannelClosedException.class, channel::receive);
        assertSame(late, closed.getCause());
        assertThrowsExactly(ChannelClosedException.class, () -> channel.send("late"));
    }

    @StreamsOnly(StreamsOnly.NO_STREAM)
    @Test
    void doesNotCountTimeInWhichNobodyReceives() throws Exception {
        var link = connect(TEXT, RAW, Settings.PATIENT.frameTimeout(1000));
        byte[] frame = wire(TEXT, "message");
        link.right().send(head(frame, 6));
        assertThrowsExactly(ReceiveTimeoutException.class, () -> link.left().receive(MOMENT));
        new CountDownLatch(1).await(1100, TimeUnit.MILLISECONDS); // longer than a frame may take
        assertThrowsExactly(
                ReceiveTimeoutException.class,
                () -> link.left().receive(Duration.ofMillis(30)),
                "has waited 31 ms of 1000");
        link.right().send(tail(frame, 6));
        assertEquals("message", link.left().receive());
    }

    @StreamsOnly(StreamsOnly.NO_STREAM)
    @Test
    void doesNotCountTimeBetweenFrames() throws Exception {
        var settings = Settings.PATIENT.frameTimeout(60).frameProgressTimeout(60);
        var link = connect(TEXT, RAW, settings);
        assertThrowsExactly(
                ReceiveTimeoutException.class, () -> link.left().receive(Duration.ofMillis(200)));
        link.right().send(wire(TEXT, "message"));
        assertEquals("message", link.left().receive());
        assertThrowsExactly(
                ReceiveTimeoutException.class, () -> link.left().receive(Duration.ofMillis(200)));
        assertTrue(link.left().isOpen());
    }
}
