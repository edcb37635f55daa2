/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire;

import static io.github.wholewire.Fixtures.buffer;
import static io.github.wholewire.Fixtures.bytes;
import static io.github.wholewire.Fixtures.cases;
import static io.github.wholewire.Fixtures.input;
import static io.github.wholewire.Fixtures.lent;
import static io.github.wholewire.Fixtures.randomBytes;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Searching: eight bytes at a time, resumed, within the limit. */
class FrameInputFindTest {
    private static int indexOf(byte[] bytes, byte[] sequence) {
        for (int i = 0; i + sequence.length <= bytes.length; i++) {
            if (Arrays.equals(bytes, i, i + sequence.length, sequence, 0, sequence.length)) {
                return i;
            }
        }
        return -1;
    }

    private static byte[] bytesOf(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }

    /** A word is searched by arithmetic whose carries could claim a neighbour's byte. */
    @ParameterizedTest
    @EnumSource(names = {"HEAP", "HEAP_MIDDLE", "DIRECT", "DIRECT_MIDDLE"})
    void findsEachByteAmongItsNeighboursAtEachPlaceOfAWord(BufferKind kind) throws Exception {
        for (int value = 0; value < 256; value++) {
            for (byte other :
                    bytesOf(value - 1, value + 1, value ^ 0x80, value ^ 1, value ^ 0x81)) {
                for (int length = 15; length <= 18; length++) {
                    byte[] bytes = new byte[length];
                    Arrays.fill(bytes, other);
                    assertFinds(kind, bytes, (byte) value, -1);
                    for (int at = length - 1; at >= 0; at--) {
                        bytes[at] = (byte) value;
                        assertFinds(kind, bytes, (byte) value, at);
                    }
                }
            }
        }
    }

    /** A round is 64 bytes, what is left of them is searched in words, then a byte at a time. */
    @ParameterizedTest
    @EnumSource(names = {"HEAP", "HEAP_MIDDLE", "DIRECT", "DIRECT_MIDDLE"})
    void findsTheFirstAtEachPlaceOfARoundAndBehindIt(BufferKind kind) throws Exception {
        byte value = (byte) 0x80;
        byte other = (byte) 0x81; // a carry of the arithmetic, if there were one, would show
        for (int length : new int[] {63, 64, 65, 71, 72, 127, 128, 129, 200}) {
            byte[] bytes = new byte[length];
            Arrays.fill(bytes, other);
            assertFinds(kind, bytes, value, -1);
            for (int at = length - 1; at >= 0; at--) {
                bytes[at] = value; // those behind it stay
                assertFinds(kind, bytes, value, at);
            }
        }
    }

    private static void assertFinds(BufferKind kind, byte[] bytes, byte value, int expected)
            throws FramingException {
        int found = input(lent(kind.of(bytes)), 1000).find(value);
        if (found != expected) {
            assertEquals(
                    expected, found, kind + " value=" + value + " in " + Arrays.toString(bytes));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34})
    void findsTheFirstOfManyHoweverTheBytesArrive(long seed) throws Exception {
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < cases(500); i++) {
            int value = random.nextInt(256);
            byte[] alphabet =
                    bytesOf(value, value + 1, value - 1, value ^ 0x80, 0, 0x7F, 0x80, 0xFF);
            boolean single = random.nextBoolean();
            byte[] wanted = randomBytes(random, single ? 1 : 1 + random.nextInt(4), alphabet);
            byte[] bytes = randomBytes(random, random.nextInt(64), alphabet);
            BufferKind kind = BufferKind.values()[random.nextInt(BufferKind.values().length)];
            int cut = random.nextInt(bytes.length + 1);
            String context = "seed=" + seed + " case=" + i + " " + kind + " cut=" + cut;

            byte[] first = Arrays.copyOf(bytes, cut);
            InputBuffer buffer = lent(kind.of(first));
            FrameInput in = input(buffer, 100);
            assertEquals(indexOf(first, wanted), find(in, wanted, single), context);
            buffer.lend(kind.of(Arrays.copyOfRange(bytes, cut, bytes.length)));
            assertEquals(indexOf(bytes, wanted), find(in, wanted, single), context);
            assertEquals(indexOf(bytes, wanted), find(in, wanted, single), context + " again");
        }
    }

    private static int find(FrameInput in, byte[] wanted, boolean single) throws FramingException {
        return single ? in.find(wanted[0]) : in.find(wanted);
    }

    @ParameterizedTest
    @CsvSource({"aa, xaaa, 1", "aab, aaab, 1", "abac, ababac, 2", "aaab, aaaaab, 2", "ab, aab, 1"})
    void findsSequencesThatOverlapThemselvesHoweverTheyArrive(
            String wanted, String bytes, int expected) throws Exception {
        byte[] sequence = bytes(wanted);
        for (int cut = 0; cut <= bytes.length(); cut++) {
            InputBuffer buffer = lent(buffer(bytes.substring(0, cut)));
            FrameInput in = input(buffer, 100);
            boolean whole = cut >= expected + wanted.length();
            assertEquals(whole ? expected : -1, in.find(sequence), "cut at " + cut);
            buffer.lend(buffer(bytes.substring(cut)));
            assertEquals(expected, in.find(sequence), "cut at " + cut);
        }
    }

    /** What a search has passed is overwritten with what it looks for: looking again would show. */
    @ParameterizedTest
    @ValueSource(strings = {"#", "##", "#ab", "######"})
    void looksForASequenceAtNoPlaceTwice(String wanted) throws Exception {
        byte[] sequence = bytes(wanted);
        InputBuffer buffer = new InputBuffer();
        FrameInput in = input(buffer, 100_000);
        for (int length = 1; length <= 8_000; length++) {
            buffer.lend(buffer("."));
            buffer.settle();
            assertEquals(-1, in.find(sequence));
            int passed = length - sequence.length; // the tail behind may yet begin one
            if (passed >= 0) {
                buffer.window().put(buffer.start() + passed, (byte) '#');
            }
        }
        buffer.lend(buffer("." + wanted));
        int found = in.find(sequence);
        assertTrue(found > 8_000 - sequence.length, () -> "found at " + found);
    }

    @Test
    void looksForAByteAtNoPlaceTwice() throws Exception {
        InputBuffer buffer = new InputBuffer();
        FrameInput in = input(buffer, 100_000);
        for (int length = 1; length <= 8_000; length++) {
            buffer.lend(buffer("."));
            buffer.settle();
            assertEquals(-1, in.find((byte) '#'));
            buffer.window().put(buffer.start() + length - 1, (byte) '#');
        }
        buffer.lend(buffer("#"));
        assertEquals(8_000, in.find((byte) '#'));
    }

    @Test
    void searchForSomethingElseBeginsAtTheFront() throws Exception {
        FrameInput in = input("abcabc\u00ff", 100);

        assertEquals(-1, in.find((byte) 'x'));
        assertEquals(0, in.find((byte) 'a'));
        assertEquals(2, in.find(bytes("ca")));
        assertEquals(1, in.find(bytes("bc")));
        assertEquals(1, in.find((byte) 'b'));
        assertEquals(-1, in.find(bytes("cb")));
        assertEquals(6, in.find((byte) 0xFF));
        assertEquals(2, in.find(bytes("c")));
    }

    @Test
    void searchBeginsAnewBehindWhatWasSkipped() throws Exception {
        FrameInput in = input("a\nb\nc", 100);

        assertEquals(1, in.find(Fixtures.LF));
        in.skip(2);
        assertEquals(1, in.find(Fixtures.LF));
        in.skip(2);
        assertEquals(-1, in.find(Fixtures.LF));
        assertEquals(0, in.find((byte) 'c'));
    }

    @Test
    void refusesAnEmptySequence() {
        FrameInput in = input("abc", 100);

        assertThrows(IllegalArgumentException.class, () -> in.find(new byte[0]));
    }

    @ParameterizedTest
    @CsvSource({
        // limit, wanted, bytes at the limit, a byte more
        "4, '|', abcd, abcde",
        "0, '|', '', a",
        "4, '|=', abcd|, abcde",
        "4, '|=', abcd|, abcd|x",
        "4, '|=', abcd|, abcde|",
        "0, '|=', '|', '||'",
        "2, aab, xxaa, xxaaa",
        "3, abac, xxxaba, xxxabab",
        "0, aaaa, aaa, baa"
    })
    void refusesOnceNoSequenceCanBeginWithinTheLimitAnyMore(
            int limit, String wanted, String atTheLimit, String beyond) throws Exception {
        byte[] sequence = bytes(wanted);

        assertEquals(-1, input(atTheLimit, limit).find(sequence));
        FrameTooLongException refusal =
                assertThrows(
                        FrameTooLongException.class, () -> input(beyond, limit).find(sequence));
        assertTrue(refusal.getMessage().contains("maxFrameLength=" + limit), refusal::getMessage);
        if (wanted.length() == 1) {
            assertEquals(-1, input(atTheLimit, limit).find(sequence[0]));
            assertThrows(FrameTooLongException.class, () -> input(beyond, limit).find(sequence[0]));
        }
    }

    /** The framer decides what a sequence far behind means; {@code frame} then checks the limit. */
    @Test
    void findsWhatIsThereBeyondTheLimit() throws Exception {
        assertEquals(9, input("123456789|=", 4).find((byte) '|'));
        assertEquals(9, input("123456789|=", 4).find(bytes("|=")));
    }
}
