/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.framing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.wholewire.CodecException;
import io.github.wholewire.FrameTooLongException;
import io.github.wholewire.Framer;
import io.github.wholewire.FramingException;
import io.github.wholewire.MessageDecoder;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Sign, sentinel, width and overflow errors show at the edges of the integer types: all widths,
 * both orders, all adjustments of the size of a header and the extreme ones, against exact
 * arithmetic.
 */
class LengthFieldTableTest {
    private static final int MAX = 1000;

    static Stream<Arguments> formats() {
        return Stream.of(1, 2, 3, 4, 8)
                .flatMap(width ->
                        Stream.of(ByteOrder.BIG_ENDIAN, ByteOrder.LITTLE_ENDIAN)
                                .map(order -> Arguments.of(width, order)));
    }

    private static List<Integer> adjustments(int header) {
        List<Integer> adjustments =
                new ArrayList<>(
                        List.of(
                                Integer.MIN_VALUE,
                                Integer.MIN_VALUE + 1,
                                -MAX,
                                MAX,
                                Integer.MAX_VALUE - 1,
                                Integer.MAX_VALUE));
        for (int adjustment = -header; adjustment <= header; adjustment++) {
            adjustments.add(adjustment);
        }
        return adjustments;
    }

    /** Edges, each also as what the adjustment makes an edge. */
    private static Set<BigInteger> values(int width, int adjustment) {
        List<BigInteger> edges = new ArrayList<>();
        for (int bits : new int[] {0, 7, 8, 15, 16, 23, 24, 31, 32, 62, 63, 64}) {
            edges.add(BigInteger.ONE.shiftLeft(bits));
        }
        edges.add(BigInteger.valueOf(MAX));
        edges.add(BigInteger.valueOf(adjustment).negate());
        edges.add(BigInteger.valueOf((long) MAX - adjustment));
        Set<BigInteger> values = new LinkedHashSet<>();
        for (BigInteger edge : edges) {
            for (int delta = -9; delta <= 9; delta++) {
                values.add(
                        edge.add(BigInteger.valueOf(delta))
                                .mod(BigInteger.ONE.shiftLeft(8 * width)));
            }
        }
        return values;
    }

    @ParameterizedTest
    @MethodSource("formats")
    void lengthsAreExact(int width, ByteOrder order) throws Exception {
        for (int offset : new int[] {0, 3}) {
            int header = offset + width;
            for (int strip : new int[] {0, header, header + 2}) {
                for (int adjustment : adjustments(header)) {
                    LengthPrefixFramer.Builder settings =
                            LengthPrefixFramer.builder()
                                    .lengthFieldOffset(offset)
                                    .lengthFieldLength(width)
                                    .byteOrder(order)
                                    .initialBytesToStrip(strip)
                                    .lengthAdjustment(adjustment);
                    check(settings, offset, width, order, strip, adjustment);
                }
            }
        }
    }

    private static void check(
            LengthPrefixFramer.Builder settings,
            int offset,
            int width,
            ByteOrder order,
            int strip,
            int adjustment)
            throws Exception {
        int header = offset + width;
        BigInteger longest =
                BigInteger.ONE
                        .shiftLeft(8 * width)
                        .add(BigInteger.valueOf(header - 1L + adjustment));
        long shortest = header + Math.max(0L, adjustment);
        BigInteger limit = longest.subtract(BigInteger.valueOf(strip)).min(BigInteger.valueOf(MAX));
        if (longest.compareTo(BigInteger.valueOf(Math.max(header, strip))) < 0
                || shortest - strip > limit.longValueExact()) {
            settings.maxFrameLength(Math.max(0, limit.intValueExact()));
            assertThrows(IllegalArgumentException.class, settings::build);
            return;
        }
        Framer framer = settings.maxFrameLength(limit.intValueExact()).build();
        for (BigInteger value : values(width, adjustment)) {
            BigInteger total = value.add(BigInteger.valueOf((long) header + adjustment));
            String wire = "h".repeat(offset) + LengthPrefixFramerTest.field(value, width, order);
            MessageDecoder<String> decoder = Streams.decoder(framer);
            decoder.push(ByteBuffer.wrap(Streams.bytes(wire)));
            String context = framer + " value=" + value;
            if (total.compareTo(BigInteger.valueOf(Math.max(header, strip))) < 0) {
                FramingException refusal =
                        assertThrows(FramingException.class, decoder::pull, context);
                assertEquals(FramingException.class, refusal.getClass(), context);
                assertTrue(refusal.getMessage().contains("says " + value), refusal::getMessage);
            } else if (total.subtract(BigInteger.valueOf(strip)).compareTo(limit) > 0) {
                assertThrows(FrameTooLongException.class, decoder::pull, context);
            } else {
                wire += "p".repeat(total.intValueExact() - header);
                decoder.push(ByteBuffer.wrap(Streams.bytes(wire), header, wire.length() - header));
                assertEquals(wire.substring(strip), decoder.pull(), context);
                assertEquals(wire.length(), decoder.consumed(), context);
            }
        }
    }

    /** A payload whose length the field cannot say is refused before a byte is written. */
    @ParameterizedTest
    @MethodSource("formats")
    void encodesWhatItDecodesAndRefusesTheRest(int width, ByteOrder order) throws Exception {
        long most = width == 8 ? 1L << 62 : (1L << (8 * width)) - 1;
        for (int adjustment = -width; adjustment <= width; adjustment++) {
            int max = (int) Math.min(70_000, most + adjustment);
            Framer framer =
                    LengthPrefixFramer.builder()
                            .lengthFieldLength(width)
                            .byteOrder(order)
                            .lengthAdjustment(adjustment)
                            .maxFrameLength(max)
                            .build();
            for (int length : new int[] {0, 1, 7, 8, 200, max - 1, max}) {
                String payload = "x".repeat(length);
                if (length < adjustment) {
                    assertThrows(CodecException.class, () -> Streams.encode(framer, payload));
                } else {
                    BigInteger value = BigInteger.valueOf((long) length - adjustment);
                    String frame = LengthPrefixFramerTest.field(value, width, order) + payload;
                    assertEquals(frame, Streams.encode(framer, payload));
                    assertEquals(List.of(payload), Streams.decode(framer, List.of(frame)).frames());
                }
            }
            String tooLong = "x".repeat(max + 1);
            assertThrows(FrameTooLongException.class, () -> Streams.encode(framer, tooLong));
        }
    }
}
