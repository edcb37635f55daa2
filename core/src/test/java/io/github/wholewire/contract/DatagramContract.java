/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.contract;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertThrowsExactly;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.github.wholewire.ChannelClosedException;
import io.github.wholewire.ChannelInterruptedException;
import io.github.wholewire.CodecException;
import io.github.wholewire.Codecs;
import io.github.wholewire.FrameTooLongException;
import io.github.wholewire.MessageChannel;
import io.github.wholewire.Protocol;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What datagrams promise in the place of the rows that are for streams only. */
abstract class DatagramContract extends ContractBase {
    /** The system property multiplies them, as it does the fault tests. */
    private static final int DATAGRAMS = 10_000 * Integer.getInteger("wholewire.faults", 1);

    private static final int THREADS = 4;
    private static final int MESSAGES = 250;
    private static final int UNDER_WAY = 32;

    @BeforeEach
    void requireDatagrams() {
        assumeFalse(network().isStream(), "these rows are for datagrams");
    }

    private static Protocol<byte[]> bytes(int maxFrameLength) {
        return Protocol.of(new LengthPrefixed(maxFrameLength), Codecs.bytes());
    }

    @Test
    @Timeout(600)
    void altersNoDatagramWhateverItsSize() throws Exception {
        int max = network().maxDatagram();
        var link = connect(bytes(max), bytes(max));
        var random = new Random(14);
        for (int i = 0; i < DATAGRAMS; i++) {
            // Small ones and large ones alike, and each edge once.
            int size = i <= 1 ? i * max : random.nextInt(1 << (1 + random.nextInt(16)));
            byte[] content = new byte[Math.min(size, max)];
            random.nextBytes(content);
            boolean toTheRight = i % 4 < 2;
            (toTheRight ? link.left() : link.right()).send(content);
            int number = i;
            assertArrayEquals(
                    content,
                    (toTheRight ? link.right() : link.left()).receive(LONG),
                    () -> "datagram " + number + " of " + content.length + " bytes");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 100, 1472, 65_506, 65_507, 65_527})
    void sendsUpToMaxFrameLengthAndNotAByteMore(int limit) throws Exception {
        int max = Math.min(limit, network().maxDatagram());
        var link = connect(bytes(max), bytes(network().maxDatagram()));
        for (int size : new TreeSet<>(List.of(Math.max(0, max - 1), max))) {
            link.left().send(new byte[size]);
            assertEquals(size, link.right().receive(LONG).length);
        }
        var refused =
                assertThrowsExactly(
                        FrameTooLongException.class, () -> link.left().send(new byte[max + 1]));
        assertTrue(refused.getMessage().contains("maxFrameLength=" + max), refused::getMessage);
        assertTrue(refused.getMessage().contains(" " + (max + 1) + " bytes"), refused::getMessage);
        assertEnd(link.right());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 100, 1472, 65_506, 65_507, 65_526})
    void neverDeliversADatagramThatWasCut(int limit) throws Exception {
        int longest = network().maxDatagram();
        int max = Math.min(limit, longest);
        var link = connect(bytes(max), bytes(longest));
        for (int size : new TreeSet<>(List.of(0, Math.max(0, max - 1), max, max + 1, longest))) {
            if (size > longest) {
                continue; // nobody can send it
            }
            link.right().send(new byte[size]);
            if (size <= max) {
                assertEquals(size, link.left().receive(LONG).length);
            } else {
                var refused =
                        assertThrowsExactly(
                                FrameTooLongException.class, () -> link.left().receive(LONG));
                assertTrue(
                        refused.getMessage().contains("maxFrameLength=" + max),
                        refused::getMessage);
                assertTrue(
                        refused.getMessage().contains("" + link.right().localAddress()),
                        refused::getMessage);
            }
        }
        link.right().send(new byte[max]);
        assertEquals(max, link.left().receive().length, "it goes on");
    }

    @Test
    void namesTheSenderOfWhatIsNoMessage() throws Exception {
        var link = connect(TEXT, BYTES);
        link.right().send(new byte[] {-1, -1, -1});
        var failure = assertThrowsExactly(CodecException.class, link.left()::receive);
        assertTrue(failure.getMessage().contains("of 3 bytes"), failure::getMessage);
        assertTrue(
                failure.getMessage().contains("" + link.right().localAddress()),
                failure::getMessage);
        assertNotNull(failure.getCause());
    }

    @Test
    void sendsNothingWhenItsOutputIsShutDown() throws Exception {
        var link = connect();
        link.left().send("last");
        link.left().shutdownOutput();
        assertEquals("last", link.right().receive());
        assertEnd(link.right());
        assertTrue(link.left().isOpen());
    }

    @Test
    void refusesToSwitch() throws Exception {
        var link = connect();
        assertThrowsExactly(UnsupportedOperationException.class, () -> link.left().switchTo(LINES));
        link.left().send("unharmed");
        assertEquals("unharmed", link.right().receive());
        link.left().close();
        assertThrowsExactly(UnsupportedOperationException.class, () -> link.left().switchTo(LINES));
    }

    @ParameterizedTest
    @EnumSource
    void wakesEveryReceiverAtOnce(Threads threads) throws Exception {
        for (boolean abort : new boolean[] {false, true}) {
            for (boolean timed : new boolean[] {false, true}) {
                var link = connect();
                List<Call<String>> blocked = new ArrayList<>();
                for (int i = 0; i < 3; i++) {
                    blocked.add(start(threads, () -> receive(link.left(), timed)).awaitBlocked());
                }
                if (abort) {
                    link.left().abort();
                } else {
                    link.left().close();
                }
                for (Call<String> each : blocked) {
                    each.failure(ChannelClosedException.class);
                }
            }
        }
    }

    private static <M> M receive(MessageChannel<M> channel, boolean timed) throws IOException {
        return timed ? channel.receive(LONG) : channel.receive();
    }

    @ParameterizedTest
    @EnumSource
    void tellsOthersThatAnInterruptClosedIt(Threads threads) throws Exception {
        for (boolean timed : new boolean[] {false, true}) {
            var link = connect();
            var first = start(threads, () -> receive(link.left(), timed)).awaitBlocked();
            var second = start(threads, () -> receive(link.left(), timed)).awaitBlocked();
            first.interrupt();
            var interrupted = first.failure(ChannelInterruptedException.class);
            assertTrue(first.wasFlagKept());
            second.failure(ChannelClosedException.class);
            assertFalse(link.left().isOpen());
            var later = assertThrows(ChannelClosedException.class, () -> link.left().send("late"));
            assertSame(interrupted, later.getCause());
        }
    }

    /** No more are under way at a time than the buffer holds. */
    @ParameterizedTest
    @EnumSource
    void mixesNothingUpBetweenConcurrentSendersAndReceivers(Threads threads) throws Exception {
        var link = connect();
        var room = new Semaphore(UNDER_WAY);
        List<Call<List<String>>> receiving = new ArrayList<>();
        List<Call<Void>> sending = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            int self = i;
            sending.add(
                    perform(
                            threads,
                            () -> {
                                for (int n = 0; n < MESSAGES; n++) {
                                    room.acquire();
                                    link.left().send(message(self, n));
                                }
                            }));
            receiving.add(
                    start(
                            threads,
                            () -> {
                                List<String> mine = new ArrayList<>();
                                for (int n = 0; n < MESSAGES; n++) {
                                    mine.add(link.right().receive(LONG));
                                    room.release();
                                }
                                return mine;
                            }));
        }
        List<String> received = new ArrayList<>();
        for (Call<List<String>> each : receiving) {
            received.addAll(each.result());
        }
        for (Call<Void> each : sending) {
            each.result();
        }
        List<String> sent =
                IntStream.range(0, THREADS * MESSAGES)
                        .mapToObj(i -> message(i / MESSAGES, i % MESSAGES))
                        .toList();
        assertEquals(sent.stream().sorted().toList(), received.stream().sorted().toList());
    }

    private static String message(int sender, int number) {
        return sender + " " + number + " " + "x".repeat(number);
    }

    @Test
    void sendsAllAsDatagrams() throws Exception {
        var link = connect();
        link.left().sendAll(List.of("a", "", "ccc"));
        for (String each : List.of("a", "", "ccc")) {
            assertEquals(each, link.right().receive(Duration.ofSeconds(1)));
        }
        assertEnd(link.right());
    }
}
