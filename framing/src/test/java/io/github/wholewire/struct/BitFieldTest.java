/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.struct;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class BitFieldTest {
    record Flags(@BitField(1) boolean urgent, @BitField(3) Color color, @BitField(12) int length) {}

    enum Color {
        RED,
        GREEN,
        BLUE
    }

    @StructFormat("<BHsQ")
    record Mixed(
            byte first,
            @BitField(4) byte low,
            @BitField(12) short high,
            @CountedBy("low") String text,
            @BitField(63) long most,
            @BitField(1) boolean last) {}

    @StructFormat(">Hs")
    record Counted(
            @BitField(8) byte kind, @BitField(8) byte length, @CountedBy("length") String text) {}

    @Test
    void countsWithAllOfItsBits() {
        StructCodec<Counted> codec = StructCodec.of(Counted.class);
        Counted counted = new Counted((byte) -1, (byte) 200, "x".repeat(200));
        assertEquals(counted, codec.unpack(codec.pack(counted)));
    }

    @Test
    void startsAtTheMostSignificantBitInABigEndianFormat() {
        StructCodec<Flags> codec = StructCodec.of(Flags.class, ">H");
        Flags flags = new Flags(true, Color.BLUE, 0x123);
        assertEquals("a123", HexFormat.of().formatHex(codec.pack(flags)));
        assertEquals(flags, codec.unpack(codec.pack(flags)));
    }

    @Test
    void startsAtTheLeastSignificantBitInALittleEndianFormat() {
        StructCodec<Flags> codec = StructCodec.of(Flags.class, "<H");
        Flags flags = new Flags(true, Color.BLUE, 0x123);
        assertEquals(
                0x1235,
                ByteBuffer.wrap(codec.pack(flags))
                        .order(java.nio.ByteOrder.LITTLE_ENDIAN)
                        .getShort());
        assertEquals(flags, codec.unpack(codec.pack(flags)));
    }

    @Test
    void standsAmongComponentsWithoutFixedPlaces() {
        StructCodec<Mixed> codec = StructCodec.of(Mixed.class);
        Random random = new Random(1);
        for (int i = 0; i < 500; i++) {
            int length = random.nextInt(16);
            Mixed mixed =
                    new Mixed(
                            (byte) i,
                            (byte) length,
                            (short) random.nextInt(4096),
                            "x".repeat(length),
                            random.nextLong() >>> 1,
                            random.nextBoolean());
            byte[] packed = codec.pack(mixed);
            assertEquals(11 + length, packed.length);
            assertEquals(mixed, codec.unpack(packed));
            ByteBuffer direct = ByteBuffer.allocateDirect(packed.length);
            codec.packInto(direct, 0, mixed);
            assertEquals(mixed, codec.unpack(direct));
        }
    }

    @Test
    void refusesWhatHasMoreBits() {
        StructCodec<Flags> codec = StructCodec.of(Flags.class, ">H");
        for (int value : new int[] {-1, 4096, Integer.MAX_VALUE}) {
            assertEquals(
                    "Flags.length ('H'): " + value + " is out of range; give 0 to 4095",
                    assertThrows(
                                    IllegalArgumentException.class,
                                    () -> codec.pack(new Flags(true, Color.RED, value)))
                            .getMessage());
        }
        assertThrows(
                IllegalArgumentException.class,
                () -> codec.unpack(new byte[] {(byte) 0xF0, 0}),
                "7 is no color");
        Flags most = new Flags(false, Color.RED, 4095);
        assertEquals(most, codec.unpack(codec.pack(most)));
    }

    @StructFormat("<H")
    record TooFew(@BitField(1) boolean flag, @BitField(3) int kind) {}

    @StructFormat("<HB")
    record Interrupted(@BitField(1) boolean flag, int kind) {}

    @StructFormat("<B")
    record TooMany(@BitField(1) boolean flag, @BitField(8) int kind) {}

    @StructFormat("<B")
    record WideBoolean(@BitField(8) boolean flag) {}

    @StructFormat("<H")
    record NarrowType(@BitField(16) byte value) {}

    @StructFormat("<f")
    record NoInteger(@BitField(8) int value) {}

    @StructFormat("<B")
    record NarrowEnum(@BitField(1) Color color, @BitField(7) int rest) {}

    static Stream<Arguments> malformed() {
        return Stream.of(
                arguments(TooFew.class, "the bit fields take 4 bits of 16, and the record ends"),
                arguments(Interrupted.class, "1 bits of 16, and component kind has none"),
                arguments(TooMany.class, "@BitField(8) is not 1 to 7"),
                arguments(WideBoolean.class, "8 bits do not fit boolean"),
                arguments(NarrowType.class, "16 bits do not fit byte"),
                arguments(NoInteger.class, "code 'f' (float32) does not fit"),
                arguments(NarrowEnum.class, "BLUE is 2, which is not 0 to 1"));
    }

    @ParameterizedTest
    @MethodSource("malformed")
    <R extends Record> void refusesToBeMade(Class<R> type, String why) {
        String message =
                assertThrows(IllegalArgumentException.class, () -> StructCodec.of(type))
                        .getMessage();
        assertTrue(message.contains(why), message);
    }
}
