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
import java.util.zip.CRC32C;

/**
 * Any bytes as a stream, and as a payload. The first byte of an input says how the stream is cut.
 */
class FramersFuzzTest {
    private static final int LIMIT = 64;

    /** What one input may allocate, however large the numbers in it, besides the following. */
    private static final long ALLOCATION_LIMIT = 4 << 20;

    /** A stream of empty frames is a frame a byte, each a string in a list, several times over. */
    private static final long ALLOCATION_LIMIT_PER_BYTE = 16 << 10;

    private static void fuzz(Framer framer, byte[] input) {
        long limit = ALLOCATION_LIMIT + ALLOCATION_LIMIT_PER_BYTE * input.length;
        long first = allocated(framer, input);
        // Only the first time may classes have been loaded, and made ready for fuzzing.
        long allocated = first <= limit ? first : allocated(framer, input);
        assertTrue(
                allocated <= limit,
                () -> allocated + " bytes allocated for an input of " + input.length);
    }

    private static long allocated(Framer framer, byte[] input) {
        return Allocation.of(() -> {
            try {
                run(framer, input);
            } catch (ChannelException e) {
                throw new AssertionError(e);
            }
        });
    }

    private static void run(Framer framer, byte[] input) throws ChannelException {
        if (input.length > 0) {
            SplittableRandom random = new SplittableRandom(input[0]);
            byte[] rest = Arrays.copyOfRange(input, 1, input.length);
            decode(framer, rest, random);
            if (!(framer instanceof ChunksFramer)) { // whose pieces are cut anew
                encode(framer, rest, random);
            }
        }
    }

    private static void decode(Framer framer, byte[] stream, SplittableRandom random)
            throws ChannelException {
        Outcome uncut = Streams.decode(framer, stream, 0, true);
        assertEquals(uncut, RandomStreamsTest.decode(framer, stream, random));
        for (String frame : uncut.frames()) {
            assertTrue(frame.length() <= framer.maxFrameLength());
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

    @FuzzTest
    @DictionaryEntries({"\\x0d\\x0a", "\\x0a", "\\x0d"})
    void lines(byte[] input) {
        fuzz(Framers.lines(LIMIT), input);
    }

    @FuzzTest
    @DictionaryEntries({"abac", "aba"})
    void delimiter(byte[] input) {
        fuzz(Streams.delimited("abac", LIMIT), input);
    }

    @FuzzTest
    @DictionaryEntries({"\\x00\\x00\\x00\\x01", "\\x01\\x00\\x00\\x00"})
    void lengthPrefix(byte[] input) {
        fuzz(Streams.prefixed(4, ByteOrder.LITTLE_ENDIAN, LIMIT), input);
        fuzz(Streams.prefixed(8, ByteOrder.BIG_ENDIAN, LIMIT), input);
    }

    @FuzzTest
    void varint(byte[] input) {
        fuzz(Framers.varint(LIMIT), input);
        fuzz(Framers.canonicalVarint(200), input);
    }

    @FuzzTest
    void mqtt(byte[] input) {
        fuzz(Framers.mqtt(200), input);
    }

    @FuzzTest
    void fixed(byte[] input) {
        fuzz(Framers.fixed(3), input);
    }

    @FuzzTest
    @DictionaryEntries({"0:,", "1:a,", "10:", "64:"})
    void netstring(byte[] input) {
        fuzz(Framers.netstring(LIMIT), input);
    }

    @FuzzTest
    @DictionaryEntries({"1 a", "10 ", "64 "})
    void octetCounted(byte[] input) {
        fuzz(Framers.octetCounted(LIMIT), input);
    }

    @FuzzTest
    void slip(byte[] input) {
        fuzz(Framers.slip(LIMIT), input);
    }

    @FuzzTest
    void cobs(byte[] input) {
        fuzz(Framers.cobs(600), input);
    }

    @FuzzTest
    @DictionaryEntries({"\\x1e", "\\x0a", "{", "}", "[", "]", "\\\"", "\\\\"})
    void jsonSequence(byte[] input) {
        fuzz(Framers.jsonSequence(LIMIT), input);
    }

    @FuzzTest
    void header(byte[] input) {
        fuzz(Framers.header(2, LIMIT, header -> header.getShort(0)), input);
        fuzz(Subject.packets(LIMIT), input);
    }

    @FuzzTest
    void checksummed(byte[] input) {
        fuzz(Framers.checksummed(Framers.varint(LIMIT), CRC32C::new), input);
    }

    @FuzzTest
    void compressed(byte[] input) {
        fuzz(Framers.compressed(Framers.varint(LIMIT), 1000), input);
        fuzz(Framers.compressed(Framers.slip(LIMIT), 1000), input);
    }

    /** A body of the input's own length, and one that is longer or shorter. */
    @FuzzTest
    void chunks(byte[] input) {
        fuzz(Framers.chunksOf(Math.max(0, input.length - 1), LIMIT), input);
        fuzz(Framers.chunksOf(LIMIT, LIMIT), input);
    }
}
