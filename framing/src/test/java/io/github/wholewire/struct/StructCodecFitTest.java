/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.struct;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every Java type with every code: the table in the Javadoc, and the bytes of {@link Struct}. */
class StructCodecFitTest {
    private static final int ROUNDS = 200;
    private static final String CODES = "cbB?hHiIlLqQefdsp";

    record OfByte(byte value) {}

    record OfShort(short value) {}

    record OfChar(char value) {}

    record OfInt(int value) {}

    record OfLong(long value) {}

    record OfFloat(float value) {}

    record OfDouble(double value) {}

    record OfBoolean(boolean value) {}

    record OfBigInteger(BigInteger value) {}

    record OfString(String value) {}

    record OfBytes(byte[] value) {}

    record OfShorts(short[] value) {}

    record OfChars(char[] value) {}

    record OfInts(int[] value) {}

    record OfLongs(long[] value) {}

    record OfFloats(float[] value) {}

    record OfDoubles(double[] value) {}

    record OfBooleans(boolean[] value) {}

    record OfEnum(Color value) {}

    record OfObject(Object value) {}

    record OfInteger(Integer value) {}

    enum Color {
        RED,
        GREEN,
        BLUE
    }

    /** Which codes fit a type. */
    private enum Row {
        BYTE(OfByte.class, "cbB"),
        SHORT(OfShort.class, "bBhH"),
        CHAR(OfChar.class, "cBH"),
        INT(OfInt.class, "bBhHiIlL"),
        LONG(OfLong.class, "bBhHiIlLqQ"),
        FLOAT(OfFloat.class, "ef"),
        DOUBLE(OfDouble.class, "efd"),
        BOOLEAN(OfBoolean.class, "?"),
        BIG_INTEGER(OfBigInteger.class, "Q"),
        STRING(OfString.class, "sp"),
        BYTES(OfBytes.class, "cbBsp"),
        SHORTS(OfShorts.class, "bBhH"),
        CHARS(OfChars.class, "cBH"),
        INTS(OfInts.class, "bBhHiIlL"),
        LONGS(OfLongs.class, "bBhHiIlLqQ"),
        FLOATS(OfFloats.class, "ef"),
        DOUBLES(OfDoubles.class, "efd"),
        BOOLEANS(OfBooleans.class, "?"),
        ENUM(OfEnum.class, "bBhHiIlLqQ"),
        OBJECT(OfObject.class, ""),
        INTEGER(OfInteger.class, "");

        final Class<? extends Record> type;
        final String codes;

        Row(Class<? extends Record> type, String codes) {
            this.type = type;
            this.codes = codes;
        }
    }

    static List<Object[]> pairs() {
        List<Object[]> pairs = new ArrayList<>();
        for (Row row : Row.values()) {
            for (char code : CODES.toCharArray()) {
                pairs.add(new Object[] {row, code});
            }
        }
        return pairs;
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void fitsAsTheTableSays(Row row, char code) throws Exception {
        Class<?> component = row.type.getRecordComponents()[0].getType();
        if (row.codes.indexOf(code) >= 0) {
            roundTrips(row.type, "<" + item(component, code));
            roundTrips(row.type, ">" + item(component, code));
            if ("lL".indexOf(code) < 0) { // natively they have 64 bits
                roundTrips(row.type, "@" + item(component, code));
            }
            return;
        }
        IllegalArgumentException refused =
                assertThrows(
                        IllegalArgumentException.class, () -> StructCodec.of(row.type, "<" + code));
        String message = refused.getMessage();
        assertTrue(message.contains("component value"), message);
        assertTrue(message.contains("code '" + code + "' ("), message);
        assertTrue(message.contains("does not fit " + component.getTypeName()), message);
    }

    private static String item(Class<?> component, char code) {
        return component.isArray() || component == String.class ? "5" + code : "" + code;
    }

    private static <R extends Record> void roundTrips(Class<R> type, String format)
            throws Exception {
        StructCodec<R> codec = StructCodec.of(type, format);
        Struct struct = Struct.of(format);
        RecordComponent component = type.getRecordComponents()[0];
        Constructor<R> constructor = type.getDeclaredConstructor(component.getType());
        Random random = new Random(format.hashCode());
        assertEquals(struct.size(), codec.size());
        ByteBuffer direct = ByteBuffer.allocateDirect(struct.size() + 3);
        for (int i = 0; i < ROUNDS; i++) {
            Object value = random(component.getType(), format.charAt(format.length() - 1), random);
            R message = constructor.newInstance(value);
            byte[] packed = codec.pack(message);

            assertArrayEquals(struct.pack(structValues(struct, value)), packed);
            assertSame(value, component.getAccessor().invoke(codec.unpack(packed)), struct);
            assertEquals(packed.length, codec.packInto(direct, 2, message));
            ByteBuffer region = direct.slice(2, packed.length);
            assertEquals(ByteBuffer.wrap(packed), region);
            assertSame(value, component.getAccessor().invoke(codec.unpack(region)), struct);
        }
    }

    /** A {@code byte[]} comes back filled up with zeros. */
    private static void assertSame(Object expected, Object actual, Struct struct) {
        if (expected instanceof byte[] bytes && struct.format().endsWith("s")) {
            assertArrayEquals(Arrays.copyOf(bytes, struct.size()), (byte[]) actual);
        } else {
            assertTrue(
                    Arrays.deepEquals(new Object[] {expected}, new Object[] {actual}),
                    () -> expected + " became " + actual);
        }
    }

    private static Object random(Class<?> type, char code, Random random) {
        if (type.isArray() && "sp".indexOf(code) < 0) {
            Object array = Array.newInstance(type.getComponentType(), 5);
            for (int i = 0; i < 5; i++) {
                Array.set(array, i, random(type.getComponentType(), code, random));
            }
            return array;
        }
        if (type == byte[].class) {
            byte[] bytes = new byte[random.nextInt(code == 's' ? 6 : 5)];
            random.nextBytes(bytes);
            return bytes;
        }
        if (type == String.class) {
            return "Z\u00e9\u20ac".substring(0, random.nextInt(3));
        }
        if (type == boolean.class) {
            return random.nextBoolean();
        }
        if (type.isEnum()) {
            return Color.values()[random.nextInt(3)];
        }
        if (type == float.class || type == double.class) {
            return number(type, code, random);
        }
        return integer(type, code, random);
    }

    private static Object number(Class<?> type, char code, Random random) {
        if (code == 'e') {
            float half = Half.toFloat(random.nextInt(0x7C00) | random.nextInt(2) << 15);
            return type == float.class ? (Object) half : (Object) (double) half;
        }
        double value =
                code == 'f' || type == float.class ? random.nextFloat() : random.nextDouble();
        return type == float.class ? (Object) (float) value : (Object) value;
    }

    /** Any bit pattern of the code, as the type has it. */
    private static Object integer(Class<?> type, char code, Random random) {
        boolean signed = Character.isLowerCase(code) && code != 'c';
        int bits =
                switch (Character.toLowerCase(code)) {
                    case 'c', 'b' -> 8;
                    case 'h' -> 16;
                    case 'q' -> 64;
                    default -> 32;
                };
        long raw = random.nextLong() << (64 - bits);
        long value = signed ? raw >> (64 - bits) : raw >>> (64 - bits);
        if (type == byte.class) {
            return (byte) value;
        }
        if (type == short.class) {
            return (short) value;
        }
        if (type == char.class) {
            return (char) value;
        }
        if (type == int.class) {
            return (int) value;
        }
        return type == long.class ? (Object) value : new BigInteger(Long.toUnsignedString(value));
    }

    private static Object[] structValues(Struct struct, Object value) {
        char code = struct.format().charAt(struct.format().length() - 1);
        List<Object> values = new ArrayList<>();
        if (value.getClass().isArray() && "sp".indexOf(code) < 0) {
            for (int i = 0; i < Array.getLength(value); i++) {
                values.add(structValue(code, Array.get(value, i)));
            }
        } else {
            values.add(structValue(code, value));
        }
        return values.toArray();
    }

    private static Object structValue(char code, Object value) {
        if (value instanceof String text) {
            return text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
        }
        if (value instanceof Color color) {
            return color.ordinal();
        }
        if (code == 'c') {
            return new byte[] {
                value instanceof Character character ? (byte) (char) character : (byte) value
            };
        }
        Object number = value instanceof Character character ? (Object) (int) character : value;
        if (!Character.isUpperCase(code) || number instanceof BigInteger) {
            return number;
        }
        long mask = code == 'B' ? 0xFF : code == 'H' ? 0xFFFF : code == 'Q' ? -1 : 0xFFFF_FFFFL;
        return new BigInteger(Long.toUnsignedString(((Number) number).longValue() & mask));
    }

    @ParameterizedTest
    @CsvSource({
        "b, -128, 127",
        "B, 0, 255",
        "h, -32768, 32767",
        "H, 0, 65535",
        "i, -2147483648, 2147483647",
        "I, 0, 4294967295"
    })
    void holdsTheRangeOfItsCode(String code, long min, long max) {
        StructCodec<OfLong> codec = StructCodec.of(OfLong.class, "<" + code);
        for (long value : new long[] {min, max}) {
            assertEquals(value, codec.unpack(codec.pack(new OfLong(value))).value());
        }
        for (long value : new long[] {min - 1, max + 1, Long.MIN_VALUE, Long.MAX_VALUE}) {
            ByteBuffer target = ByteBuffer.allocate(8);
            IllegalArgumentException refused =
                    assertThrows(
                            IllegalArgumentException.class,
                            () -> codec.packInto(target, 0, new OfLong(value)));
            assertEquals(
                    "OfLong.value ('"
                            + code
                            + "'): "
                            + value
                            + " is out of range; give "
                            + min
                            + " to "
                            + max,
                    refused.getMessage());
            assertEquals(ByteBuffer.allocate(8), target);
        }
    }

    @ParameterizedTest
    @CsvSource({"e, 65519.99, 65520", "f, 3.4028235677973362e38, 3.4028235677973366e38"})
    void roundsToTheLargestFiniteNumber(String code, double fits, double doesNot) {
        StructCodec<OfDouble> codec = StructCodec.of(OfDouble.class, "<" + code);
        assertTrue(Double.isFinite(codec.unpack(codec.pack(new OfDouble(-fits))).value()));
        assertThrows(IllegalArgumentException.class, () -> codec.pack(new OfDouble(-doesNot)));
        OfDouble infinite = new OfDouble(Double.NEGATIVE_INFINITY);
        assertEquals(infinite, codec.unpack(codec.pack(infinite)));
        assertTrue(Double.isNaN(codec.unpack(codec.pack(new OfDouble(Double.NaN))).value()));
    }

    @ParameterizedTest
    @CsvSource({"3s, 3, 0", "4p, 3, 1", "300p, 255, 1"})
    void refusesWhatIsTooLong(String item, int room, int from) {
        StructCodec<OfString> strings =
                StructCodec.builder(OfString.class).format("<" + item).charset(ISO_8859_1).build();
        StructCodec<OfBytes> arrays = StructCodec.of(OfBytes.class, "<" + item);
        String fits = "x".repeat(room);
        assertEquals(fits, strings.unpack(strings.pack(new OfString(fits))).value());
        assertEquals('x', strings.pack(new OfString(fits))[from + room - 1]);
        assertEquals(
                "OfString.value ('"
                        + item
                        + "'): "
                        + (room + 1)
                        + " bytes of ISO-8859-1 do not fit; give at most "
                        + room,
                assertThrows(
                                IllegalArgumentException.class,
                                () -> strings.pack(new OfString(fits + "x")))
                        .getMessage());
        assertThrows(
                IllegalArgumentException.class, () -> arrays.pack(new OfBytes(new byte[room + 1])));
    }
}
