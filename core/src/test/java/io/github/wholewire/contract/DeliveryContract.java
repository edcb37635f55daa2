/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.contract;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertThrowsExactly;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.wholewire.Codecs;
import io.github.wholewire.FrameTooLongException;
import io.github.wholewire.MessageChannel;
import io.github.wholewire.Protocol;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Messages arrive whole and in order, whatever their size and wherever the stream is cut. */
abstract class DeliveryContract extends ContractBase {
    private static final List<String> SMALL = List.of("one", "", "drei\u00DF", "\uD83D\uDE00");

    @StreamsOnly(StreamsOnly.OVERFLOW)
    @ParameterizedTest
    @EnumSource
    void deliversInOrderBothWaysAtOnce(Threads threads) throws Exception {
        var link = connect(BYTES, BYTES);
        int[] sizes = new Random(1).ints(300, 0, 20_000).toArray();
        var leftSends = perform(threads, () -> sendEach(link.left(), sizes));
        var rightSends = perform(threads, () -> sendEach(link.right(), sizes));
        var leftReceives = perform(threads, () -> receiveEach(link.left(), sizes));
        receiveEach(link.right(), sizes);
        leftReceives.result();
        leftSends.result();
        rightSends.result();
    }

    private static void sendEach(MessageChannel<byte[]> channel, int[] sizes) throws IOException {
        for (int i = 0; i < sizes.length; i++) {
            channel.send(pattern(i, sizes[i]));
        }
    }

    private static void receiveEach(MessageChannel<byte[]> channel, int[] sizes)
            throws IOException {
        for (int i = 0; i < sizes.length; i++) {
            assertArrayEquals(pattern(i, sizes[i]), channel.receive(LONG));
        }
    }

    private static byte[] pattern(int seed, int length) {
        byte[] message = new byte[length];
        for (int i = 0; i < length; i++) {
            message[i] = (byte) (seed + i * 31);
        }
        return message;
    }

    @StreamsOnly(StreamsOnly.NO_STREAM)
    @Test
    void deliversMessagesThatNoBufferHolds() throws Exception {
        var link = connect(BYTES, BYTES);
        byte[] first = pattern(1, Network.MORE_THAN_BUFFERED);
        byte[] second = pattern(2, Network.MORE_THAN_BUFFERED + 1);
        var sending =
                perform(() -> {
                    link.left().send(first);
                    link.left().send(second);
                });
        assertArrayEquals(first, link.right().receive(LONG));
        assertArrayEquals(second, link.right().receive());
        sending.result();
    }

    @Test
    void deliversAnEmptyMessage() throws Exception {
        var link = connect();
        link.left().send("");
        link.left().send("next");
        assertEquals("", link.right().receive());
        assertEquals("next", link.right().receive());
    }

    static Stream<Protocol<String>> protocols() {
        return Stream.of(TEXT, LINES);
    }

    @StreamsOnly(StreamsOnly.NO_STREAM)
    @ParameterizedTest
    @MethodSource("protocols")
    void doesNotDependOnWhereTheStreamIsCut(Protocol<String> protocol) throws Exception {
        var link = connect(protocol, RAW);
        byte[] stream = wire(protocol, SMALL);
        for (int cut = 0; cut <= stream.length; cut++) {
            link.right().send(head(stream, cut));
            var receiving = start(() -> receive(link.left(), SMALL.size()));
            if (cut < stream.length) {
                receiving.awaitBlocked();
            }
            link.right().send(tail(stream, cut));
            assertEquals(SMALL, receiving.result(), "cut at " + cut);
        }
    }

    @StreamsOnly(StreamsOnly.NO_STREAM)
    @ParameterizedTest
    @MethodSource("protocols")
    void takesAStreamByteByByte(Protocol<String> protocol) throws Exception {
        var link = connect(protocol, RAW);
        var receiving = start(() -> receive(link.left(), SMALL.size()));
        for (byte each : wire(protocol, SMALL)) {
            link.right().send(new byte[] {each});
        }
        assertEquals(SMALL, receiving.result());
    }

    private static List<String> receive(MessageChannel<String> channel, int count)
            throws IOException {
        List<String> messages = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            messages.add(channel.receive());
        }
        return messages;
    }

    @StreamsOnly("UDP has a limit of its own; see DatagramContract")
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 100, 65_536, 100_000})
    void sendsUpToMaxFrameLengthAndNotAByteMore(int max) throws Exception {
        var limited = Protocol.of(new LengthPrefixed(max), Codecs.bytes());
        int less = Math.max(0, max - 1);
        var link = connect(limited, BYTES);
        var receiving = start(() -> receiveAll(link.right()));
        link.left().send(new byte[max]);
        var refused =
                assertThrowsExactly(
                        FrameTooLongException.class, () -> link.left().send(new byte[max + 1]));
        assertTrue(refused.getMessage().contains("maxFrameLength=" + max), refused::getMessage);
        link.left().send(new byte[less]);
        link.left().close();
        assertEquals(List.of(max, less), receiving.result().stream().map(m -> m.length).toList());
    }

    @StreamsOnly("a datagram too long costs itself alone; see DatagramContract")
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 100, 65_536, 100_000})
    void receivesUpToMaxFrameLengthAndNotAByteMore(int max) throws Exception {
        var limited = Protocol.of(new LengthPrefixed(max), Codecs.bytes());
        int less = Math.max(0, max - 1);
        var link = connect(limited, BYTES);
        var sending =
                perform(() -> {
                    link.right().send(new byte[less]);
                    link.right().send(new byte[max]);
                    link.right().send(new byte[max + 1]);
                });
        assertEquals(less, link.left().receive().length);
        assertEquals(max, link.left().receive().length);
        var refused = assertThrowsExactly(FrameTooLongException.class, link.left()::receive);
        assertTrue(refused.getMessage().contains("" + (max + 1)), refused::getMessage);
        assertTrue(refused.getMessage().contains("maxFrameLength=" + max), refused::getMessage);
        assertLatched(refused, link.left()::receive, () -> link.left().receive(LONG));
        if (!network().closesByItself()) {
            link.left().send(new byte[0]);
            assertEquals(0, link.right().receive().length);
        }
        link.left().abort(); // it has read no more than it had to, so the last send may be blocked
        assertEndsSomehow(sending);
    }

    private static void assertEndsSomehow(Call<Void> sending) throws Exception {
        try {
            sending.result();
        } catch (IOException e) {
            // the abort
        }
    }

    @StreamsOnly(StreamsOnly.OVERFLOW)
    @Test
    void sendsAllInOrder() throws Exception {
        var link = connect();
        List<String> messages = IntStream.range(0, 10_000).mapToObj(i -> "message " + i).toList();
        var sending =
                perform(() -> {
                    link.left().sendAll(messages);
                    link.left().sendAll(List.of());
                    link.left().sendAll(List.of("last"));
                    link.left().close();
                });
        List<String> received = receiveAll(link.right());
        sending.result();
        assertEquals(messages, received.subList(0, messages.size()));
        assertEquals(List.of("last"), received.subList(messages.size(), received.size()));
    }

    @StreamsOnly(StreamsOnly.NO_STREAM)
    @Test
    void sendsAllOfTheLongest() throws Exception {
        var link = connect(BYTES, BYTES);
        var messages = Collections.nCopies(3, pattern(7, Network.MORE_THAN_BUFFERED));
        var sending = perform(() -> link.left().sendAll(messages));
        for (byte[] each : messages) {
            assertArrayEquals(each, link.right().receive(LONG));
        }
        sending.result();
    }

    @Test
    void tellsBothAddresses() throws Exception {
        var link = connect();
        assertEquals(link.left().localAddress(), link.right().remoteAddress());
        assertEquals(link.right().localAddress(), link.left().remoteAddress());
        assertNotEquals(link.left().localAddress(), link.left().remoteAddress());
    }

    @Test
    void refusesNull() throws Exception {
        var link = connect();
        var left = link.left();
        assertThrows(NullPointerException.class, () -> left.send(null));
        assertThrows(NullPointerException.class, () -> left.sendAll(null));
        assertThrows(NullPointerException.class, () -> left.sendAll(Arrays.asList("a", null)));
        assertThrows(NullPointerException.class, () -> left.receive(null));
        assertThrows(NullPointerException.class, () -> left.switchTo(null));
        left.send("unharmed");
        assertEquals("unharmed", link.right().receive());
    }
}
