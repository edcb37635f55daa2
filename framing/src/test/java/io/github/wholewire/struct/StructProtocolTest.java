/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.struct;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.wholewire.Codec;
import io.github.wholewire.CodecException;
import io.github.wholewire.Codecs;
import io.github.wholewire.FrameTooLongException;
import io.github.wholewire.MessageChannel;
import io.github.wholewire.MessageDecoder;
import io.github.wholewire.MessageEncoder;
import io.github.wholewire.Protocol;
import io.github.wholewire.TruncatedFrameException;
import io.github.wholewire.framing.Framers;
import io.github.wholewire.memory.Memory;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class StructProtocolTest {
    private static final Struct POINT = Struct.of("<hxi");

    @Test
    void structsCrossAChannelWithNothingAroundThem() throws IOException {
        var pair = Memory.pair(POINT.protocol());
        try (MessageChannel<Object[]> left = pair.left();
                MessageChannel<Object[]> right = pair.right()) {
            left.send(new Object[] {1, 2});
            left.send(new Object[] {-3, (byte) 4});
            left.shutdownOutput();
            assertArrayEquals(new Object[] {1, 2}, right.receive());
            assertArrayEquals(new Object[] {-3, 4}, right.receive());
            assertNull(right.receive());
        }
    }

    /** So that a codec around it may send something else instead. */
    @Test
    void whatDoesNotFitLeavesNothingBehind() throws IOException {
        Codec<Object[]> orZero =
                Codec.of(
                        (values, out) -> {
                            try {
                                POINT.encode(values, out);
                            } catch (CodecException e) {
                                out.put((byte) 0);
                            }
                        },
                        POINT::decode);
        MessageEncoder<Object[]> encoder = Protocol.of(Framers.u8(), orZero).newEncoder();
        encoder.encode(new Object[] {1, 1L << 40});
        assertEquals(ByteBuffer.wrap(new byte[] {1, 0}), encoder.pending());
    }

    @Test
    void framesDoNotDependOnWhereTheStreamIsCut() throws IOException {
        byte[] stream = new byte[5 * POINT.size()];
        for (int i = 0; i < 5; i++) {
            POINT.packInto(stream, i * POINT.size(), i, -i);
        }
        for (int chunk = 1; chunk <= stream.length; chunk++) {
            MessageDecoder<Object[]> decoder = POINT.protocol().newDecoder();
            int received = 0;
            for (int at = 0; at < stream.length; at += chunk) {
                decoder.push(ByteBuffer.wrap(stream, at, Math.min(chunk, stream.length - at)));
                for (Object[] values; (values = decoder.pull()) != null; received++) {
                    assertArrayEquals(new Object[] {received, -received}, values);
                }
            }
            decoder.end();
            assertNull(decoder.pull());
            assertEquals(5, received);
        }
    }

    @Test
    void theEndInsideAStructIsTold() throws IOException {
        MessageDecoder<Object[]> decoder = POINT.protocol().newDecoder();
        decoder.push(ByteBuffer.wrap(new byte[POINT.size() + 2]));
        assertArrayEquals(new Object[] {0, 0}, decoder.pull());
        decoder.end();
        assertThrows(TruncatedFrameException.class, decoder::pull);
    }

    @Test
    void whatDoesNotFitIsRefusedAndTheNextGoesOn() throws IOException {
        MessageEncoder<Object[]> encoder = POINT.protocol().newEncoder();
        var range =
                assertThrows(
                        CodecException.class, () -> encoder.encode(new Object[] {1, 1L << 40}));
        assertEquals(
                "message refused: value 1 ('i' at index 3 of \"<hxi\"): 1099511627776 is out of"
                        + " range; give -2147483648 to 2147483647",
                range.getMessage());
        var count = assertThrows(CodecException.class, () -> encoder.encode(new Object[1]));
        assertEquals("message refused: struct \"<hxi\" takes 2 values, not 1", count.getMessage());
        encoder.encode(new Object[] {1, 2});
        assertEquals(ByteBuffer.wrap(POINT.pack(1, 2)), encoder.pending());
    }

    @Test
    void isACodecForOtherFramers() throws IOException {
        Protocol<Object[]> prefixed = Protocol.of(Framers.u32(), POINT);
        MessageEncoder<Object[]> encoder = prefixed.newEncoder();
        encoder.encode(new Object[] {5, 6});
        MessageDecoder<Object[]> decoder = prefixed.newDecoder();
        decoder.push(encoder.pending());
        assertArrayEquals(new Object[] {5, 6}, decoder.pull());
        decoder.push(ByteBuffer.wrap(new byte[] {0, 0, 0, 1, 7}));
        var refusal = assertThrows(CodecException.class, decoder::pull);
        assertEquals(
                "payload refused: struct \"<hxi\" takes 7 bytes: a payload of 1 does not fit; give"
                        + " exactly so many",
                refusal.getMessage());
        MessageEncoder<Object[]> narrow = Protocol.of(Framers.u32(6), POINT).newEncoder();
        assertThrows(FrameTooLongException.class, () -> narrow.encode(new Object[] {1, 2}));
    }

    @Test
    void theFramerRefusesAnotherSizeFromAnotherCodec() throws IOException {
        MessageEncoder<byte[]> encoder =
                Protocol.of(POINT.protocol().framer(), Codecs.bytes()).newEncoder();
        encoder.encode(new byte[7]);
        var refusal = assertThrows(CodecException.class, () -> encoder.encode(new byte[6]));
        assertEquals(
                "message refused: payload of 6 bytes, but each frame has exactly 7; pad it, or"
                        + " prefix a length",
                refusal.getMessage());
        assertThrows(FrameTooLongException.class, () -> encoder.encode(new byte[8]));
    }

    @Test
    void mapsToATypeOfOnesOwn() throws IOException {
        record Point(int x, int y) {}
        Protocol<Point> points =
                Protocol.of(
                        POINT.protocol().framer(),
                        POINT.map(
                                v -> new Point((int) v[0], (int) v[1]),
                                p -> new Object[] {p.x(), p.y()}));
        MessageEncoder<Point> encoder = points.newEncoder();
        encoder.encode(new Point(3, 4));
        MessageDecoder<Point> decoder = points.newDecoder();
        decoder.push(encoder.pending());
        assertEquals(new Point(3, 4), decoder.pull());
    }

    @Test
    void refusesSizesThatAreNoFrame() {
        var empty = assertThrows(IllegalArgumentException.class, () -> Struct.of("0i").protocol());
        assertTrue(empty.getMessage().contains("a frame needs at least 1"), empty::getMessage);
        Struct huge = Struct.of((1 << 30) + 1 + "x");
        assertThrows(IllegalArgumentException.class, huge::protocol);
        assertEquals(1 << 30, Struct.of((1 << 30) + "x").protocol().framer().maxFrameLength());
    }

    @Test
    void decodesWhatItEncodesBehindAHeaderAndPaddingIsZero() throws IOException {
        MessageEncoder<Object[]> encoder = Protocol.of(Framers.u32(), POINT).newEncoder();
        encoder.encode(new Object[] {-1, -1});
        byte[] frame = new byte[11];
        encoder.pending().get(frame);
        assertEquals("[0, 0, 0, 7, -1, -1, 0, -1, -1, -1, -1]", Arrays.toString(frame));
    }
}
