/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertThrowsExactly;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.wholewire.ChannelClosedException;
import io.github.wholewire.ChannelInterruptedException;
import io.github.wholewire.CodecException;
import io.github.wholewire.MessageChannel;
import io.github.wholewire.PeerClosedException;
import io.github.wholewire.TruncatedFrameException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** An interrupt ends a call, keeps the flag, and never leaves half a frame on a usable channel. */
abstract class InterruptingContract extends ContractBase {
    private static final int TRIALS = 50;

    /** A method that may block, and what it is called. */
    private interface Blocking {
        void run(MessageChannel<String> channel) throws IOException;
    }

    static Stream<Arguments> blockingMethods() {
        return Stream.of(Threads.values())
                .flatMap(threads ->
                        Stream.of(
                                method(threads, "send", c -> c.send("never")),
                                method(threads, "sendAll", c -> c.sendAll(List.of("never"))),
                                method(threads, "shutdownOutput", MessageChannel::shutdownOutput),
                                method(threads, "receive", MessageChannel::receive),
                                method(threads, "receive(timeout)", c -> c.receive(LONG)),
                                method(threads, "receive(0)", c -> c.receive(Duration.ZERO)),
                                method(threads, "switchTo", c -> c.switchTo(LINES))));
    }

    private void requireStreamToSwitch(String name) {
        if (name.equals("switchTo")) {
            requireStream("datagram channels refuse to switch");
        }
    }

    private static Arguments method(Threads threads, String name, Blocking call) {
        return Arguments.of(threads, name, call);
    }

    @ParameterizedTest(name = "{1}, {0}")
    @MethodSource("blockingMethods")
    void doesNothingIfEnteredInterrupted(Threads threads, String name, Blocking method)
            throws Exception {
        requireStreamToSwitch(name);
        var link = connect();
        link.right().send("unread");
        var call =
                perform(
                        threads,
                        () -> {
                            Thread.currentThread().interrupt();
                            method.run(link.left());
                        });
        call.failure(ChannelInterruptedException.class);
        assertTrue(call.wasFlagKept());
        assertTrue(link.left().isOpen());
        assertEquals("unread", link.left().receive());
        link.left().send("alive");
        link.left().close();
        assertEquals(List.of("alive"), receiveAll(link.right()));
    }

    static Stream<Arguments> sendingMethods() {
        return blockingMethods().filter(each -> !each.get()[1].toString().startsWith("receive"));
    }

    @ParameterizedTest(name = "{1}, {0}")
    @MethodSource("sendingMethods")
    void livesWhenInterruptedBehindAnotherSender(Threads threads, String name, Blocking method)
            throws Exception {
        requireStreamToSwitch(name);
        var stuck = new StuckCodec();
        var link = connect(stuck.protocol(), TEXT);
        var first = start(threads, stuck.sendOn(link.left()));
        stuck.awaitSender();
        var second = perform(threads, () -> method.run(link.left())).awaitBlocked();
        second.interrupt();
        second.failure(ChannelInterruptedException.class);
        assertTrue(second.wasFlagKept());
        stuck.release();
        first.failure(CodecException.class);
        assertTrue(link.left().isOpen());
        link.left().send("alive");
        link.left().close();
        assertEquals(List.of("alive"), receiveAll(link.right()));
    }

    @ParameterizedTest
    @EnumSource
    void livesWhenInterruptedBehindAnotherReceiver(Threads threads) throws Exception {
        var link = connect();
        var first = start(threads, link.left()::receive).awaitBlocked();
        var second = start(threads, link.left()::receive).awaitBlocked();
        var third = start(threads, () -> link.left().receive(LONG)).awaitBlocked();
        for (Call<String> each : List.of(second, third)) {
            each.interrupt();
            each.failure(ChannelInterruptedException.class);
            assertTrue(each.wasFlagKept());
        }
        link.right().send("for the first");
        assertEquals("for the first", first.result());
    }

    @ParameterizedTest
    @EnumSource
    void closesWhenInterruptedWhileReading(Threads threads) throws Exception {
        for (Duration timeout : new Duration[] {null, LONG}) {
            var link = connect();
            var receiving =
                    start(
                                    threads,
                                    () ->
                                            timeout == null
                                                    ? link.left().receive()
                                                    : link.left().receive(timeout))
                            .awaitBlocked();
            receiving.interrupt();
            assertClosedBy(receiving, link.left());
            assertEnd(link.right());
        }
    }

    @StreamsOnly(StreamsOnly.NO_PRESSURE)
    @ParameterizedTest
    @EnumSource
    void closesWhenInterruptedWhileWriting(Threads threads) throws Exception {
        var link = connect(BYTES, BYTES);
        var sending = blockedSend(threads, link.left());
        sending.interrupt();
        assertClosedBy(sending, link.left());
        var end = assertThrows(IOException.class, link.right()::receive);
        assertTrue(
                end instanceof TruncatedFrameException || end instanceof PeerClosedException,
                end::toString);
    }

    @StreamsOnly(StreamsOnly.NO_PRESSURE)
    @ParameterizedTest
    @EnumSource
    void tellsOthersThatAnInterruptClosedIt(Threads threads) throws Exception {
        for (int trial = 0; trial < TRIALS; trial++) {
            var link = connect(BYTES, BYTES);
            var receiving = start(threads, link.left()::receive).awaitBlocked();
            var sending = blockedSend(threads, link.left());
            sending.interrupt();
            receiving.failure(ChannelClosedException.class);
            assertClosedBy(sending, link.left());
            link.abort();
        }
    }

    private static void assertClosedBy(Call<?> call, MessageChannel<?> channel) {
        var first = call.failure(ChannelInterruptedException.class);
        assertTrue(call.wasFlagKept());
        assertFalse(channel.isOpen());
        var later = assertThrowsExactly(ChannelClosedException.class, channel::receive);
        assertSame(first, later.getCause());
        later = assertThrowsExactly(ChannelClosedException.class, channel::shutdownOutput);
        assertSame(first, later.getCause());
    }
}
