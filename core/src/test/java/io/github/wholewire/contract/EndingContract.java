/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrowsExactly;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.github.wholewire.ChannelClosedException;
import io.github.wholewire.MessageChannel;
import io.github.wholewire.PeerClosedException;
import io.github.wholewire.Protocol;
import io.github.wholewire.TruncatedFrameException;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** How the peer's end looks: finished in order, inside a frame, or vanished. */
abstract class EndingContract extends ContractBase {
    private static final List<String> MESSAGES = List.of("one", "", "three");

    static Stream<Protocol<String>> protocols() {
        return Stream.of(TEXT, LINES);
    }

    @StreamsOnly(StreamsOnly.NO_END)
    @Test
    void endsWithNullAndStaysSo() throws Exception {
        var link = connect();
        link.right().sendAll(MESSAGES);
        link.right().close();
        assertEquals(MESSAGES, receiveAll(link.left()));
        assertNull(link.left().receive());
        assertNull(link.left().receive(LONG));
        assertTrue(link.left().isOpen());
    }

    @StreamsOnly(StreamsOnly.NO_END)
    @ParameterizedTest
    @EnumSource
    void wakesAReceiverWhenThePeerFinishes(Threads threads) throws Exception {
        var link = connect();
        var receiving = start(threads, link.left()::receive).awaitBlocked();
        link.right().shutdownOutput();
        assertNull(receiving.result());
    }

    @StreamsOnly(StreamsOnly.NO_END)
    @Test
    void goesOnSendingAfterThePeerHasFinished() throws Exception {
        var link = connect();
        link.right().shutdownOutput();
        assertNull(link.left().receive());
        link.left().send("still here");
        assertEquals("still here", link.right().receive());
        link.left().shutdownOutput();
        assertNull(link.right().receive());
    }

    @Test
    void goesOnReceivingAfterItsOutputWasShutDown() throws Exception {
        var link = connect();
        link.left().send("last");
        link.left().shutdownOutput();
        assertEquals("last", link.right().receive());
        assertEnd(link.right());
        link.right().send("answer");
        assertEquals("answer", link.left().receive());
        assertTrue(link.left().isOpen());
    }

    @Test
    void refusesToSendAfterItsOutputWasShutDown() throws Exception {
        var link = connect();
        link.left().shutdownOutput();
        assertThrowsExactly(ChannelClosedException.class, () -> link.left().send("late"));
        assertThrowsExactly(
                ChannelClosedException.class, () -> link.left().sendAll(List.of("late")));
        link.left().shutdownOutput();
        assertEnd(link.right());
    }

    @StreamsOnly(StreamsOnly.NO_END)
    @ParameterizedTest
    @MethodSource("protocols")
    void tellsAnEndInsideAFrameAtEachByte(Protocol<String> protocol) throws Exception {
        byte[] stream = wire(protocol, MESSAGES);
        for (int length = 0; length <= stream.length; length++) {
            var link = connect(protocol, RAW);
            link.right().send(head(stream, length));
            link.right().shutdownOutput();
            List<String> whole = wholeWithin(protocol, length);
            for (String each : whole) {
                assertEquals(each, link.left().receive());
            }
            int rest = length - wire(protocol, whole).length;
            if (rest == 0) {
                assertNull(link.left().receive(), "ended after " + length);
            } else {
                var cut = assertThrowsExactly(TruncatedFrameException.class, link.left()::receive);
                assertTrue(cut.getMessage().contains("had " + rest), cut::getMessage);
                assertLatched(cut, link.left()::receive, () -> link.left().receive(LONG));
                if (!network().closesByItself()) {
                    link.left().send("you broke off");
                }
            }
            link.abort();
        }
    }

    @StreamsOnly(StreamsOnly.NO_END)
    @ParameterizedTest
    @MethodSource("protocols")
    void tellsAResetFromAnEndAtEachByte(Protocol<String> protocol) throws Exception {
        byte[] stream = wire(protocol, MESSAGES);
        for (int length = 0; length <= stream.length; length++) {
            var link = connect(protocol, RAW);
            link.right().send(head(stream, length));
            link.right().abort();
            for (String each : wholeWithin(protocol, length)) {
                assertEquals(each, link.left().receive());
            }
            var first = assertThrowsExactly(PeerClosedException.class, link.left()::receive);
            assertLatched(
                    first,
                    link.left()::receive,
                    () -> link.left().receive(LONG),
                    () -> link.left().send("late"),
                    link.left()::shutdownOutput,
                    link.left()::receive);
            assertEquals(!network().closesByItself(), link.left().isOpen());
            link.abort();
        }
    }

    private static List<String> wholeWithin(Protocol<String> protocol, int length)
            throws IOException {
        int count = 0;
        while (count < MESSAGES.size()
                && wire(protocol, MESSAGES.subList(0, count + 1)).length <= length) {
            count++;
        }
        return MESSAGES.subList(0, count);
    }

    @StreamsOnly(StreamsOnly.NO_END)
    @Test
    void findsOutBySendingThatThePeerVanished() throws Exception {
        var link = connect();
        link.right().sendAll(MESSAGES);
        link.right().abort();
        var first = sendUntilThePeerIsGone(link.left());
        assertLatched(first, () -> link.left().send("late"), link.left()::shutdownOutput);
        for (String each : MESSAGES) {
            assertEquals(each, link.left().receive(), "what had arrived whole");
        }
        assertLatched(first, link.left()::receive, () -> link.left().receive(LONG));
    }

    @StreamsOnly(StreamsOnly.NO_END)
    @Test
    void findsOutBySendingThatThePeerClosed() throws Exception {
        var link = connect(TEXT, TEXT, Settings.PATIENT.closeTimeout(20));
        link.right().sendAll(MESSAGES);
        link.right().close();
        var first = sendUntilThePeerIsGone(link.left());
        assertLatched(first, () -> link.left().send("late"), link.left()::shutdownOutput);
        int received = 0;
        try {
            for (String each; (each = link.left().receive(LONG)) != null; received++) {
                assertEquals(MESSAGES.get(received), each);
            }
            fail("a clean end after a reset");
        } catch (PeerClosedException e) {
            // Which of them had been handed over when the reset came is the system's business.
        }
    }

    @StreamsOnly(StreamsOnly.NO_END)
    @Test
    void goesOnAfterTheEndUntilASendFindsThePeerGone() throws Exception {
        var link = connect(TEXT, TEXT, Settings.PATIENT.closeTimeout(0));
        link.right().close();
        assertNull(link.left().receive());
        var first = sendUntilThePeerIsGone(link.left());
        assertLatched(first, () -> link.left().send("late"));
        assertTrue(link.left().isOpen() || network().closesByItself());
    }

    /** The first sends may still succeed: the kernel's answer comes later. */
    private static PeerClosedException sendUntilThePeerIsGone(MessageChannel<String> channel)
            throws IOException {
        long deadline = System.nanoTime() + LONG.toNanos();
        while (System.nanoTime() - deadline < 0) {
            try {
                channel.send("anybody there?");
            } catch (PeerClosedException e) {
                return e;
            }
        }
        return fail("sends succeed for ever");
    }

    @StreamsOnly(StreamsOnly.NO_END)
    @ParameterizedTest
    @EnumSource
    void wakesAReceiverWhenThePeerVanishes(Threads threads) throws Exception {
        var link = connect();
        var untimed = start(threads, link.left()::receive).awaitBlocked();
        link.right().abort();
        untimed.failure(PeerClosedException.class);

        var another = connect();
        var timed = start(threads, () -> another.left().receive(LONG)).awaitBlocked();
        another.right().abort();
        timed.failure(PeerClosedException.class);
    }

    @StreamsOnly(StreamsOnly.NO_END)
    @ParameterizedTest
    @EnumSource
    void wakesASenderWhenThePeerVanishes(Threads threads) throws Exception {
        var link = connect(BYTES, BYTES);
        var sending = blockedSend(threads, link.left());
        link.right().abort();
        var first = sending.failure(PeerClosedException.class);
        assertLatched(first, () -> link.left().send(new byte[1]), link.left()::receive);
    }

    @StreamsOnly(StreamsOnly.NO_END)
    @Test
    void countsWhatWasTakenBeforeThePeerVanished() throws Exception {
        var link = connect(BYTES, BYTES);
        var messages = Collections.nCopies(100, new byte[Network.MORE_THAN_BUFFERED / 8]);
        var sending = perform(() -> link.left().sendAll(messages)).awaitBlocked();
        link.right().abort();
        var failure = sending.failure(PeerClosedException.class);
        assertTrue(failure.getMessage().matches("\\d messages .*"), failure::getMessage);
    }
}
