/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire;

import static io.github.wholewire.Fixtures.bytes;
import static io.github.wholewire.Fixtures.input;
import static io.github.wholewire.Fixtures.lent;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Searching for the one of several sequences that ends first. */
class FrameInputFindEndTest {
    private static byte[][] sequences(String... texts) {
        return Arrays.stream(texts).map(Fixtures::bytes).toArray(byte[][]::new);
    }

    @ParameterizedTest
    @EnumSource
    void findsWhatASimpleSearchFindsWhereverTheBytesLie(BufferKind kind) throws Exception {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 5_000; i++) {
            // One, a few, and more last bytes than are compared a word at a time.
            byte[] alphabet = bytes("abcdefgh".substring(0, 1 + random.nextInt(8)));
            byte[][] sequences = new byte[1 + random.nextInt(9)][];
            for (int j = 0; j < sequences.length; j++) {
                sequences[j] = Fixtures.randomBytes(random, 1 + random.nextInt(4), alphabet);
            }
            byte[] noise = bytes("abcdefgh.........................\u00e1\0\u0080");
            byte[] stream = Fixtures.randomBytes(random, random.nextInt(60), noise);
            FrameInput in = input(lent(kind.of(stream)), 100);
            assertEquals(
                    simple(stream, sequences),
                    in.findEnd(sequences, 100),
                    () -> Arrays.deepToString(sequences) + " " + Arrays.toString(stream));
        }
    }

    private static int simple(byte[] stream, byte[][] sequences) {
        for (int end = 1; end <= stream.length; end++) {
            for (byte[] one : sequences) {
                if (one.length <= end
                        && Arrays.equals(stream, end - one.length, end, one, 0, one.length)) {
                    return end;
                }
            }
        }
        return -1;
    }

    /** Also for bytes that a search for several once took for its own mark. */
    @Test
    void searchesOfAllKindsDoNotDisturbEachOther() throws Exception {
        SplittableRandom random = new SplittableRandom(3);
        byte[] alphabet = {-3, -2, -1, 0, 1};
        byte[][] two = {{-2, 0}, {1}};
        byte[][] one = {{0, -1}};
        for (int i = 0; i < 2_000; i++) {
            byte[] stream = Fixtures.randomBytes(random, random.nextInt(30), alphabet);
            InputBuffer memory = new InputBuffer();
            FrameInput in = input(memory, 100);
            int from = 0;
            int to = 0;
            for (int step = 0; step < 30; step++) {
                byte[] rest = Arrays.copyOfRange(stream, from, to);
                byte value = alphabet[random.nextInt(alphabet.length)];
                switch (random.nextInt(6)) {
                    case 0 -> {
                        int end = simple(rest, new byte[][] {{value}});
                        assertEquals(end < 0 ? -1 : end - 1, in.find(value));
                    }
                    case 1 -> {
                        int end = simple(rest, one);
                        assertEquals(end < 0 ? -1 : end - 2, in.find(one[0]));
                    }
                    case 2 -> assertEquals(simple(rest, one), in.findEnd(one, 100));
                    case 3 -> assertEquals(simple(rest, two), in.findEnd(two, 100));
                    case 4 -> {
                        int more = random.nextInt(1 + stream.length - to);
                        memory.lend(ByteBuffer.wrap(stream, to, more));
                        to += more;
                    }
                    default -> {
                        int count = random.nextInt(1 + rest.length);
                        in.skip(count);
                        from += count;
                    }
                }
            }
        }
    }

    @Test
    void goesOnWhereItHadStopped() throws Exception {
        byte[][] sequences = sequences("ab", "c");
        InputBuffer memory = new InputBuffer();
        FrameInput in = input(memory, 100);
        memory.lend(ByteBuffer.wrap(bytes("..a")));
        assertEquals(-1, in.findEnd(sequences, 100));
        byte[] more = bytes("b..c");
        memory.lend(ByteBuffer.wrap(more));
        // Found again at the same place, and not looked for in front of it.
        assertEquals(4, in.findEnd(sequences, 100));
        assertEquals(4, in.findEnd(sequences, 100));
        assertEquals(7, in.findEnd(sequences("c"), 100));
        assertEquals(3, in.find(bytes("b")));
        assertEquals(4, in.findEnd(sequences, 100));
        assertEquals(6, in.find((byte) 'c'));
        assertEquals(4, in.findEnd(sequences, 100));
        in.skip(4);
        assertEquals(3, in.findEnd(sequences, 100));
    }

    @ParameterizedTest
    @CsvSource({
        "'', true",
        "abc, true",
        "abcd, false",
        "abc|, true",
        "abc|=, true",
        "abcd|, false",
        "abcd|=, false",
        "abc=, true",
        "abcd=, false",
        "abc|=x, false",
        "|=|=|, true",
        "|=|=|=, true",
        "|=|=|=|, false"
    })
    void bytesThatMayBeTheBeginningOfOneAreNotCounted(String stream, boolean within)
            throws Exception {
        byte[][] sequences = sequences("|=#", "=|=#.");
        FrameInput in = input(stream, 100);
        if (within) {
            assertEquals(-1, in.findEnd(sequences, 3));
        } else {
            Exception refusal =
                    assertThrows(FrameTooLongException.class, () -> in.findEnd(sequences, 3));
            assertTrue(
                    refusal.getMessage().contains("within " + stream.length() + " bytes"),
                    refusal::getMessage);
            assertTrue(refusal.getMessage().contains("maxFrameLength=3"), refusal::getMessage);
        }
    }

    @Test
    void refusesToSearchForNothing() {
        FrameInput in = input("abc", 100);
        assertThrows(IllegalArgumentException.class, () -> in.findEnd(sequences(), 100));
        assertThrows(IllegalArgumentException.class, () -> in.findEnd(sequences("a", ""), 100));
    }
}
