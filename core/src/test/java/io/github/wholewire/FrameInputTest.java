/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire;

import static io.github.wholewire.Fixtures.buffer;
import static io.github.wholewire.Fixtures.bytes;
import static io.github.wholewire.Fixtures.decoder;
import static io.github.wholewire.Fixtures.input;
import static io.github.wholewire.Fixtures.lent;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Reading by index, and asking for more. */
class FrameInputTest {
    private static final String NUMBERS = "\u0080\u00ff\u0001\u007f\u00fe\u0000\u0080\u0081\u00ff";

    @FunctionalInterface
    interface Read {
        long at(FrameInput in, int index);
    }

    @ParameterizedTest
    @EnumSource
    void readsNumbersBigEndianWhereverTheBytesLie(BufferKind kind) {
        FrameInput in = input(lent(kind.of(bytes(NUMBERS))), 100);

        assertEquals(9, in.length());
        assertEquals((byte) 0x80, in.get(0));
        assertEquals(0x80, in.getUnsigned(0));
        assertEquals(0xFF, in.getUnsigned(8));
        assertEquals(0x80FF, in.getUnsignedShort(0));
        assertEquals(0x017F, in.getUnsignedShort(2));
        assertEquals(0x80FF017F, in.getInt(0));
        assertEquals(0x80FF017FL, in.getUnsignedInt(0));
        assertEquals(0x80FF017FFE008081L, in.getLong(0));
        assertEquals(0xFF017FFE008081FFL, in.getLong(1));
    }

    static List<Arguments> reads() {
        return List.of(
                arguments("get", 1, (Read) FrameInput::get),
                arguments("getUnsigned", 1, (Read) FrameInput::getUnsigned),
                arguments("getUnsignedShort", 2, (Read) FrameInput::getUnsignedShort),
                arguments("getInt", 4, (Read) FrameInput::getInt),
                arguments("getUnsignedInt", 4, (Read) FrameInput::getUnsignedInt),
                arguments("getLong", 8, (Read) FrameInput::getLong));
    }

    /** The memory goes on in front of and behind what is at hand, so no buffer would refuse. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("reads")
    void refusesIndexesThatAreNotAtHand(String name, int size, Read read) {
        for (BufferKind kind : List.of(BufferKind.HEAP_MIDDLE, BufferKind.DIRECT_MIDDLE)) {
            FrameInput in = input(lent(kind.of(bytes("0123456789"))), 100);
            read.at(in, 0);
            read.at(in, 10 - size);
            for (int index : new int[] {-1, 11 - size, 10, Integer.MIN_VALUE, Integer.MAX_VALUE}) {
                assertThrows(
                        IndexOutOfBoundsException.class,
                        () -> read.at(in, index),
                        () -> kind + " index=" + index);
            }
        }
    }

    @Test
    void refusalOfAnIndexTellsWhatToAskFirst() {
        FrameInput in = input("0123456789", 100);

        Exception refusal = assertThrows(IndexOutOfBoundsException.class, () -> in.getInt(7));

        assertTrue(refusal.getMessage().contains("4 bytes at index 7"), refusal::getMessage);
        assertTrue(refusal.getMessage().contains("has(11)"), refusal::getMessage);
    }

    @Test
    void indexesCountFromTheFirstByteBehindWhatWasSkipped() {
        FrameInput in = input("abcdef", 100);

        in.skip(0);
        assertEquals('a', in.get(0));
        in.skip(2);

        assertEquals(4, in.length());
        assertEquals('c', in.get(0));
        assertThrows(IndexOutOfBoundsException.class, () -> in.get(4));
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 7, Integer.MIN_VALUE, Integer.MAX_VALUE})
    void skipsOnlyWhatIsAtHand(int count) {
        FrameInput in = input("abcdef", 100);

        assertThrows(IndexOutOfBoundsException.class, () -> in.skip(count));

        assertEquals(6, in.length());
    }

    @Test
    void skippedBytesAreConsumed() throws Exception {
        MessageDecoder<String> decoder =
                decoder(
                        10,
                        in -> {
                            int padding = 0;
                            while (padding < in.length() && in.get(padding) == 0) {
                                padding++;
                            }
                            in.skip(padding);
                            return in.has(1) && in.frame(1, in.getUnsigned(0), 0);
                        });

        decoder.push(buffer("\0\0\0"));
        assertNull(decoder.pull());
        assertEquals(3, decoder.consumed());
        assertEquals(0, decoder.buffered());
        decoder.push(buffer("\0\u0002ab\0"));
        assertEquals("ab", decoder.pull());
        assertNull(decoder.pull());
        assertEquals(8, decoder.consumed());
        decoder.end();
        assertNull(decoder.pull());
    }

    @Test
    void hasTellsWhetherSoManyBytesAreAtHand() {
        FrameInput in = input("abc", 100);

        assertTrue(in.has(0));
        assertTrue(in.has(3));
        assertFalse(in.has(4));
    }

    @FunctionalInterface
    interface Ask {
        boolean of(FrameInput in) throws FramingException;
    }

    static List<Arguments> requests() {
        return List.of(
                arguments("has(7)", 7, (Ask) in -> in.has(7)),
                arguments("a frame of 2 + 8 + 1 bytes", 11, (Ask) in -> in.frame(2, 8, 1)),
                arguments("the smaller one first", 5, (Ask) in -> in.has(5) | in.has(9)),
                arguments("the smaller one last", 5, (Ask) in -> in.has(9) | in.has(5)),
                arguments("less than a frame", 3, (Ask) in -> in.frame(0, 9, 0) | in.has(3)),
                arguments("nothing at all", 2, (Ask) in -> false),
                arguments("only what is there", 2, (Ask) in -> in.has(1)),
                arguments("a byte not there", 2, (Ask) in -> in.find((byte) '#') >= 0),
                arguments("bytes not there", 2, (Ask) in -> in.find(bytes("##")) >= 0));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("requests")
    void decoderIsAskedAgainAsSoonAsTheBytesItWantedAreThere(String name, int wanted, Ask ask)
            throws Exception {
        int[] calls = {0};
        MessageDecoder<String> decoder =
                decoder(
                        100,
                        in -> {
                            calls[0]++;
                            ask.of(in);
                            return false;
                        });

        for (int length = 1; length < wanted; length++) {
            decoder.push(buffer("x"));
            assertNull(decoder.pull());
            assertNull(decoder.pull());
            assertEquals(1, calls[0], "calls with " + length + " bytes");
        }
        decoder.push(buffer("x"));
        assertNull(decoder.pull());
        assertEquals(2, calls[0]);
    }

    @Test
    void decoderIsNotAskedWithoutBytes() throws Exception {
        MessageDecoder<String> decoder =
                decoder(
                        100,
                        in -> {
                            throw new AssertionError("asked with " + in.length() + " bytes");
                        });

        assertNull(decoder.pull());
        decoder.push(ByteBuffer.allocate(0));
        assertNull(decoder.pull());
        decoder.end();
        assertNull(decoder.pull());
    }

    @Test
    void whatWasWantedForOneFrameIsForgottenWithIt() throws Exception {
        MessageDecoder<String> decoder = decoder(TestFramer.lengths(100));

        decoder.push(buffer("\0\u0005abc"));
        assertNull(decoder.pull());
        decoder.push(buffer("de\0"));
        assertEquals("abcde", decoder.pull());
        assertNull(decoder.pull());
        decoder.push(buffer("\0"));
        assertEquals("", decoder.pull());
    }

    @Test
    void truncationTellsBytesHadAndWanted() {
        FrameInput in = input("abc", 100);
        in.has(8);

        String message = in.truncated("the line is dead").getMessage();

        assertTrue(message.startsWith("the line is dead inside a frame: had 3 bytes"), message);
        assertTrue(message.contains("wanted at least 8"), message);
    }
}
