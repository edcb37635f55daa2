/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertThrowsExactly;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.wholewire.ChannelClosedException;
import io.github.wholewire.CodecException;
import io.github.wholewire.Codecs;
import io.github.wholewire.FrameTooLongException;
import io.github.wholewire.MessageChannel;
import io.github.wholewire.PeerClosedException;
import io.github.wholewire.Protocol;
import io.github.wholewire.SendTimeoutException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A connection can change its protocol between two messages. */
@StreamsOnly("datagrams are no stream that another protocol could go on with")
abstract class SwitchingContract extends ContractBase {
    @Test
    void leavesBytesBehindTheLastMessageToTheNextProtocol() throws Exception {
        byte[] lines = wire(LINES, "first", "second");
        byte[] stream = new byte[lines.length + wire(TEXT, "two\nlines", "").length];
        System.arraycopy(lines, 0, stream, 0, lines.length);
        System.arraycopy(
                wire(TEXT, "two\nlines", ""),
                0,
                stream,
                lines.length,
                stream.length - lines.length);
        for (int cut = 0; cut <= stream.length; cut++) {
            var link = connect(LINES, RAW);
            link.right().send(head(stream, cut));
            link.right().send(tail(stream, cut));
            assertEquals("first", link.left().receive());
            assertEquals("second", link.left().receive(LONG));
            var switched = link.left().switchTo(TEXT);
            assertEquals("two\nlines", switched.receive(), "cut at " + cut);
            assertEquals("", switched.receive(LONG));
            link.abort();
        }
    }

    @Test
    void switchesBackAndForthBothWays() throws Exception {
        var link = connect(LINES, LINES);
        MessageChannel<String> left = link.left();
        MessageChannel<String> right = link.right();
        for (int i = 0; i < 10; i++) {
            left.send("change " + i);
            assertEquals("change " + i, right.receive());
            right.send("changing");
            assertEquals("changing", left.receive());
            left = left.switchTo(i % 2 == 0 ? TEXT : LINES);
            left.send("changed");
            right = right.switchTo(i % 2 == 0 ? TEXT : LINES);
            assertEquals("changed", right.receive());
        }
        left.close();
        assertNull(right.receive());
    }

    @Test
    void keepsTheLimitsOfTheNextProtocol() throws Exception {
        var tight = Protocol.of(new LengthPrefixed(10), Codecs.bytes());
        var link = connect(BYTES, BYTES);
        var left = link.left().switchTo(tight);
        assertThrowsExactly(FrameTooLongException.class, () -> left.send(new byte[11]));
        left.send(new byte[10]);
        assertEquals(10, link.right().receive().length);
        link.right().send(new byte[11]);
        assertThrowsExactly(FrameTooLongException.class, left::receive);
    }

    @Test
    void refusesTheOldHandle() throws Exception {
        var link = connect();
        var old = link.left();
        var switched = old.switchTo(LINES);
        assertThrows(IllegalStateException.class, () -> old.send("x"));
        assertThrows(IllegalStateException.class, () -> old.sendAll(List.of("x")));
        assertThrows(IllegalStateException.class, old::shutdownOutput);
        assertThrows(IllegalStateException.class, old::receive);
        assertThrows(IllegalStateException.class, () -> old.receive(LONG));
        assertThrows(IllegalStateException.class, () -> old.switchTo(TEXT));
        assertEquals(old.localAddress(), switched.localAddress());
        assertEquals(old.remoteAddress(), switched.remoteAddress());
        assertTrue(old.isOpen());
        var peer = link.right().switchTo(LINES);
        switched.send("x");
        assertEquals("x", peer.receive());
    }

    @Test
    void closesBothHandlesWithEither() throws Exception {
        for (boolean byOld : new boolean[] {true, false}) {
            var link = connect();
            var switched = link.left().switchTo(LINES);
            (byOld ? link.left() : switched).close();
            assertFalse(link.left().isOpen());
            assertFalse(switched.isOpen());
            assertThrowsExactly(ChannelClosedException.class, () -> switched.send("x"));
            assertNull(link.right().receive());
        }
    }

    @ParameterizedTest
    @EnumSource
    void refusesWhileAnotherThreadReceives(Threads threads) throws Exception {
        var link = connect();
        var receiving = start(threads, link.left()::receive).awaitBlocked();
        assertThrows(IllegalStateException.class, () -> link.left().switchTo(LINES));
        link.right().send("unharmed");
        assertEquals("unharmed", receiving.result());
        link.left().send("unharmed");
        assertEquals("unharmed", link.right().receive());
    }

    @ParameterizedTest
    @EnumSource
    void staysAsItWasIfTheTurnToSendDoesNotCome(Threads threads) throws Exception {
        var stuck = new StuckCodec();
        var link = connect(stuck.protocol(), TEXT, Settings.PATIENT.sendTimeout(50));
        var sending = start(threads, stuck.sendOn(link.left()));
        stuck.awaitSender();
        assertThrowsExactly(SendTimeoutException.class, () -> link.left().switchTo(LINES));
        stuck.release();
        sending.failure(CodecException.class);
        link.left().send("as it was");
        assertEquals("as it was", link.right().receive());
    }

    @Test
    void staysAsItWasIfReceivingIsOver() throws Exception {
        var link = connect(TEXT, RAW);
        link.right().send(new byte[] {-1, -1, -1, -1});
        var first = assertThrowsExactly(FrameTooLongException.class, link.left()::receive);
        assertLatched(first, () -> link.left().switchTo(LINES), link.left()::receive);
        link.left().send("x");
        link.left().close();
        assertTrue(link.right().receive().length > 0);
    }

    @Test
    void goesOnAfterThePeerVanished() throws Exception {
        var link = connect();
        link.right().send("last");
        link.right().abort();
        assertEquals("last", link.left().receive());
        var first = assertThrowsExactly(PeerClosedException.class, link.left()::receive);
        try {
            assertLatched(first, link.left().switchTo(LINES)::receive);
        } catch (PeerClosedException e) {
            assertEquals(first, e.getCause(), "refused, since receiving is over");
        }
    }

    @Test
    void hasNothingMoreAfterTheEnd() throws Exception {
        var link = connect();
        link.right().close();
        assertNull(link.left().receive());
        var switched = link.left().switchTo(LINES);
        assertNull(switched.receive());
        assertNull(switched.receive(LONG));
    }

    @Test
    void refusesASwitchOnceClosed() throws Exception {
        var link = connect();
        link.left().close();
        assertThrowsExactly(ChannelClosedException.class, () -> link.left().switchTo(LINES));
    }
}
