/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.framing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.wholewire.FrameDecoder;
import io.github.wholewire.FrameEncoder;
import io.github.wholewire.Framer;
import io.github.wholewire.MessageDecoder;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The work for a long frame that arrives a byte at a time is counted, not timed. */
class LinearWorkTest {
    private static final int LENGTH = 128 * 1024;

    /** Counts how often the decoders of another framer are asked. */
    private static final class Counting implements Framer {
        private final Framer framer;
        private int calls;

        Counting(Framer framer) {
            this.framer = framer;
        }

        @Override
        public int maxFrameLength() {
            return framer.maxFrameLength();
        }

        @Override
        public int maxEncodedLength() {
            return framer.maxEncodedLength();
        }

        @Override
        public FrameDecoder newDecoder() {
            FrameDecoder decoder = framer.newDecoder();
            return in -> {
                calls++;
                return decoder.decode(in);
            };
        }

        @Override
        public FrameEncoder newEncoder() {
            return framer.newEncoder();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 8})
    void lengthPrefixIsAskedOnlyWhenItCanGoOn(int width) throws Exception {
        int length = width == 1 ? 255 : width == 2 ? 65_535 : LENGTH;
        Counting framer = new Counting(Streams.prefixed(width, ByteOrder.BIG_ENDIAN, length));
        MessageDecoder<String> decoder = Streams.decoder(framer);
        byte[] frame = Streams.bytes(Streams.encode(framer, "x".repeat(length)));
        for (int i = 0; i < frame.length - 1; i++) {
            decoder.space().put(frame[i]);
            assertNull(decoder.pull());
        }
        decoder.space().put(frame[frame.length - 1]);

        assertEquals(length, decoder.pull().length());
        assertTrue(framer.calls <= 3, () -> framer.calls + " calls");
    }

    /**
     * Bytes that have been searched, except those at which a delimiter may yet begin, are
     * overwritten with delimiters: whoever looked at them again would find one.
     */
    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "|", "|=", "aab", "#####", "abcdefghijkl"})
    void delimiterIsLookedForAtNoPlaceTwice(String delimiter) throws Exception {
        boolean lines = delimiter.endsWith("\n");
        Framer framer = lines ? Framers.lines(LENGTH) : Streams.delimited(delimiter, LENGTH);
        byte[] bytes = Streams.bytes(lines ? "\n" : delimiter);
        // A line may end with CR, which is one byte in front of what is searched for.
        int kept = lines ? 1 : bytes.length - 1;
        MessageDecoder<String> decoder = Streams.decoder(framer);
        for (int i = 0; i < LENGTH; i++) {
            ByteBuffer space = decoder.space();
            space.put((byte) '.');
            assertNull(decoder.pull());
            if (i >= kept) {
                int passed = space.arrayOffset() + space.position() - 1 - kept;
                space.array()[passed] = bytes[(i - kept) % bytes.length];
            }
        }
        for (byte value : Streams.bytes(delimiter)) {
            assertNull(decoder.pull());
            decoder.space().put(value);
        }

        String frame = decoder.pull();
        assertTrue(frame.length() > LENGTH - bytes.length, () -> "a frame of " + frame.length());
    }

    /** Likewise, and what has been searched is overwritten with a delimiter of one byte. */
    @ParameterizedTest
    @ValueSource(strings = {"#", "|=", "abc"})
    void severalDelimitersAreLookedForAtNoPlaceTwice(String delimiter) throws Exception {
        Framer framer = Streams.delimited(true, LENGTH, "#", "|=", "abc", "d", "e", "f");
        int kept = 2;
        MessageDecoder<String> decoder = Streams.decoder(framer);
        for (int i = 0; i < LENGTH; i++) {
            ByteBuffer space = decoder.space();
            space.put((byte) (i % 3 == 0 ? 'c' : '='));
            assertNull(decoder.pull());
            if (i >= kept) {
                space.array()[space.arrayOffset() + space.position() - 1 - kept] = '#';
            }
        }
        for (byte value : Streams.bytes(delimiter)) {
            assertNull(decoder.pull());
            decoder.space().put(value);
        }

        assertEquals(LENGTH, decoder.pull().length());
    }

    /** A frame that is skipped is dropped as it comes: nothing of it is left to look at again. */
    @Test
    void skippedFrameIsLookedForAtNoPlaceTwice() throws Exception {
        DelimiterFramer framer = Streams.delimited(true, 10, "#", "|=", "abc").skippingTooLong();
        MessageDecoder<String> decoder = Streams.decoder(framer);
        for (int i = 0; i < LENGTH; i++) {
            decoder.space().put((byte) (i % 3 == 0 ? 'c' : '='));
            assertNull(decoder.pull());
            assertTrue(decoder.buffered() <= 12, () -> decoder.buffered() + " bytes kept");
        }
        assertEquals(1, decoder.skipped());
    }
}
