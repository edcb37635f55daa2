/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.framing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.wholewire.ChannelException;
import io.github.wholewire.FrameDecoder;
import io.github.wholewire.FrameEncoder;
import io.github.wholewire.Framer;
import io.github.wholewire.MessageDecoder;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
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

    /** Framers with a header, and layers over them, are asked once for each byte of the header. */
    static List<Arguments> headed() {
        int max = 2 * LENGTH;
        return List.of(
                arguments("varint", Framers.varint(max)),
                arguments("MQTT", Framers.mqtt(max)),
                arguments("fixed", Framers.fixed(LENGTH)),
                arguments("netstring", Framers.netstring(max)),
                arguments("octet counting", Framers.octetCounted(max)),
                arguments("header", Framers.header(4, max, header -> header.getInt(0))),
                arguments("checksummed", Framers.checksummed(Framers.u32(max), CRC32::new)),
                arguments("compressed", Framers.compressed(Framers.varint(max), max, 0)),
                arguments("chunks", Framers.chunksOf(LENGTH, LENGTH)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("headed")
    void headerIsAskedOnlyWhenItCanGoOn(String name, Framer framer) throws Exception {
        Counting counting = new Counting(framer);
        MessageDecoder<String> decoder = Streams.decoder(counting);
        String payload = name.equals("header") ? "\0\2\0\0" : "";
        payload += "x".repeat(LENGTH - payload.length());
        byte[] frame = Streams.bytes(Streams.encode(framer, payload));
        for (int i = 0; i < frame.length - 1; i++) {
            decoder.space().put(frame[i]);
            assertNull(decoder.pull());
        }
        decoder.space().put(frame[frame.length - 1]);

        assertEquals(LENGTH, decoder.pull().length());
        assertTrue(counting.calls <= 9, () -> counting.calls + " calls");
    }

    static List<Arguments> searched() {
        return List.of(
                arguments("SLIP", Framers.slip(LENGTH), "\u00c0", "\u00c0"),
                arguments("COBS", Framers.cobs(LENGTH), "\u00ff", "\0"),
                arguments("JSON sequence", Framers.jsonSequence(LENGTH), "\u001e1", "\n"));
    }

    /** As with delimiters: what has been looked at is overwritten with what would end the frame. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("searched")
    void endIsLookedForAtNoPlaceTwice(String name, Framer framer, String begin, String end)
            throws Exception {
        MessageDecoder<String> decoder = Streams.decoder(framer);
        decoder.push(ByteBuffer.wrap(Streams.bytes(begin)));
        assertNull(decoder.pull());
        for (int i = 0; i < LENGTH / 2; i++) {
            ByteBuffer space = decoder.space();
            space.put((byte) '.');
            assertNull(decoder.pull());
            if (i > 0) { // how a frame begins may be looked at again
                space.array()[space.arrayOffset() + space.position() - 1] = Streams.bytes(end)[0];
            }
        }
        decoder.space().put(Streams.bytes(end));

        ChannelException refused = null;
        String frame = null;
        try {
            frame = decoder.pull(); // whether what was overwritten makes sense does not matter
        } catch (ChannelException e) {
            refused = e;
        }
        assertTrue(frame != null ? frame.length() >= LENGTH / 2 : refused != null);
    }
}
