/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.struct;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.wholewire.CodecException;
import io.github.wholewire.MessageEncoder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ReadOnlyBufferException;
import java.nio.charset.Charset;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StructCodecTest {
    private static final StructCodec<Tick> TICKS = StructCodec.of(Tick.class);
    private static final Tick TICK = new Tick(1, 2, 3, "ACME");

    @StructFormat("<qIH8s")
    record Tick(long time, int price, int quantity, String symbol) {}

    record Point(int x, int y) {}

    @StructFormat(">HH")
    record Header(int kind, int length) {}

    enum Side {
        @Tag('B')
        BUY,
        @Tag('S')
        SELL
    }

    @Test
    void packsAsStructDoes() {
        byte[] expected = Struct.of("<qIH8s").pack(1, 2, 3, "ACME".getBytes(US_ASCII));
        assertArrayEquals(expected, TICKS.pack(TICK));
        assertEquals(TICK, TICKS.unpack(expected));
        assertEquals(22, TICKS.size());
        assertTrue(TICKS.isFixedSize());
    }

    @Test
    void takesPartOfABuffer() {
        ByteBuffer buffer = ByteBuffer.allocate(30).position(5).slice();
        assertEquals(22, TICKS.packInto(buffer, 3, TICK));
        assertEquals(0, buffer.position());
        assertEquals(TICK, TICKS.unpack(buffer.position(3)));
        assertEquals(3, buffer.position());
        assertEquals(TICK, TICKS.unpack(buffer.asReadOnlyBuffer()));
        assertEquals(
                "Tick takes 22 bytes, but there is room for 21",
                assertThrows(IllegalArgumentException.class, () -> TICKS.packInto(buffer, 4, TICK))
                        .getMessage());
        assertThrows(IndexOutOfBoundsException.class, () -> TICKS.packInto(buffer, -1, TICK));
        assertThrows(
                ReadOnlyBufferException.class,
                () -> TICKS.packInto(buffer.asReadOnlyBuffer(), 0, TICK));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 21, 23})
    void refusesAnotherSize(int length) {
        CodecException refused =
                assertThrows(CodecException.class, () -> TICKS.decode(ByteBuffer.allocate(length)));
        assertEquals(
                "payload refused: Tick takes 22 bytes: a payload of " + length + " does not fit",
                refused.getMessage());
    }

    @Test
    void writesNothingOfWhatItRefuses() throws Exception {
        MessageEncoder<Tick> encoder = TICKS.protocol().newEncoder();
        CodecException refused =
                assertThrows(CodecException.class, () -> encoder.encode(new Tick(1, 2, 3, null)));
        assertEquals(
                "message refused: Tick.symbol ('8s'): null does not fit; give a String",
                refused.getMessage());
        assertFalse(encoder.pending().hasRemaining());
        encoder.encode(TICK);
        assertEquals(22, encoder.pending().remaining());
    }

    @Test
    void trimsNulsAtTheEndOnly() {
        byte[] payload = TICKS.pack(new Tick(0, 0, 0, "A\0B"));
        assertEquals("A\0B", TICKS.unpack(payload).symbol());
        assertEquals("", TICKS.unpack(new byte[22]).symbol());
        IllegalArgumentException refused =
                assertThrows(
                        IllegalArgumentException.class, () -> TICKS.pack(new Tick(0, 0, 0, "A\0")));
        assertTrue(refused.getMessage().contains("would be trimmed"), refused.getMessage());
    }

    @Test
    void isStrictAboutCharsets() {
        byte[] broken = new byte[22];
        broken[14] = (byte) 0xC3;
        assertEquals(
                "Tick.symbol ('8s'): no UTF-8 at its byte 0",
                assertThrows(IllegalArgumentException.class, () -> TICKS.unpack(broken))
                        .getMessage());
        assertThrows(IllegalArgumentException.class, () -> TICKS.pack(new Tick(0, 0, 0, "\uD800")));

        Tick tick = new Tick(0, 0, 0, "\u00e9\ufffd\u20ac");
        assertEquals(tick, TICKS.unpack(TICKS.pack(tick)));
        StructCodec<Tick> latin = StructCodec.builder(Tick.class).charset(ISO_8859_1).build();
        assertThrows(IllegalArgumentException.class, () -> latin.pack(tick));
        assertEquals((byte) 0xE9, latin.pack(new Tick(0, 0, 0, "\u00e9"))[14]);
        StructCodec<Tick> wide = StructCodec.builder(Tick.class).charset(UTF_16LE).build();
        Tick four = new Tick(0, 0, 0, "a\u20acb");
        assertEquals(four, wide.unpack(wide.pack(four)));
    }

    @StructFormat(value = "<4s", charset = "ISO-8859-1")
    record Latin(String text) {}

    @ParameterizedTest
    @CsvSource({"5, UTF-16LE, 2", "7, UTF-16, 2", "6, UTF-32BE, 4"})
    void refusesARoomThatNulsCannotFill(int room, String charset, int nul) {
        var builder =
                StructCodec.builder(Name.class)
                        .format(room + "s")
                        .charset(Charset.forName(charset));
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, builder::build);
        assertEquals(
                String.format(
                        "Name.text ('%ds'): a NUL takes %d bytes in %s; make it a multiple of that",
                        room, nul, charset),
                e.getMessage());
    }

    record Name(String text) {}

    @Test
    void takesTheCharsetOfTheRecord() {
        StructCodec<Latin> codec = StructCodec.of(Latin.class);
        assertArrayEquals(new byte[] {(byte) 0xE9, 'x', 0, 0}, codec.pack(new Latin("\u00e9x")));
        assertEquals(new Latin("\u00e9x"), codec.unpack(codec.pack(new Latin("\u00e9x"))));
    }

    record Line(Point from, Point to, int color) {}

    @Test
    void givesCodesToNestedRecords() {
        StructCodec<Line> codec = StructCodec.of(Line.class, "<hxxhi2xhB");
        Line line = new Line(new Point(1, -2), new Point(70_000, 4), 5);
        byte[] expected = Struct.of("<hxxhi2xhB").pack(1, -2, 70_000, 4, 5);
        assertArrayEquals(expected, codec.pack(line));
        assertEquals(line, codec.unpack(expected));
        assertEquals(
                "Line.to.y ('h'): 40000 is out of range; give -32768 to 32767",
                assertThrows(
                                IllegalArgumentException.class,
                                () ->
                                        codec.pack(
                                                new Line(new Point(0, 0), new Point(0, 40_000), 0)))
                        .getMessage());
        assertEquals(
                "Line.to: null does not fit; give a Point",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> codec.pack(new Line(new Point(0, 0), null, 0)))
                        .getMessage());
    }

    @StructFormat("<I")
    record Packet(Header header, long body) {}

    @Test
    void keepsTheFormatOfANestedRecord() {
        StructCodec<Packet> codec = StructCodec.of(Packet.class);
        Packet packet = new Packet(new Header(1, 2), 3);
        assertEquals("0001000203000000", HexFormat.of().formatHex(codec.pack(packet)));
        assertEquals(packet, codec.unpack(codec.pack(packet)));
    }

    record Four(int a, int b, int c, int d) {}

    @Test
    void sharesACountAmongComponents() {
        StructCodec<Four> codec = StructCodec.of(Four.class, "<2i2h");
        Four four = new Four(1, 2, 3, 4);
        assertEquals(12, codec.size());
        assertEquals(four, codec.unpack(codec.pack(four)));
    }

    record Around(int first, String none, byte[] nothing, int last) {}

    record Array(int[] values) {}

    @Test
    void givesNoComponentToACodeThatIsThereZeroTimes() {
        StructCodec<Around> codec = StructCodec.of(Around.class, "<0qi0I0s0p0xi0h");
        byte[] packed = codec.pack(new Around(1, "", new byte[0], 2));
        assertEquals("0100000002000000", HexFormat.of().formatHex(packed));
        Around around = codec.unpack(packed);
        assertEquals(1, around.first());
        assertEquals("", around.none());
        assertEquals(0, around.nothing().length);
        assertEquals(2, around.last());
        assertEquals(
                "Around.none ('0s'): 1 bytes of UTF-8 do not fit; give at most 0",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> codec.pack(new Around(1, "x", new byte[0], 2)))
                        .getMessage());
        String refused =
                assertThrows(
                                IllegalArgumentException.class,
                                () -> StructCodec.of(Array.class, "<0i"))
                        .getMessage();
        assertTrue(refused.contains("component values: no code is left for it"), refused);
        assertEquals(8, StructCodec.of(Point.class, "ii").size());
        assertEquals(16, StructCodec.of(Point.class, "i0qi0q").size());
    }

    @StructFormat("")
    record Nothing() {}

    @Test
    void mayHaveNoComponents() {
        StructCodec<Nothing> codec = StructCodec.of(Nothing.class);
        assertEquals(new Nothing(), codec.unpack(codec.pack(new Nothing())));
        assertThrows(IllegalStateException.class, codec::protocol);
    }

    record Aligned(byte a, long b, short c, int d, byte e) {}

    @Test
    void alignsAsStructDoes() {
        StructCodec<Aligned> codec = StructCodec.of(Aligned.class, "bqhiB0q");
        Aligned aligned = new Aligned((byte) 1, 2, (short) 3, 4, (byte) 5);
        byte[] expected = Struct.of("bqhiB0q").pack(1, 2, 3, 4, 5);
        assertArrayEquals(expected, codec.pack(aligned));
        assertEquals(aligned, codec.unpack(expected));
    }

    @StructFormat("<BH")
    record Order(Side side, Side other) {}

    @Test
    void writesEnumsByTheirTags() {
        StructCodec<Order> codec = StructCodec.of(Order.class);
        byte[] packed = codec.pack(new Order(Side.SELL, Side.BUY));
        assertArrayEquals(new byte[] {'S', 'B', 0}, packed);
        assertEquals(new Order(Side.SELL, Side.BUY), codec.unpack(packed));
        packed[0] = 1;
        assertEquals(
                "Order.side ('B'): 1 stands for no constant; known: 66=BUY, 83=SELL",
                assertThrows(IllegalArgumentException.class, () -> codec.unpack(packed))
                        .getMessage());
        assertEquals(
                "Order.other ('H'): null does not fit; give a Side",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> codec.pack(new Order(Side.BUY, null)))
                        .getMessage());
    }

    @StructFormat("<i")
    record Positive(int value) {
        Positive {
            if (value <= 0) {
                throw new IllegalStateException("value=" + value);
            }
        }
    }

    @Test
    void passesOnWhatAConstructorThrows() {
        StructCodec<Positive> codec = StructCodec.of(Positive.class);
        assertThrows(IllegalStateException.class, () -> codec.unpack(new byte[4]));
        CodecException refused =
                assertThrows(CodecException.class, () -> codec.decode(ByteBuffer.allocate(4)));
        assertEquals("payload refused: value=0", refused.getMessage());
        assertTrue(refused.getCause() instanceof IllegalStateException);
    }

    @StructFormat("<i")
    record Sneaky(int value) {
        Sneaky {
            sneak(new IOException("no"));
        }
    }

    @StructFormat("<i")
    record SneakyAccessor(int value) {
        @Override
        public int value() {
            sneak(new IOException());
            return value;
        }
    }

    /** Throws what is not declared, as code in other languages does. */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // as intended
    private static <E extends Throwable> void sneak(Throwable e) throws E {
        throw (E) e;
    }

    @Test
    void passesOnCheckedExceptionsThatAreNotDeclared() {
        StructCodec<Sneaky> codec = StructCodec.of(Sneaky.class);
        assertThrows(IOException.class, () -> codec.unpack(new byte[4]));
        CodecException refused =
                assertThrows(CodecException.class, () -> codec.decode(ByteBuffer.allocate(4)));
        assertEquals("payload refused: no", refused.getMessage());
        assertTrue(refused.getCause() instanceof IOException);

        MessageEncoder<SneakyAccessor> encoder =
                StructCodec.of(SneakyAccessor.class).protocol().newEncoder();
        refused = assertThrows(CodecException.class, () -> encoder.encode(new SneakyAccessor(1)));
        assertEquals("message refused: java.io.IOException", refused.getMessage());
        assertFalse(encoder.pending().hasRemaining());
    }

    @Test
    void sharesTheCodecOfAType() {
        assertSame(TICKS, StructCodec.of(Tick.class));
    }
}
