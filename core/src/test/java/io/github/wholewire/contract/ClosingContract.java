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
import io.github.wholewire.ChannelInterruptedException;
import io.github.wholewire.MessageChannel;
import io.github.wholewire.PeerClosedException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Closing loses nothing and waits for nobody; aborting wakes everybody. */
abstract class ClosingContract extends ContractBase {
    private static final int TRIALS = 50;

    /** More than one read takes, less than any link buffers. */
    private static final int SOME_BYTES = 10_000;

    @Test
    void closesWithUnreadInputWithoutLosingWhatWasSent() throws Exception {
        for (int trial = 0; trial < TRIALS; trial++) {
            var link = connect(BYTES, BYTES);
            link.right().sendAll(Collections.nCopies(3, new byte[SOME_BYTES]));
            link.left().send(new byte[SOME_BYTES]);
            link.left().close();
            assertEquals(SOME_BYTES, link.right().receive().length);
            assertEnd(link.right());
            link.right().close();
        }
    }

    @StreamsOnly(StreamsOnly.NO_END)
    @Test
    void closesBeforeFurtherInputWithoutLosingWhatWasSent() throws Exception {
        for (int trial = 0; trial < TRIALS; trial++) {
            var link = connect(BYTES, BYTES);
            link.left().send(new byte[SOME_BYTES]);
            link.left().close();
            boolean taken = trySend(link.right());
            assertEquals(network().closesInBackground(), taken);
            assertEquals(SOME_BYTES, link.right().receive().length);
            if (taken) {
                assertEnd(link.right());
            } else {
                assertThrowsExactly(PeerClosedException.class, link.right()::receive);
            }
            link.right().close();
        }
    }

    private static boolean trySend(MessageChannel<byte[]> channel) throws IOException {
        try {
            channel.sendAll(Collections.nCopies(10, new byte[SOME_BYTES]));
            return true;
        } catch (PeerClosedException e) {
            return false;
        }
    }

    @Test
    void refusesEverythingOnceClosed() throws Exception {
        for (boolean abort : new boolean[] {false, true}) {
            var link = connect();
            var left = link.left();
            var local = left.localAddress();
            var remote = left.remoteAddress();
            link.right().send("unread");
            assertTrue(left.isOpen());
            if (abort) {
                left.abort();
            } else {
                left.close();
            }
            assertFalse(left.isOpen());
            assertThrowsExactly(ChannelClosedException.class, () -> left.send("late"));
            assertThrowsExactly(ChannelClosedException.class, () -> left.sendAll(List.of("late")));
            assertThrowsExactly(ChannelClosedException.class, left::shutdownOutput);
            assertThrowsExactly(ChannelClosedException.class, left::receive);
            assertThrowsExactly(ChannelClosedException.class, () -> left.receive(LONG));
            assertThrowsExactly(ChannelClosedException.class, () -> left.receive(Duration.ZERO));
            if (network().isStream()) {
                assertThrowsExactly(ChannelClosedException.class, () -> left.switchTo(LINES));
            }
            assertEquals(local, left.localAddress());
            assertEquals(remote, left.remoteAddress());
        }
    }

    @Test
    void saysThatNothingWasTakenWhenItFailsBeforeTheFirst() throws Exception {
        var link = connect();
        var two = List.of("a", "b");
        var interrupted =
                perform(() -> {
                    Thread.currentThread().interrupt();
                    link.left().sendAll(two);
                });
        assertNoneTaken(interrupted.failure(ChannelInterruptedException.class));
        link.left().shutdownOutput();
        assertNoneTaken(
                assertThrowsExactly(ChannelClosedException.class, () -> link.left().sendAll(two)));
        link.left().close();
        assertNoneTaken(
                assertThrowsExactly(ChannelClosedException.class, () -> link.left().sendAll(two)));
    }

    @StreamsOnly(StreamsOnly.NO_END)
    @Test
    void saysThatNothingWasTakenAfterThePeerVanished() throws Exception {
        var link = connect();
        link.right().abort();
        var first = assertThrowsExactly(PeerClosedException.class, link.left()::receive);
        var later =
                assertThrowsExactly(
                        PeerClosedException.class, () -> link.left().sendAll(List.of("a", "b")));
        assertNoneTaken(later);
        assertSame(first, later.getCause());
    }

    private static void assertNoneTaken(IOException failure) {
        assertTrue(failure.getMessage().startsWith("0 messages were taken"), failure::getMessage);
    }

    @Test
    void closesOnceHoweverOften() throws Exception {
        var link = connect();
        link.left().send("last");
        link.left().close();
        link.left().close();
        assertEquals("last", link.right().receive());
        assertEnd(link.right());
        link.right().close();
        link.right().abort();
        link.right().close();
        link.left().abort();
        link.left().abort();
    }

    @ParameterizedTest
    @EnumSource
    void closesOnceFromSeveralThreads(Threads threads) throws Exception {
        for (int trial = 0; trial < TRIALS; trial++) {
            var link = connect();
            link.left().send("last");
            List<Call<Void>> closing = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                closing.add(perform(threads, link.left()::close));
            }
            for (Call<Void> each : closing) {
                each.result();
            }
            assertEquals("last", link.right().receive());
            assertEnd(link.right());
            link.right().close();
        }
    }

    @ParameterizedTest
    @EnumSource
    void wakesAReceiverAtThePeersEnd(Threads threads) throws Exception {
        var link = connect();
        link.left().send("last");
        var receiving = start(threads, link.left()::receive).awaitBlocked();
        link.left().close();
        assertFalse(link.left().isOpen());
        assertEquals("last", link.right().receive());
        assertEnd(link.right());
        link.right().close();
        receiving.failure(ChannelClosedException.class);
    }

    @ParameterizedTest
    @EnumSource
    void wakesATimedReceiverAtThePeersEnd(Threads threads) throws Exception {
        var link = connect();
        var receiving = start(threads, () -> link.left().receive(LONG)).awaitBlocked();
        link.left().close();
        assertEnd(link.right());
        link.right().close();
        receiving.failure(ChannelClosedException.class);
    }

    @ParameterizedTest
    @EnumSource
    void wakesAReceiverAtTheCloseTimeout(Threads threads) throws Exception {
        for (int millis : new int[] {0, 50}) {
            var link = connect(TEXT, TEXT, Settings.PATIENT.closeTimeout(millis));
            var receiving = start(threads, link.left()::receive).awaitBlocked();
            var waiting = start(threads, () -> link.left().receive(LONG)).awaitBlocked();
            link.left().close();
            receiving.failure(ChannelClosedException.class);
            waiting.failure(ChannelClosedException.class);
            assertEnd(link.right());
        }
    }

    @Test
    void tellsAReceiverWhoseTimeRunsOutAfterTheCloseThatItIsClosed() throws Exception {
        var link = connect();
        var receiving = start(() -> link.left().receive(Duration.ofMillis(200))).awaitBlocked();
        link.left().close();
        receiving.failure(ChannelClosedException.class);
    }

    @StreamsOnly("what is sent to a closed datagram socket comes back as an error")
    @ParameterizedTest
    @EnumSource
    void losesNothingThoughAReceiverIsWokenByFurtherInput(Threads threads) throws Exception {
        var link = connect(BYTES, BYTES);
        var receiving = start(threads, link.left()::receive).awaitBlocked();
        link.left().send(new byte[SOME_BYTES]);
        link.left().close();
        link.right().send(new byte[1]);
        receiving.failure(ChannelClosedException.class);
        assertEquals(SOME_BYTES, link.right().receive().length);
    }

    @StreamsOnly(StreamsOnly.NO_PRESSURE)
    @ParameterizedTest
    @EnumSource
    void letsAFrameBeingWrittenFinish(Threads threads) throws Exception {
        var link = connect(BYTES, BYTES);
        byte[] message = new byte[Network.MORE_THAN_BUFFERED];
        message[message.length - 1] = 1;
        var sending = sending(threads, link.left(), message).awaitBlocked();
        link.left().close();
        assertFalse(link.left().isOpen());
        assertFalse(sending.isDone());
        assertArrayEquals(message, link.right().receive(LONG));
        assertNull(link.right().receive(LONG));
        sending.result();
    }

    @StreamsOnly(StreamsOnly.NO_PRESSURE)
    @ParameterizedTest
    @EnumSource
    void wakesASenderAtTheCloseTimeout(Threads threads) throws Exception {
        for (int millis : new int[] {0, 50}) {
            var link = connect(BYTES, BYTES, Settings.PATIENT.closeTimeout(millis));
            var sending = blockedSend(threads, link.left());
            var waiting = sending(threads, link.left(), new byte[1]).awaitBlocked();
            link.left().close();
            sending.failure(ChannelClosedException.class);
            waiting.failure(ChannelClosedException.class);
            assertCutShort(link.right());
        }
    }

    @StreamsOnly(StreamsOnly.NO_PRESSURE)
    @ParameterizedTest
    @EnumSource
    void abortWakesEveryone(Threads threads) throws Exception {
        var link = connect(BYTES, BYTES);
        List<Call<?>> blocked = new ArrayList<>();
        blocked.add(blockedSend(threads, link.left()));
        blocked.add(sending(threads, link.left(), new byte[1]).awaitBlocked());
        blocked.add(perform(threads, link.left()::shutdownOutput).awaitBlocked());
        blocked.add(start(threads, link.left()::receive).awaitBlocked());
        blocked.add(start(threads, link.left()::receive).awaitBlocked());
        blocked.add(start(threads, () -> link.left().receive(LONG)).awaitBlocked());
        link.left().abort();
        for (Call<?> each : blocked) {
            each.failure(ChannelClosedException.class);
        }
        assertCutShort(link.right());
    }

    @StreamsOnly(StreamsOnly.NO_END)
    @ParameterizedTest
    @EnumSource
    void abortWakesATimedReceiver(Threads threads) throws Exception {
        var link = connect();
        var receiving = start(threads, () -> link.left().receive(LONG)).awaitBlocked();
        link.left().abort();
        receiving.failure(ChannelClosedException.class);
        assertThrowsExactly(PeerClosedException.class, link.right()::receive);
    }

    @StreamsOnly(StreamsOnly.NO_PRESSURE)
    @ParameterizedTest
    @EnumSource
    void abortCutsACloseShort(Threads threads) throws Exception {
        var link = connect(BYTES, BYTES);
        var sending = blockedSend(threads, link.left());
        var receiving = start(threads, link.left()::receive).awaitBlocked();
        link.left().close();
        assertFalse(sending.isDone());
        assertFalse(receiving.isDone());
        link.left().abort();
        sending.failure(ChannelClosedException.class);
        receiving.failure(ChannelClosedException.class);
        assertCutShort(link.right());
    }

    private static void assertCutShort(MessageChannel<byte[]> peer) {
        var end = assertThrows(IOException.class, () -> peer.receive(LONG));
        assertTrue(
                end instanceof PeerClosedException
                        || end instanceof io.github.wholewire.TruncatedFrameException,
                end::toString);
    }

    @StreamsOnly(StreamsOnly.NO_PRESSURE)
    @Test
    void refusesReceiversWhileItDiscards() throws Exception {
        var link = connect(BYTES, BYTES);
        link.left().close();
        var receiving = new ArrayList<Call<Void>>();
        for (int i = 0; i < 2; i++) {
            receiving.add(perform(() -> receiveUntilReleased(link.left(), link.right())));
        }
        for (int i = 0; i < 200 && trySend(link.right()); i++) {
            // the peer has much to say to one who no longer listens
        }
        link.right().close();
        for (Call<Void> each : receiving) {
            each.result();
        }
    }

    private static void receiveUntilReleased(MessageChannel<?> closed, MessageChannel<?> peer) {
        while (peer.isOpen()) {
            assertThrowsExactly(ChannelClosedException.class, closed::receive);
        }
    }

    @Test
    void closesInOrderThoughInterrupted() throws Exception {
        var link = connect();
        var closing =
                perform(() -> {
                    link.left().send("last");
                    Thread.currentThread().interrupt();
                    link.left().close();
                });
        closing.result();
        assertTrue(closing.wasFlagKept());
        assertEquals("last", link.right().receive());
        assertEnd(link.right());
    }
}
