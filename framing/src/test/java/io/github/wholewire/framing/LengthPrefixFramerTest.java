/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.framing;

import static java.nio.ByteOrder.BIG_ENDIAN;
import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.wholewire.FrameTooLongException;
import io.github.wholewire.Framer;
import io.github.wholewire.FramingException;
import io.github.wholewire.MessageDecoder;
import io.github.wholewire.framing.Streams.Outcome;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class LengthPrefixFramerTest {
    private static final List<Integer> WIDTHS = List.of(1, 2, 3, 4, 8);

    /** The low bytes of a value, as a peer would write them. */
    private static String field(BigInteger value, int widthBytes, ByteOrder order) {
        byte[] bytes = new byte[widthBytes];
        for (int i = 0; i < widthBytes; i++) {
            int at = order == BIG_ENDIAN ? widthBytes - 1 - i : i;
            bytes[at] = value.shiftRight(8 * i).byteValue();
        }
        return Streams.text(ByteBuffer.wrap(bytes));
    }

    private static String field(long value, int widthBytes, ByteOrder order) {
        return field(BigInteger.valueOf(value), widthBytes, order);
    }

    static List<Arguments> formats() {
        List<Arguments> formats = new ArrayList<>();
        for (int width : WIDTHS) {
            formats.add(arguments(width, BIG_ENDIAN));
            formats.add(arguments(width, LITTLE_ENDIAN));
        }
        return formats;
    }

    @ParameterizedTest
    @MethodSource("formats")
    void goesBothWaysUpToTheLimitAndNoByteFurther(int width, ByteOrder order) throws Exception {
        int widest = width == 1 ? 255 : 70_000;
        for (int max : new int[] {0, 1, 2, 254, 255, 256, 65_534, 65_535, 65_536}) {
            if (max > widest || width == 2 && max > 65_535) {
                continue;
            }
            Framer framer = Streams.prefixed(width, order, max);
            for (int length : new int[] {0, Math.max(0, max - 1), max}) {
                String payload = "x".repeat(length);
                String frame = field(length, width, order) + payload;
                assertEquals(frame, Streams.encode(framer, payload));
                assertEquals(
                        new Outcome(List.of(payload), "clean", frame.length()),
                        Streams.decode(framer, List.of(frame)));
            }
            String over = "x".repeat(max + 1);
            Exception refusal =
                    assertThrows(FrameTooLongException.class, () -> Streams.encode(framer, over));
            assertTrue(refusal.getMessage().contains("maxFrameLength=" + max));
            if (max < widest && !(width == 2 && max == 65_535)) {
                assertEquals(
                        new Outcome(List.of(), "too long", 0),
                        Streams.decode(framer, List.of(field(max + 1, width, order))));
            }
        }
    }

    /** Sign, sentinel and width errors show at the edges of the integer types. */
    @ParameterizedTest
    @MethodSource("formats")
    void lengthsAreUnsignedNumbersOfTheirWidth(int width, ByteOrder order) throws Exception {
        int max = Math.min(1000, (1 << 8 * Math.min(width, 3)) - 1);
        List<BigInteger> lengths = new ArrayList<>();
        for (int bits : new int[] {0, 7, 8, 15, 16, 23, 24, 31, 32, 62, 63, 64}) {
            BigInteger power = BigInteger.ONE.shiftLeft(bits);
            lengths.addAll(
                    List.of(
                            power.subtract(BigInteger.ONE),
                            power,
                            power.add(BigInteger.valueOf(max))));
        }
        lengths.add(BigInteger.ONE.negate());
        for (BigInteger value : lengths) {
            BigInteger length = value.mod(BigInteger.ONE.shiftLeft(8 * width));
            MessageDecoder<String> decoder = Streams.decoder(Streams.prefixed(width, order, max));
            decoder.push(ByteBuffer.wrap(Streams.bytes(field(length, width, order))));
            String context = length + " in " + width + " bytes " + order;
            if (length.compareTo(BigInteger.valueOf(max)) > 0) {
                FramingException refusal =
                        assertThrows(FramingException.class, decoder::pull, context);
                assertEquals(0, refusal.offset());
            } else {
                String payload = "x".repeat(length.intValue());
                decoder.push(ByteBuffer.wrap(Streams.bytes(payload)));
                assertEquals(payload, decoder.pull(), context);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("formats")
    void endAtEveryByteIsTruncationUnlessBetweenFrames(int width, ByteOrder order)
            throws Exception {
        Framer framer = Streams.prefixed(width, order, 100);
        String stream = Streams.encode(framer, "abc", "", "defgh");
        List<Integer> ends = List.of(0, width + 3, 2 * width + 3, 3 * width + 8);
        List<String> frames = List.of("abc", "", "defgh");
        for (int length = 0; length <= stream.length(); length++) {
            int whole = 0;
            while (whole < 3 && ends.get(whole + 1) <= length) {
                whole++;
            }
            boolean clean = ends.contains(length);
            assertEquals(
                    new Outcome(
                            frames.subList(0, whole),
                            clean ? "clean" : "truncated",
                            ends.get(whole)),
                    Streams.decode(framer, List.of(stream.substring(0, length))));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {Integer.MIN_VALUE, -1, 0, 5, 6, 7, 9, Integer.MAX_VALUE})
    void refusesWidthThatNoFieldHas(int width) {
        Exception refusal =
                assertThrows(
                        IllegalArgumentException.class,
                        () -> LengthPrefixFramer.builder().lengthFieldLength(width));
        assertTrue(refusal.getMessage().contains("lengthFieldLength=" + width));
        assertTrue(refusal.getMessage().contains("1, 2, 3, 4 or 8"), refusal::getMessage);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, Integer.MIN_VALUE, (1 << 30) + 1, Integer.MAX_VALUE})
    void refusesLimitOutOfRange(int max) {
        for (var set :
                List.<IntFunction<Object>>of(
                        LengthPrefixFramer.builder()::maxFrameLength, Framers::u32)) {
            Exception refusal = assertThrows(IllegalArgumentException.class, () -> set.apply(max));
            assertTrue(refusal.getMessage().contains("maxFrameLength=" + max));
            assertTrue(refusal.getMessage().contains("0 to " + (1 << 30)));
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 256, 255", "2, 65536, 65535", "3, 16777216, 16777215", "1, 1073741824, 255"})
    void refusesWidthThatCannotHoldTheLimit(int width, int max, int largest) {
        LengthPrefixFramer.Builder builder =
                LengthPrefixFramer.builder().lengthFieldLength(width).maxFrameLength(max);
        Exception refusal = assertThrows(IllegalArgumentException.class, builder::build);
        for (String said :
                List.of("maxFrameLength=" + max, "lengthFieldLength=" + width, "" + largest)) {
            assertTrue(refusal.getMessage().contains(said), refusal::getMessage);
        }
        assertEquals(largest, builder.maxFrameLength(largest).build().maxFrameLength());
    }

    @ParameterizedTest
    @CsvSource({"1, 255", "2, 65535", "3, 1048576", "4, 1048576", "8, 1048576"})
    void limitUnlessToldOtherwiseIsOneMebibyteOrWhatTheFieldHolds(int width, int max) {
        assertEquals(1024 * 1024, LengthPrefixFramer.DEFAULT_MAX_FRAME_LENGTH);
        assertEquals(
                max,
                LengthPrefixFramer.builder().lengthFieldLength(width).build().maxFrameLength());
    }

    @Test
    void u32IsFourBytesBigEndian() throws Exception {
        assertEquals("\0\0\0\2ab\0\0\0\0", Streams.encode(Framers.u32(), "ab", ""));
        assertEquals(1024 * 1024, Framers.u32().maxFrameLength());
        assertEquals(5, Framers.u32(5).maxFrameLength());
        assertThrows(FrameTooLongException.class, () -> Streams.encode(Framers.u32(5), "123456"));
    }

    @Test
    void builtFramerSeesNoLaterChange() throws Exception {
        LengthPrefixFramer.Builder builder = LengthPrefixFramer.builder();
        LengthPrefixFramer framer = builder.lengthFieldLength(2).maxFrameLength(9).build();
        builder.lengthFieldLength(1).byteOrder(LITTLE_ENDIAN).maxFrameLength(5);

        assertEquals("\0\2ab", Streams.encode(framer, "ab"));
        assertEquals(9, framer.maxFrameLength());
        assertTrue(framer.toString().contains("maxFrameLength=9"), framer::toString);
        assertThrows(NullPointerException.class, () -> builder.byteOrder(null));
    }

    @Test
    void encodesTheLargestLengthOfItsWidth() throws Exception {
        byte[] frame =
                Streams.bytes(
                        Streams.encode(
                                Streams.prefixed(2, LITTLE_ENDIAN, 65_535), "x".repeat(65_535)));
        assertEquals("[-1, -1, 120]", Arrays.toString(Arrays.copyOf(frame, 3)));
        assertEquals(65_537, frame.length);
    }
}
