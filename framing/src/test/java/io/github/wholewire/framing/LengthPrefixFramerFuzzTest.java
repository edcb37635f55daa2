/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.framing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.wholewire.ChannelException;
import io.github.wholewire.CodecException;
import io.github.wholewire.FrameTooLongException;
import io.github.wholewire.Framer;
import io.github.wholewire.framing.Streams.Outcome;
import io.github.wholewire.testing.Allocation;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeAll;

/**
 * Any settings and any bytes as a stream, against the oracle; the stream's bytes as a payload too.
 *
 * <pre>
 * +----------------------+-------------+-----------------+------------+------------+----------+
 * | width, order, cuts   | offset (u8) | adjustment (i8, | strip (u8) | limit (u8) | stream   |
 * | (u8)                 |             | or times 2^24)  |            |            |          |
 * +----------------------+-------------+-----------------+------------+------------+----------+
 * </pre>
 */
class LengthPrefixFramerFuzzTest {
    private static final int[] WIDTHS = {1, 2, 3, 4, 8, 1, 2, 4};

    /** What one input may allocate, however large the numbers in it, besides the following. */
    private static final long ALLOCATION_LIMIT = 4 << 20;

    private static final long ALLOCATION_LIMIT_PER_BYTE = 16 << 10;

    /** Loading and instrumenting a class allocates more than a frame does. */
    @BeforeAll
    static void loadClasses() {
        for (String settings : List.of("\0\0\0\1\u0010", "\0\1\0\1\1", "\0\0\u0080\1\u0010")) {
            for (String stream : List.of("\1a\2ab\u00ff", "\1a", "\2a", "\u0081a", "")) {
                fuzz(Streams.bytes(settings + stream));
            }
        }
    }

    @FuzzTest
    @DictionaryEntries({"\\x00\\x00\\x00\\x01", "\\x01\\x00\\x00\\x00"})
    void decodesAsTheOracleDoesAndEncodesWhatComesBack(byte[] input) {
        long allocated = Allocation.of(() -> fuzz(input));
        assertTrue(
                allocated <= ALLOCATION_LIMIT + ALLOCATION_LIMIT_PER_BYTE * input.length,
                () -> allocated + " bytes allocated for an input of " + input.length);
    }

    private static void fuzz(byte[] input) {
        if (input.length < 5) {
            return;
        }
        int width = WIDTHS[input[0] & 7];
        ByteOrder order = (input[0] & 8) == 0 ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        int offset = input[1] & 0x1F;
        int adjustment = (input[0] & 16) == 0 ? input[2] : input[2] << 24;
        int strip = input[3] & 0x3F;
        int max = input[4] & 0xFF;
        Framer framer;
        try {
            framer =
                    LengthPrefixFramer.builder()
                            .lengthFieldOffset(offset)
                            .lengthFieldLength(width)
                            .lengthAdjustment(adjustment)
                            .initialBytesToStrip(strip)
                            .byteOrder(order)
                            .maxFrameLength(max)
                            .build();
        } catch (IllegalArgumentException e) {
            return;
        }
        byte[] stream = Arrays.copyOfRange(input, 5, input.length);
        Oracle oracle = Oracle.lengthField(offset, width, adjustment, strip, order);
        SplittableRandom random = new SplittableRandom(input[0]);
        try {
            assertEquals(
                    oracle.decode(stream, max), RandomStreamsTest.decode(framer, stream, random));
            encode(framer, stream, random);
        } catch (ChannelException e) {
            throw new AssertionError(e);
        }
    }

    private static void encode(Framer framer, byte[] bytes, SplittableRandom random)
            throws ChannelException {
        String payload = Streams.text(ByteBuffer.wrap(bytes));
        byte[] frame;
        try {
            frame = Streams.bytes(Streams.encode(framer, payload));
        } catch (CodecException | FrameTooLongException e) {
            return;
        }
        assertEquals(
                new Outcome(List.of(payload), "clean", frame.length),
                RandomStreamsTest.decode(framer, frame, random));
    }
}
