/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.struct;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ReadOnlyBufferException;
import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class StructBuffersTest {
    private static final String FORMAT = "<bHiq2xef3sd?";
    private static final Object[] VALUES = {
        -1, 65000, -70000, 1L << 40, 1.5f, -2.25f, new byte[] {1, 2, 3}, 1e300, true
    };

    enum Kind {
        HEAP,
        LITTLE_ENDIAN,
        SLICE,
        READ_ONLY,
        DIRECT,
        DIRECT_LITTLE_ENDIAN,
        DIRECT_READ_ONLY,
        DIRECT_SLICE;

        /** A buffer with some bytes before and behind position and limit. */
        ByteBuffer of(byte[] bytes) {
            ByteBuffer buffer =
                    name().startsWith("DIRECT")
                            ? ByteBuffer.allocateDirect(bytes.length + 20)
                            : ByteBuffer.allocate(bytes.length + 20);
            buffer.put(3, new byte[] {9, 9}).put(5, bytes);
            return switch (this) {
                case SLICE, DIRECT_SLICE ->
                        buffer.slice(2, bytes.length + 10).position(3).limit(3 + bytes.length);
                case READ_ONLY, DIRECT_READ_ONLY ->
                        buffer.asReadOnlyBuffer().position(5).limit(5 + bytes.length);
                case LITTLE_ENDIAN, DIRECT_LITTLE_ENDIAN ->
                        buffer.order(ByteOrder.LITTLE_ENDIAN).position(5).limit(5 + bytes.length);
                default -> buffer.position(5).limit(5 + bytes.length);
            };
        }
    }

    @ParameterizedTest
    @EnumSource
    void readsAllKindsOfBuffersAndLeavesThemAlone(Kind kind) {
        for (String prefix : new String[] {"<", ">", "@"}) {
            Struct struct = Struct.of(FORMAT.replace("<", prefix));
            ByteBuffer buffer = kind.of(struct.pack(VALUES));
            ByteBuffer before = buffer.duplicate();
            ByteOrder order = buffer.order();
            int at = buffer.position();
            assertArrayEquals(VALUES, struct.unpack(buffer));
            assertArrayEquals(VALUES, struct.unpackFrom(buffer, at));
            assertArrayEquals(VALUES, struct.iterUnpack(buffer).iterator().next());
            Object[] values = new Object[VALUES.length];
            struct.unpackInto(buffer, at, values);
            assertArrayEquals(VALUES, values);
            assertEquals(1L << 40, struct.getLong(buffer, at, 3));
            assertEquals(-2.25, struct.getDouble(buffer, at, 5));
            assertTrue(struct.dump(buffer).contains("1099511627776"));
            assertEquals(before.position(), buffer.position());
            assertEquals(before.limit(), buffer.limit());
            assertEquals(order, buffer.order());
        }
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"READ_ONLY", "DIRECT_READ_ONLY"})
    void packsIntoAllKindsOfBuffersAndTouchesNothingElse(Kind kind) {
        Struct struct = Struct.of(FORMAT);
        byte[] filled = new byte[struct.size() + 4];
        Arrays.fill(filled, (byte) 0x55);
        ByteBuffer buffer = kind.of(filled);
        int start = buffer.position();
        struct.packInto(buffer, start + 2, VALUES);
        assertEquals(start, buffer.position());
        byte[] expected = filled.clone();
        System.arraycopy(struct.pack(VALUES), 0, expected, 2, struct.size());
        byte[] actual = new byte[filled.length];
        buffer.get(actual);
        assertArrayEquals(expected, actual);
        byte[] array = filled.clone();
        struct.packInto(array, 2, VALUES);
        assertArrayEquals(expected, array);
    }

    @Test
    void refusesReadOnlyTarget() {
        ByteBuffer target = ByteBuffer.allocate(2).asReadOnlyBuffer();
        assertThrows(ReadOnlyBufferException.class, () -> Struct.of("h").packInto(target, 0, 1));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void writesNothingUnlessAllFits(boolean direct) {
        Struct struct = Struct.of("<hxh");
        byte[] filled = {1, 2, 3, 4, 5, 6};
        ByteBuffer target =
                (direct ? ByteBuffer.allocateDirect(6) : ByteBuffer.allocate(6)).put(0, filled);
        assertThrows(IllegalArgumentException.class, () -> struct.packInto(target, 0, 7, 70000));
        assertThrows(IllegalArgumentException.class, () -> struct.packInto(target, 2, 7, 8));
        assertThrows(IndexOutOfBoundsException.class, () -> struct.packInto(target, -1, 7, 8));
        assertEquals(ByteBuffer.wrap(filled), target);
        assertThrows(IllegalArgumentException.class, () -> struct.packInto(filled, 0, 7, "eight"));
        assertArrayEquals(new byte[] {1, 2, 3, 4, 5, 6}, filled);
    }

    @Test
    void theNumberOfValuesIsCheckedFirstThenRoomThenValues() {
        Struct struct = Struct.of("<hh");
        byte[] none = new byte[0];
        assertRefused(
                "struct \"<hh\" takes 2 values, not 1", () -> struct.packInto(none, 7, "wrong"));
        assertRefused(
                "struct \"<hh\" takes 4 bytes, but from offset 7 there are 0 of 0",
                () -> struct.packInto(none, 7, "wrong", 70000));
        assertRefused(
                "value 0 ('h' at index 1 of \"<hh\"): 70000 is out of range; give -32768 to 32767",
                () -> struct.pack(70000, "wrong"));
        assertRefused(
                "value 0 ('h' at index 1 of \"<hh\"): java.lang.String does not fit; give a Byte,"
                        + " Short, Integer, Long or BigInteger",
                () -> struct.packInto(new byte[4], 0, "wrong", 70000));
        assertRefused("struct \"<hh\" takes 2 values, not 3", () -> struct.pack(1, 2, 3));
        assertRefused("struct \"b\" takes 1 value, not 0", () -> Struct.of("b").pack());
        assertRefused(
                "struct \"<hh\" takes 2 values, not 3",
                () -> struct.unpackInto(none, 0, new Object[3]));
    }

    @Test
    void refusesPayloadOfAnotherSize() {
        Struct struct = Struct.of("<IH");
        assertRefused(
                "struct \"<IH\" takes 6 bytes: a payload of 7 does not fit; give exactly so many",
                () -> struct.unpack(new byte[7]));
        assertRefused(
                "struct \"<IH\" takes 6 bytes: a payload of 5 does not fit; give exactly so many",
                () -> struct.unpack(ByteBuffer.allocate(8).position(3)));
        assertRefused(
                "struct \"<IH\" takes 6 bytes, but from offset 3 there are 5 of 8",
                () -> struct.unpackFrom(new byte[8], 3));
        assertRefused(
                "struct \"<IH\" takes 6 bytes, but from offset 2 there are 5 of 7",
                () -> struct.unpackFrom(ByteBuffer.allocate(8).limit(7), 2));
        assertRefused(
                "struct \"<IH\" takes 6 bytes, but from offset 2147483647 there are 0 of 8",
                () -> struct.getLong(new byte[8], Integer.MAX_VALUE, 0));
    }

    @Test
    void anOffsetIsAbsoluteAndCountsFromTheEndIfNegative() {
        Struct struct = Struct.of("<H");
        ByteBuffer buffer = ByteBuffer.wrap(new byte[] {1, 0, 2, 0}).position(2);
        assertEquals(1, struct.unpackFrom(buffer, 0)[0]);
        assertEquals(2, struct.unpackFrom(buffer, 2)[0]);
        assertEquals(2, struct.unpack(buffer)[0]);
        assertEquals(2, struct.unpackFrom(buffer, -2)[0]);
        assertEquals(1, struct.unpackFrom(buffer, -4)[0]);
        assertEquals(1, struct.unpackFrom(buffer.limit(2), -2)[0]);
        assertEquals(2, struct.getLong(new byte[] {1, 0, 2, 0}, -2, 0));
        byte[] target = new byte[4];
        struct.packInto(target, -3, 0x0201);
        struct.packInto(ByteBuffer.wrap(target), -1 - struct.size(), 0x0403);
        assertArrayEquals(new byte[] {0, 3, 4, 0}, target);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, -5, Integer.MIN_VALUE})
    void refusesNegativeOffsetWithoutRoom(int offset) {
        Struct struct = Struct.of("<H");
        ByteBuffer buffer = ByteBuffer.allocate(4);
        String message =
                "offset="
                        + offset
                        + ": counted from the end of 4 bytes it leaves no room, struct \"<H\" takes"
                        + " 2 bytes";
        for (Executable call :
                new Executable[] {
                    () -> struct.unpackFrom(buffer, offset),
                    () -> struct.unpackFrom(new byte[4], offset),
                    () -> struct.packInto(buffer, offset, 1),
                    () -> struct.packInto(new byte[4], offset, 1),
                    () -> struct.unpackInto(new byte[4], offset, new Object[1]),
                    () -> struct.getLong(buffer, offset, 0),
                }) {
            assertEquals(message, assertThrows(IndexOutOfBoundsException.class, call).getMessage());
        }
    }

    @Test
    void iteratesOverStructsLazilyAndAgain() {
        Struct struct = Struct.of(">H");
        byte[] source = {0, 1, 0, 2, 0, 3};
        Iterable<Object[]> structs = struct.iterUnpack(source);
        ByteBuffer buffer = ByteBuffer.wrap(source);
        Iterable<Object[]> fromBuffer = struct.iterUnpack(buffer);
        buffer.position(6);
        source[5] = 9;
        for (int round = 0; round < 2; round++) {
            assertSums(12, structs);
            assertSums(12, fromBuffer);
        }
        Iterator<Object[]> iterator = struct.iterUnpack(new byte[0]).iterator();
        assertFalse(iterator.hasNext());
        assertThrows(NoSuchElementException.class, iterator::next);
        assertRefused(
                "struct \">H\" takes 2 bytes: 5 are no whole number of structs, 1 left over",
                () -> struct.iterUnpack(new byte[5]));
        assertRefused(
                "struct \"\" takes 0 bytes: iterUnpack needs at least 1, so that it comes to an"
                        + " end",
                () -> Struct.of("").iterUnpack(new byte[0]));
    }

    private static void assertSums(int sum, Iterable<Object[]> structs) {
        for (Object[] values : structs) {
            sum -= (int) values[0];
        }
        assertEquals(0, sum);
    }

    @Test
    void readsOneValueWithoutAnObject() {
        Struct struct = Struct.of(">bBhHiIlLqQ?efd2h3xbs");
        byte[] payload = new byte[struct.size()];
        Arrays.fill(payload, (byte) 0xFF);
        long[] integers = {-1, 0xFF, -1, 0xFFFF, -1, 0xFFFF_FFFFL, -1, 0xFFFF_FFFFL, -1, -1, 1};
        for (int i = 0; i < integers.length; i++) {
            assertEquals(integers[i], struct.getLong(payload, 0, i));
            assertEquals(integers[i], struct.getLong(ByteBuffer.wrap(payload), 0, i));
        }
        for (int i = 11; i < 14; i++) {
            assertTrue(Double.isNaN(struct.getDouble(payload, 0, i)));
        }
        assertEquals(-1, struct.getLong(payload, 0, 15));
        assertEquals(-1, struct.getLong(payload, 0, 16));
        assertRefused(
                "value 17 ('s' at index 20 of \">bBhHiIlLqQ?efd2h3xbs\"): it is no value for"
                        + " getLong, which reads integers and ?; use unpack",
                () -> struct.getLong(payload, 0, 17));
        assertRefused(
                "value 0 ('b' at index 1 of \">bBhHiIlLqQ?efd2h3xbs\"): it is no value for"
                        + " getDouble, which reads e, f and d; use unpack",
                () -> struct.getDouble(payload, 0, 0));
        for (int index : new int[] {-1, 18}) {
            assertThrows(IndexOutOfBoundsException.class, () -> struct.getLong(payload, 0, index));
        }
    }

    @Test
    void whatIsGivenAndReturnedIsNotKept() {
        Struct struct = Struct.of("2s");
        byte[] given = {1, 2};
        byte[] packed = struct.pack((Object) given);
        given[0] = 9;
        assertArrayEquals(new byte[] {1, 2}, packed);
        Object[] first = struct.unpack(packed);
        packed[0] = 9;
        assertArrayEquals(new Object[] {new byte[] {1, 2}}, first);
    }

    private static void assertRefused(String message, Executable call) {
        assertEquals(message, assertThrows(IllegalArgumentException.class, call).getMessage());
    }
}
