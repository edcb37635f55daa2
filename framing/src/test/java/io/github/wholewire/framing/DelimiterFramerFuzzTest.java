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
import io.github.wholewire.MessageDecoder;
import io.github.wholewire.framing.Streams.Outcome;
import io.github.wholewire.testing.Allocation;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeAll;

/**
 * Any delimiters and any bytes as a stream, against the oracle; the stream's bytes as a payload
 * too.
 *
 * <pre>
 * +-----------------+------------+---------------------------------+----------------+
 * | kind, cuts (u8) | limit (u8) | (length (u8), delimiter), ... 0 | stream         |
 * +-----------------+------------+---------------------------------+----------------+
 * </pre>
 */
class DelimiterFramerFuzzTest {
    private static final int MAX_DELIMITER_LENGTH = 8;

    /**
     * What one input may allocate besides what is in proportion to its length: one string a frame.
     */
    private static final long ALLOCATION_LIMIT = 8 << 20;

    private static final long ALLOCATION_LIMIT_PER_BYTE = 16 << 10;

    /** Settings and a stream. */
    private record Input(
            DelimiterFramer framer,
            Oracle oracle,
            int max,
            byte[] stream,
            SplittableRandom random) {
        /** Returns null if the bytes say nothing. */
        static Input of(byte[] bytes) {
            if (bytes.length < 3) {
                return null;
            }
            SplittableRandom random = new SplittableRandom(bytes[0]);
            int max = bytes[1] & 0x3F;
            int kind = bytes[0] & 3;
            if (kind > 1) {
                byte[] stream = Arrays.copyOfRange(bytes, 2, bytes.length);
                return kind == 2
                        ? new Input(Framers.lines(max), Oracle.lines(), max, stream, random)
                        : new Input(Framers.crlf(max), Oracle.crlf(), max, stream, random);
            }
            List<String> delimiters = new ArrayList<>();
            int at = 2;
            while (at < bytes.length && bytes[at] > 0 && bytes[at] <= MAX_DELIMITER_LENGTH) {
                int end = at + 1 + bytes[at];
                if (end > bytes.length) {
                    return null;
                }
                delimiters.add(Streams.text(ByteBuffer.wrap(bytes, at + 1, bytes[at])));
                at = end;
            }
            if (delimiters.isEmpty()) {
                return null;
            }
            String[] all = delimiters.toArray(String[]::new);
            return new Input(
                    Streams.delimited(kind == 0, max, all),
                    Oracle.delimited(kind == 0, all),
                    max,
                    Arrays.copyOfRange(bytes, Math.min(at + 1, bytes.length), bytes.length),
                    random);
        }
    }

    /** Loading and instrumenting a class allocates more than a frame does. */
    @BeforeAll
    static void loadClasses() {
        for (String settings : List.of("\0\2\1|\2=|\0", "\1\2\1|\2=|\0", "\2\2", "\3\2")) {
            for (String stream : List.of("a=|bcd|e", "a\r\nbcd\r\ne\n", "a\n", "abcd", "|", "")) {
                fuzz(Streams.bytes(settings + stream));
            }
        }
    }

    @FuzzTest
    @DictionaryEntries({"\\x0D\\x0A", "\\x0A", "\\x01|", "\\x02|=", "\\x04abac", "ababac"})
    void decodesAsTheOracleDoesAndEncodesWhatComesBack(byte[] input) {
        long allocated = Allocation.of(() -> fuzz(input));
        assertTrue(
                allocated <= ALLOCATION_LIMIT + ALLOCATION_LIMIT_PER_BYTE * input.length,
                () -> allocated + " bytes allocated for an input of " + input.length);
    }

    private static void fuzz(byte[] bytes) {
        Input input = Input.of(bytes);
        if (input == null) {
            return;
        }
        try {
            assertEquals(
                    input.oracle().decode(input.stream(), input.max()),
                    RandomStreamsTest.decode(input.framer(), input.stream(), input.random()));
            skip(input);
            encode(input);
        } catch (ChannelException e) {
            throw new AssertionError(e);
        }
    }

    private static void skip(Input input) throws ChannelException {
        Outcome expected = input.oracle().decodeSkipping(input.stream(), input.max()).outcome();
        MessageDecoder<String> decoder = Streams.decoder(input.framer().skippingTooLong());
        assertEquals(expected, RandomStreamsTest.decode(decoder, input.stream(), input.random()));
    }

    private static void encode(Input input) throws ChannelException {
        int length = Math.min(input.stream().length, input.max() + MAX_DELIMITER_LENGTH);
        for (int from : new int[] {0, input.stream().length - length}) {
            String payload = Streams.text(ByteBuffer.wrap(input.stream(), from, length));
            byte[] frame;
            try {
                frame = Streams.bytes(Streams.encode(input.framer(), payload));
            } catch (CodecException | FrameTooLongException e) {
                continue;
            }
            assertEquals(
                    new Outcome(List.of(payload), "clean", frame.length),
                    RandomStreamsTest.decode(input.framer(), frame, input.random()));
        }
    }
}
