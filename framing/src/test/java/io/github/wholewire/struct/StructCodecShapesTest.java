/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.struct;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Records of all shapes that Java has. */
class StructCodecShapesTest {
    record OfLong(long value) {}

    record OfBigInteger(BigInteger value) {}

    record OfInt(int value) {}

    @ParameterizedTest
    @ValueSource(strings = {"l", "L", "q", "Q", "n", "N", "P"})
    void takesNativeCodesOf64Bits(String code) {
        StructCodec<OfLong> codec = StructCodec.of(OfLong.class, code);
        for (long value : new long[] {Long.MIN_VALUE, -1, 0, Long.MAX_VALUE}) {
            byte[] packed = codec.pack(new OfLong(value));
            assertEquals(value, ByteBuffer.wrap(packed).order(ByteOrder.LITTLE_ENDIAN).getLong());
            assertEquals(new OfLong(value), codec.unpack(packed));
        }
        String refused =
                assertThrows(
                                IllegalArgumentException.class,
                                () -> StructCodec.of(OfInt.class, code))
                        .getMessage();
        assertTrue(refused.contains("code '" + code + "' ("), refused);
        assertTrue(refused.contains("does not fit int; it fits long"), refused);
    }

    @ParameterizedTest
    @ValueSource(strings = {"L", "Q", "N", "P"})
    void takesUnsignedNumbersOf64BitsAsBigInteger(String code) {
        StructCodec<OfBigInteger> codec = StructCodec.of(OfBigInteger.class, code);
        BigInteger most = BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE);
        for (BigInteger value : List.of(BigInteger.ZERO, most, most.shiftRight(1))) {
            assertEquals(value, codec.unpack(codec.pack(new OfBigInteger(value))).value());
        }
        for (BigInteger value : List.of(most.add(BigInteger.ONE), BigInteger.TWO.negate())) {
            assertThrows(IllegalArgumentException.class, () -> codec.pack(new OfBigInteger(value)));
        }
    }

    enum Operation {
        ADD {
            @Override
            int of(int a, int b) {
                return a + b;
            }
        },
        SUBTRACT {
            @Override
            int of(int a, int b) {
                return a - b;
            }
        };

        abstract int of(int a, int b);
    }

    record OfOperation(Operation operation) {}

    @Test
    void takesConstantsWithBodies() {
        StructCodec<OfOperation> codec = StructCodec.of(OfOperation.class, ">H");
        byte[] packed = codec.pack(new OfOperation(Operation.SUBTRACT));
        assertArrayEquals(new byte[] {0, 1}, packed);
        assertEquals(1, codec.unpack(packed).operation().of(3, 2));
    }

    record Several(byte kind, int... values) {}

    @Test
    void takesAVariableNumberOfArguments() {
        StructCodec<Several> codec = StructCodec.of(Several.class, ">b2H");
        byte[] packed = codec.pack(new Several((byte) 1, 2, 3));
        assertEquals("0100020003", HexFormat.of().formatHex(packed));
        assertArrayEquals(new int[] {2, 3}, codec.unpack(packed).values());
    }

    record Marked<A>(int mark) {}

    record Marks(
            byte count, @CountedBy("count") List<Marked<String>> some, @Rest Marked<?>[] more) {}

    @Test
    void takesRecordsThatAreGeneric() {
        StructCodec<Marks> codec = StructCodec.of(Marks.class, ">bHB");
        Marks marks = codec.unpack(new byte[] {2, 0, 1, 0, 2, 3, 4});
        assertEquals(List.of(new Marked<String>(1), new Marked<String>(2)), marks.some());
        assertArrayEquals(new Marked<?>[] {new Marked<>(3), new Marked<>(4)}, marks.more());
        assertArrayEquals(new byte[] {2, 0, 1, 0, 2, 3, 4}, codec.pack(marks));
    }

    record Pair<A>(int first, List<A> second) {}

    record Generic<T>(T value) {}

    record Limited<T extends Number>(List<? extends OfInt> value) {}

    @Test
    @SuppressWarnings("rawtypes")
    void refusesTypesThatAreNotSaid() {
        refuses(Pair.class, "<ii", "component second: ", "does not fit java.util.List<A>");
        refuses(Generic.class, "<i", "component value: ", "does not fit T");
        refuses(Limited.class, "<i", "component value: ", "does not fit java.util.List<");
    }

    @StructFormat("<2000000000s")
    record Large(byte[] bytes) {}

    record Larger(Large one, Large two) {}

    sealed interface Only {}

    @Tag(1)
    @StructFormat("<2147483647s")
    record Largest(byte[] bytes) implements Only {}

    @Test
    void refusesWhatNoArrayHolds() {
        refuses(Larger.class, "<", "takes more than 2147483647 bytes");
        assertTrue(
                assertThrows(IllegalArgumentException.class, () -> StructCodec.union(Only.class))
                        .getMessage()
                        .contains("takes more than 2147483647 bytes"));
    }

    private static <R extends Record> void refuses(Class<R> type, String format, String... why) {
        String refused =
                assertThrows(IllegalArgumentException.class, () -> StructCodec.of(type, format))
                        .getMessage();
        for (String part : why) {
            assertTrue(refused.contains(part), refused);
        }
    }

    sealed interface Animal {}

    sealed interface Pet extends Animal {}

    sealed interface Small extends Pet, Animal {}

    @Tag(-1)
    @StructFormat("B")
    record Mouse(int age) implements Small {}

    @Tag(1)
    @StructFormat("<H")
    record Cat(int age) implements Pet {}

    @Tag(300)
    @StructFormat("<I")
    record Lion(long age) implements Animal {}

    @Test
    void findsRecordsOfInterfacesBelow() {
        StructCodec<Animal> codec = StructCodec.builder(Animal.class).format(">h").build();
        for (Animal animal : List.of(new Mouse(1), new Cat(2), new Lion(3))) {
            assertEquals(animal, codec.unpack(codec.pack(animal)));
        }
        assertEquals("ffff01", HexFormat.of().formatHex(codec.pack(new Mouse(1))));
    }

    @ParameterizedTest
    @CsvSource({"=, 02010000", "<, 02010000", ">, 00000102", "!, 00000102", "@, 02010000"})
    void writesInTheOrderOfItsPrefix(String prefix, String bytes) {
        StructCodec<OfInt> codec = StructCodec.of(OfInt.class, prefix + "i");
        byte[] packed = codec.pack(new OfInt(0x102));
        assertEquals(bytes, HexFormat.of().formatHex(packed));
        assertEquals(new OfInt(0x102), codec.unpack(packed));
    }
}
