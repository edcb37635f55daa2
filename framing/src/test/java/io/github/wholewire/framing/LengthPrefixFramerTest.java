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

import io.github.wholewire.CodecException;
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
    static String field(BigInteger value, int widthBytes, ByteOrder order) {
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

    static List<Arguments> presets() {
        return List.of(
                arguments(Framers.u8(), "\u0002ab", 255),
                arguments(Framers.u16(), "\0\u0002ab", 65_535),
                arguments(Framers.u24(), "\0\0\u0002ab", 1 << 20),
                arguments(Framers.u32(), "\0\0\0\u0002ab", 1 << 20),
                arguments(Framers.u64(), "\0\0\0\0\0\0\0\u0002ab", 1 << 20),
                arguments(Framers.u8(7), "\u0002ab", 7),
                arguments(Framers.u24(7), "\0\0\u0002ab", 7),
                arguments(Framers.u64(7), "\0\0\0\0\0\0\0\u0002ab", 7),
                arguments(Framers.u8().littleEndian(), "\u0002ab", 255),
                arguments(Framers.u16().littleEndian(), "\u0002\0ab", 65_535),
                arguments(Framers.u24().littleEndian(), "\u0002\0\0ab", 1 << 20),
                arguments(Framers.u64(9).littleEndian(), "\u0002\0\0\0\0\0\0\0ab", 9),
                arguments(Framers.u8().countingItself(), "\u0003ab", 254),
                arguments(Framers.u16().countingItself(), "\0\u0004ab", 65_533),
                arguments(Framers.u32(9).countingItself(), "\0\0\0\u0006ab", 9),
                arguments(Framers.u32().countingItself().littleEndian(), "\u0006\0\0\0ab", 1 << 20),
                arguments(Framers.u16().countingItself().countingItself(), "\0\u0004ab", 65_533));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("presets")
    void presetsGoBothWaysUpToTheirLimit(LengthPrefixFramer framer, String frame, int max)
            throws Exception {
        assertEquals(frame, Streams.encode(framer, "ab"));
        assertEquals(List.of("ab"), Streams.decode(framer, List.of(frame)).frames());
        assertEquals(max, framer.maxFrameLength());
        String longest = "x".repeat(max);
        String longestFrame = Streams.encode(framer, longest);
        assertEquals(List.of(longest), Streams.decode(framer, List.of(longestFrame)).frames());
        assertThrows(
                FrameTooLongException.class, () -> Streams.encode(framer, "x".repeat(max + 1)));
    }

    @Test
    void limitThatWasSetMustFitALengthThatCountsItself() {
        Exception refusal =
                assertThrows(
                        IllegalArgumentException.class, () -> Framers.u8(255).countingItself());
        for (String said :
                List.of(
                        "maxFrameLength=255",
                        "lengthFieldLength=1",
                        "lengthAdjustment=-1",
                        "254")) {
            assertTrue(refusal.getMessage().contains(said), refusal::getMessage);
        }
        assertEquals(254, Framers.u8(254).countingItself().maxFrameLength());
    }

    @Test
    void lengthLessThanWhatItCountsIsNoFrame() throws Exception {
        Framer framer = Framers.u16().countingItself();
        assertEquals("no frame", Streams.decode(framer, List.of("\0\u0001")).end());
        assertEquals(List.of(""), Streams.decode(framer, List.of("\0\u0002")).frames());
        MessageDecoder<String> decoder = Streams.decoder(framer);
        decoder.push(ByteBuffer.wrap(new byte[2]));
        Exception refusal = assertThrows(FramingException.class, decoder::pull);
        assertTrue(refusal.getMessage().contains("says 0, so the frame has 0 bytes"));
        assertTrue(refusal.getMessage().contains("fewer than 2"), refusal::getMessage);
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "0, 3", "1, 3", "1, 2", "1, 0"})
    void settingsThatStripMoreOrLessThanTheLengthOnlyDecode(int offset, int strip)
            throws Exception {
        Framer framer =
                LengthPrefixFramer.builder()
                        .lengthFieldOffset(offset)
                        .lengthFieldLength(2)
                        .initialBytesToStrip(strip)
                        .build();
        String frame = "t".repeat(offset) + "\0\u0002ab";
        assertEquals(
                List.of(frame.substring(strip)), Streams.decode(framer, List.of(frame)).frames());
        Exception refusal = assertThrows(CodecException.class, () -> Streams.encode(framer, frame));
        for (String said :
                List.of(
                        "only decodes",
                        "lengthFieldOffset=" + offset,
                        "initialBytesToStrip=" + strip)) {
            assertTrue(refusal.getMessage().contains(said), refusal::getMessage);
        }
    }

    @Test
    void stripsUpToTheEndOfTheLengthUnlessToldOtherwise() throws Exception {
        Framer framer =
                LengthPrefixFramer.builder().lengthFieldOffset(3).lengthFieldLength(1).build();
        assertEquals(List.of("ab"), Streams.decode(framer, List.of("TTT\u0002ab")).frames());
    }

    @Test
    void refusesSettingsThatLetNoFramePass() {
        assertRefused(
                LengthPrefixFramer.builder().lengthFieldLength(1).lengthAdjustment(-256),
                "lengthAdjustment=-256",
                "lengthFieldLength=1",
                "-255 or more");
        assertRefused(
                LengthPrefixFramer.builder().lengthFieldLength(1).initialBytesToStrip(257),
                "initialBytesToStrip=257",
                "256 bytes");
        assertRefused(
                LengthPrefixFramer.builder().lengthAdjustment(9).maxFrameLength(8),
                "maxFrameLength=8",
                "lengthAdjustment=9",
                "9 bytes");
        assertRefused(
                LengthPrefixFramer.builder().initialBytesToStrip(0).maxFrameLength(3),
                "maxFrameLength=3",
                "initialBytesToStrip=0",
                "4 bytes");
        assertRefused(
                LengthPrefixFramer.builder().lengthAdjustment(Integer.MAX_VALUE),
                "lengthAdjustment=2147483647",
                "raise it");
    }

    private static void assertRefused(LengthPrefixFramer.Builder builder, String... said) {
        Exception refusal = assertThrows(IllegalArgumentException.class, builder::build);
        for (String part : said) {
            assertTrue(refusal.getMessage().contains(part), refusal::getMessage);
        }
    }

    @Test
    void refusesOffsetsOutOfRange() {
        LengthPrefixFramer.Builder builder = LengthPrefixFramer.builder();
        for (int bytes : new int[] {-1, 4089, Integer.MAX_VALUE}) {
            Exception refusal =
                    assertThrows(
                            IllegalArgumentException.class, () -> builder.lengthFieldOffset(bytes));
            assertTrue(refusal.getMessage().contains("lengthFieldOffset=" + bytes));
        }
        for (int bytes : new int[] {-1, 4097, Integer.MAX_VALUE}) {
            Exception refusal =
                    assertThrows(
                            IllegalArgumentException.class,
                            () -> builder.initialBytesToStrip(bytes));
            assertTrue(refusal.getMessage().contains("initialBytesToStrip=" + bytes));
        }
    }

    @Test
    void longestHeaderIsWaitedFor() throws Exception {
        Framer framer =
                LengthPrefixFramer.builder()
                        .lengthFieldOffset(4088)
                        .lengthFieldLength(8)
                        .maxFrameLength(0)
                        .build();
        String header = "h".repeat(4088) + "\0".repeat(8);
        List<String> chunks = List.of(header.substring(0, 4000), header.substring(4000));
        assertEquals(List.of(""), Streams.decode(framer, chunks).frames());
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
