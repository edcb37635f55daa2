/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.struct;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class StructValuesTest {
    private static final BigInteger TWO_64 = BigInteger.ONE.shiftLeft(64);

    static Stream<Arguments> ranges() {
        return Stream.of(
                arguments("<b", -128, 127),
                arguments("<B", 0, 0xFF),
                arguments("<h", -32768, 32767),
                arguments(">H", 0, 0xFFFF),
                arguments("<i", Integer.MIN_VALUE, Integer.MAX_VALUE),
                arguments("<l", Integer.MIN_VALUE, Integer.MAX_VALUE),
                arguments(">I", 0L, 0xFFFF_FFFFL),
                arguments("<L", 0L, 0xFFFF_FFFFL),
                arguments(">q", Long.MIN_VALUE, Long.MAX_VALUE),
                arguments("l", Long.MIN_VALUE, Long.MAX_VALUE),
                arguments("n", Long.MIN_VALUE, Long.MAX_VALUE),
                arguments(">Q", BigInteger.ZERO, TWO_64.subtract(BigInteger.ONE)),
                arguments("L", BigInteger.ZERO, TWO_64.subtract(BigInteger.ONE)),
                arguments("N", BigInteger.ZERO, TWO_64.subtract(BigInteger.ONE)));
    }

    /** Also: the type that comes out is that of the code, whatever the value. */
    @ParameterizedTest
    @MethodSource("ranges")
    void integersGoUpToTheirLimitsAndNoFurther(String format, Number least, Number most) {
        Struct struct = Struct.of(format);
        assertArrayEquals(new Object[] {least}, struct.unpack(struct.pack(least)));
        assertArrayEquals(new Object[] {most}, struct.unpack(struct.pack(most)));
        BigInteger low = new BigInteger(least.toString());
        BigInteger high = new BigInteger(most.toString());
        assertArrayEquals(struct.pack(high), struct.pack(most));
        for (BigInteger beyond :
                new BigInteger[] {low.subtract(BigInteger.ONE), high.add(BigInteger.ONE)}) {
            assertRefused(
                    struct,
                    beyond,
                    "'"
                            + format.charAt(format.length() - 1)
                            + "' at index "
                            + (format.length() - 1)
                            + " of \""
                            + format
                            + "\"): "
                            + beyond
                            + " is out of range; give "
                            + least
                            + " to "
                            + most);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"b", "B", "h", "H", "i", "I", "l", "L", "q", "Q", "n", "N", "P"})
    void integersArePackedFromEveryIntegerType(String format) {
        Struct struct = Struct.of(format);
        byte[] packed = struct.pack(100);
        assertArrayEquals(packed, struct.pack((byte) 100));
        assertArrayEquals(packed, struct.pack((short) 100));
        assertArrayEquals(packed, struct.pack(100L));
        assertArrayEquals(packed, struct.pack(BigInteger.valueOf(100)));
        for (Object wrong : new Object[] {100f, 100.0, "100", 'd', true, BigDecimal.TEN}) {
            assertRefused(
                    struct,
                    wrong,
                    wrong.getClass().getName()
                            + " does not fit; give a Byte, Short, Integer, Long or BigInteger");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"<e", ">f", "d"})
    void floatsArePackedFromFloatsAndIntegers(String format) {
        Struct struct = Struct.of(format);
        byte[] packed = struct.pack(3.0);
        for (Object three : new Object[] {3f, (byte) 3, (short) 3, 3, 3L, BigInteger.valueOf(3)}) {
            assertArrayEquals(packed, struct.pack(three));
        }
        assertRefused(
                struct,
                "3",
                "java.lang.String does not fit; give a Float, a Double, or an integer");
    }

    @Test
    void aFloatCodeRoundsAnIntegerAsADoubleDoes() {
        Struct struct = Struct.of("d");
        assertEquals(0x1p53, struct.unpack(struct.pack((1L << 53) + 1))[0]);
        assertEquals(0x1p53 + 4, struct.unpack(struct.pack((1L << 53) + 3))[0]);
        assertEquals(0x1p64, struct.unpack(struct.pack(TWO_64))[0]);
        assertEquals(0x1p999, struct.unpack(struct.pack(BigInteger.ONE.shiftLeft(999)))[0]);
        BigInteger tooLarge = BigInteger.ONE.shiftLeft(1024);
        String advice = " is out of range; give what rounds to -1.7976931348623157E308";
        assertRefused(struct, tooLarge, "a number of 1025 bits" + advice);
        assertRefused(struct, tooLarge.negate(), "a number of 1024 bits" + advice);
        assertRefused(Struct.of("f"), tooLarge, "a number of 1025 bits" + advice);
        assertRefused(Struct.of("<e"), 65520, "65520.0 is out of range; give what rounds to");
    }

    @Test
    void nativeFloatsBecomeInfinite() {
        for (String format : new String[] {"f", "@f"}) {
            Struct struct = Struct.of(format);
            assertEquals(Float.POSITIVE_INFINITY, struct.unpack(struct.pack(1e39))[0]);
            assertEquals(Float.NEGATIVE_INFINITY, struct.unpack(struct.pack(-1e39))[0]);
            assertEquals(Float.MAX_VALUE, struct.unpack(struct.pack(0x1.fffffefp127))[0]);
        }
    }

    @Test
    void aPointerTakesNegativeNumbersForUnsignedOnes() {
        Struct struct = Struct.of("P");
        BigInteger largest = TWO_64.subtract(BigInteger.ONE);
        for (Object minusOne : new Object[] {-1, -1L, BigInteger.ONE.negate(), largest}) {
            assertEquals(largest, struct.unpack(struct.pack(minusOne))[0]);
        }
        assertEquals(BigInteger.ONE.shiftLeft(63), struct.unpack(struct.pack(Long.MIN_VALUE))[0]);
        String advice = " is out of range; give -9223372036854775808 to 18446744073709551615";
        assertRefused(struct, TWO_64, TWO_64 + advice);
        BigInteger tooSmall = BigInteger.valueOf(Long.MIN_VALUE).subtract(BigInteger.ONE);
        assertRefused(struct, tooSmall, tooSmall + advice);
    }

    @ParameterizedTest
    @CsvSource({
        "<e, 65519.99999999999, 7bff",
        "<e, 65504, 7bff",
        "<e, 0x1p-14, 0400",
        "<e, 0x1p-24, 0001",
        "<e, 0x1p-25, 0000",
        "<e, 0x1.0000000000001p-25, 0001",
        "<e, 0x1.8p-24, 0002",
        "<e, 0x1.ffbp-15, 03ff",
        "<e, 0x1.ffep-15, 0400",
        "<e, 0x1.002p0, 3c00",
        "<e, 0x1.0020000000001p0, 3c01", // rounded to float first, it would be 3c00
        "<e, 0x1.006p0, 3c02",
        "<e, -0x0p0, 8000",
        "<e, Infinity, 7c00",
        "<e, -Infinity, fc00",
        "<e, NaN, 7e00",
        "<f, 0x1.000001p0, 3f800000",
        "<f, 0x1.0000010000001p0, 3f800001",
        "<f, 0x1.fffffefffffffp127, 7f7fffff",
        "<f, 0x1p-149, 00000001",
        "<f, -Infinity, ff800000",
        "<f, NaN, 7fc00000",
    })
    void floatsAreRoundedOnceAndHalfToEven(String format, double value, String bits) {
        byte[] packed = Struct.of(format).pack(value);
        assertArrayEquals(packed, Struct.of(format).pack(Struct.of(format).unpack(packed)));
        StringBuilder hex = new StringBuilder();
        for (byte b : Struct.of(format.replace('<', '>')).pack(value)) {
            hex.append(String.format("%02x", b));
        }
        assertEquals(bits, hex.toString());
    }

    @ParameterizedTest
    @CsvSource({
        "e, 65520, 65504.0",
        "e, -65520, 65504.0",
        "f, 0x1.ffffffp127, 3.4028234663852886E38",
        "f, -1e308, 3.4028234663852886E38"
    })
    void finiteFloatsDoNotBecomeInfinite(String format, double value, String largest) {
        for (String prefix : new String[] {format.equals("f") ? "!" : "", "=", "<", ">"}) {
            assertRefused(
                    Struct.of(prefix + format),
                    value,
                    value
                            + " is out of range; give what rounds to -"
                            + largest
                            + " to "
                            + largest
                            + ", or an infinity");
        }
    }

    /** All 65536 of them: as the JDK's own conversion of a float that is exact. */
    @Test
    void everyHalfComesBack() {
        Struct struct = Struct.of("<e");
        Struct bits = Struct.of("<H");
        for (int half = 0; half < 0x1_0000; half++) {
            byte[] packed = bits.pack(half);
            float value = (float) struct.unpack(packed)[0];
            if (Float.isNaN(value)) {
                assertTrue((half & 0x7C00) == 0x7C00 && (half & 0x3FF) != 0);
                assertEquals(half & 0x8000 | 0x7E00, bits.unpack(struct.pack(value))[0]);
            } else {
                assertEquals(half, bits.unpack(struct.pack(value))[0]);
            }
        }
    }

    @Test
    void boolIsTrueUnlessZero() {
        Struct struct = Struct.of("3?");
        assertArrayEquals(
                new Object[] {false, true, true}, struct.unpack(new byte[] {0, 1, (byte) 0x80}));
        assertArrayEquals(new byte[] {1, 0, 1}, struct.pack(true, false, true));
        assertRefused(Struct.of("?"), 1, "java.lang.Integer does not fit; give a Boolean");
    }

    @Test
    void charIsOneByte() {
        assertArrayEquals(
                new Object[] {bytes("a"), bytes("b")}, Struct.of("2c").unpack(bytes("ab")));
        Struct struct = Struct.of("c");
        assertArrayEquals(bytes("z"), struct.pack((Object) bytes("z")));
        assertRefused(struct, bytes("zz"), "an array of 2 bytes does not fit; give exactly 1");
        assertRefused(struct, bytes(""), "an array of 0 bytes does not fit; give exactly 1");
        assertRefused(struct, "z", "java.lang.String does not fit; give a byte[]");
    }

    @Test
    void stringIsFilledOrCut() {
        Struct struct = Struct.of("4s");
        assertArrayEquals(bytes("ab\0\0"), struct.pack((Object) bytes("ab")));
        assertArrayEquals(bytes("abcd"), struct.pack((Object) bytes("abcdef")));
        assertArrayEquals(new Object[] {bytes("ab\0\0")}, struct.unpack(bytes("ab\0\0")));
        assertRefused(struct, "ab", "java.lang.String does not fit; give a byte[]");
    }

    @Test
    void pascalStringHasItsLengthInFront() {
        Struct struct = Struct.of("4p");
        assertArrayEquals(bytes("\2ab\0"), struct.pack((Object) bytes("ab")));
        assertArrayEquals(bytes("\3abc"), struct.pack((Object) bytes("abcdef")));
        assertArrayEquals(new Object[] {bytes("ab")}, struct.unpack(bytes("\2abc")));
        assertArrayEquals(new Object[] {bytes("abc")}, struct.unpack(bytes("\u00ffabc")));
        assertArrayEquals(new Object[] {bytes("")}, Struct.of("0p").unpack(new byte[0]));
        assertArrayEquals(new byte[0], Struct.of("0p").pack((Object) bytes("a")));
        byte[] longest = Struct.of("300p").pack((Object) new byte[299]);
        assertEquals((byte) 255, longest[0]);
        assertEquals(255, ((byte[]) Struct.of("300p").unpack(longest)[0]).length);
    }

    @Test
    void refusesNullValueByIndex() {
        var refusal =
                assertThrows(
                        IllegalArgumentException.class, () -> Struct.of("<2hd").pack(1, 2, null));
        assertEquals(
                "value 2 ('d' at index 3 of \"<2hd\"): null does not fit; give a Float, a Double,"
                        + " or an integer",
                refusal.getMessage());
    }

    @Test
    void valuesThatCameOutGoInAgain() {
        Struct struct = Struct.of("bBhHiIlLqQnNP?efdc3s4p");
        byte[] payload = new byte[struct.size()];
        for (int i = 0; i < payload.length; i++) {
            payload[i] = (byte) (7 * i + 1);
        }
        Object[] values = struct.unpack(payload);
        assertArrayEquals(values, struct.unpack(struct.pack(values)));
    }

    private static void assertRefused(Struct struct, Object value, String why) {
        var refusal = assertThrows(IllegalArgumentException.class, () -> struct.pack(value));
        assertTrue(refusal.getMessage().startsWith("value 0 ("), refusal::getMessage);
        assertTrue(refusal.getMessage().contains(why), refusal::getMessage);
    }

    private static byte[] bytes(String latin1) {
        return latin1.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
    }
}
