/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire;

import static io.github.wholewire.Fixtures.bytes;
import static io.github.wholewire.Fixtures.hex;
import static io.github.wholewire.Fixtures.output;
import static io.github.wholewire.Fixtures.text;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Appending, and changing by index. */
class FrameOutputTest {
    @FunctionalInterface
    interface Change {
        void on(FrameOutput out) throws Exception;
    }

    static List<Arguments> appends() {
        return List.of(
                arguments("write(int)", "ff", (Change) out -> out.write(0x1FF)),
                arguments("write(byte[])", "6162", (Change) out -> out.write(bytes("ab"))),
                arguments("write part", "6263", (Change) out -> out.write(bytes("abcd"), 1, 2)),
                arguments("write nothing", "", (Change) out -> out.write(bytes("ab"), 2, 0)),
                arguments("put(byte)", "80", (Change) out -> out.put((byte) 0x80)),
                arguments("putShort", "8001", (Change) out -> out.putShort(0xFF8001)),
                arguments("putInt", "80ff017f", (Change) out -> out.putInt(0x80FF017F)),
                arguments(
                        "putLong",
                        "80ff017ffe008081",
                        (Change) out -> out.putLong(0x80FF017FFE008081L)),
                arguments("putUtf8", "61c3a4f09f9880", (Change) out -> out.putUtf8("aä😀")),
                arguments(
                        "insert at the end", "0000", (Change) out -> out.insert(out.length(), 2)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("appends")
    void appends(String name, String expected, Change append) throws Exception {
        FrameOutput out = output(0, 100);
        append.on(out);
        assertEquals(expected, hex(out));
        append.on(out);
        assertEquals(expected + expected, hex(out));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("appends")
    void payloadStandsBehindTheFreeHeader(String name, String expected, Change append)
            throws Exception {
        FrameOutput out = output(3, 100);
        append.on(out);
        assertEquals("000000" + expected, hex(out));
        assertEquals(3 + expected.length() / 2, out.length());
    }

    @ParameterizedTest
    @EnumSource
    void appendsBuffersFromPositionToLimit(BufferKind kind) throws Exception {
        FrameOutput out = output(0, 100);
        ByteBuffer source = kind.of(bytes("abc"));
        out.put(source);
        assertEquals("abc", Fixtures.text(out.region(0, 3)));
        assertEquals(0, source.remaining());
    }

    @ParameterizedTest
    @CsvSource({"-1, 1", "0, -1", "0, 4", "3, 1", "4, 0", "2147483647, 2147483647"})
    void refusesPartsOutsideTheArray(int offset, int length) throws Exception {
        FrameOutput out = output(0, 100);
        assertThrows(
                IndexOutOfBoundsException.class, () -> out.write(bytes("abc"), offset, length));
        assertEquals(0, out.length());
    }

    @Test
    void flushAndCloseDoNothing() throws Exception {
        FrameOutput out = output(0, 100);
        try (OutputStream stream = out) {
            stream.write('a');
            stream.flush();
        }
        out.close();
        out.write('b');
        assertEquals("6162", hex(out));
    }

    static List<Arguments> changes() {
        return List.of(
                arguments("set", 1, (Change) out -> out.set(0, (byte) 0xEE), "ee31323334353637"),
                arguments(
                        "setShort",
                        2,
                        (Change) out -> out.setShort(0, 0xFF80FE),
                        "80fe323334353637"),
                arguments(
                        "setInt", 4, (Change) out -> out.setInt(0, 0x80FF017F), "80ff017f34353637"),
                arguments("setLong", 8, (Change) out -> out.setLong(0, -2), "fffffffffffffffe"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("changes")
    void replacesByIndex(String name, int size, Change change, String expected) throws Exception {
        FrameOutput out = output(0, 100);
        out.write(bytes("01234567"));
        change.on(out);
        assertEquals(expected, hex(out));
    }

    @FunctionalInterface
    interface Access {
        void at(FrameOutput out, int index);
    }

    static List<Arguments> accesses() {
        return List.of(
                arguments("get", 1, (Access) FrameOutput::get),
                arguments("set", 1, (Access) (out, i) -> out.set(i, (byte) 1)),
                arguments("setShort", 2, (Access) (out, i) -> out.setShort(i, 1)),
                arguments("setInt", 4, (Access) (out, i) -> out.setInt(i, 1)),
                arguments("setLong", 8, (Access) (out, i) -> out.setLong(i, 1)),
                arguments("remove", 3, (Access) (out, i) -> out.remove(i, 3)),
                arguments("region", 3, (Access) (out, i) -> out.region(i, 3)));
    }

    /** An earlier frame lies in front of it in the same array, so no array would refuse -1. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("accesses")
    void refusesIndexesThatAreNotWritten(String name, int size, Access access) throws Exception {
        FrameOutput out = output(0, 100);
        out.write(bytes("earlier"));
        out.commit();
        out.begin(2);
        out.write(bytes("23456789"));
        String before = hex(out);

        for (int index : new int[] {-1, 11 - size, 10, Integer.MIN_VALUE, Integer.MAX_VALUE}) {
            assertThrows(
                    IndexOutOfBoundsException.class, () -> access.at(out, index), "at " + index);
        }
        assertEquals(before, hex(out));
        access.at(out, 10 - size);
        assertEquals("earlier", Fixtures.text(out.pending().limit(7)));
    }

    @Test
    void refusesRangesThatAreNotWritten() throws Exception {
        FrameOutput out = output(0, 100);
        out.write(bytes("abc"));
        assertThrows(IndexOutOfBoundsException.class, () -> out.insert(-1, 1));
        assertThrows(IndexOutOfBoundsException.class, () -> out.insert(4, 1));
        assertThrows(IndexOutOfBoundsException.class, () -> out.insert(0, -1));
        assertThrows(IndexOutOfBoundsException.class, () -> out.remove(0, 4));
        assertThrows(IndexOutOfBoundsException.class, () -> out.remove(0, -1));
        assertThrows(IndexOutOfBoundsException.class, () -> out.truncate(4));
        assertThrows(IndexOutOfBoundsException.class, () -> out.truncate(-1));
        assertThrows(IndexOutOfBoundsException.class, () -> out.region(0, 4));
        assertThrows(IndexOutOfBoundsException.class, () -> out.region(0, -1));
        assertThrows(IndexOutOfBoundsException.class, () -> out.find((byte) 1, -1));
        assertThrows(IndexOutOfBoundsException.class, () -> out.find((byte) 1, 4));
        assertThrows(IndexOutOfBoundsException.class, () -> out.find(bytes("a"), 4));
        assertThrows(IllegalArgumentException.class, () -> out.find(new byte[0], 0));
        assertEquals("616263", hex(out));
    }

    @Test
    void insertedBytesAreZeroWhateverStoodThereBefore() throws Exception {
        FrameOutput out = output(0, 100);
        out.write(bytes("abcdef"));
        out.remove(1, 4);
        assertEquals("6166", hex(out));
        out.insert(1, 3);
        assertEquals("6100000066", hex(out));
        out.truncate(1);
        out.insert(1, 2);
        assertEquals("610000", hex(out));
    }

    @Test
    void freeHeaderIsZeroWhateverStoodThereBefore() throws Exception {
        FrameOutput out = output(0, 100);
        out.write(bytes("abcdef"));
        out.rollback();
        out.begin(4);
        assertEquals("00000000", hex(out));
    }

    /** The array has 1024 bytes at first, so most of these headers end it or make it grow. */
    @Test
    void freeHeaderIsZeroAtEachPlaceOfTheArray() throws Exception {
        for (int headerLength = 0; headerLength <= 20; headerLength++) {
            for (int pending = 1000; pending <= 1024; pending++) {
                FrameOutput out = output(0, 2000);
                out.write(bytes("x".repeat(1024)));
                out.truncate(pending);
                out.commit();
                out.begin(headerLength);
                assertEquals("00".repeat(headerLength), hex(out));
                assertEquals("x".repeat(pending), text(out.pending()).substring(0, pending));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "aab, 0, 3",
        "aab, 3, 3",
        "aab, 4, -1",
        "a, 0, 1",
        "a, 2, 2",
        "a, 7, -1",
        "xaaaab, 0, 0",
        "ab_, 0, 4",
        "ab_|, 0, -1",
        "_, 6, 6",
        "_, 7, -1",
        "xaaaab_|, 0, -1"
    })
    void findsFromAnIndexOn(String wanted, int from, int expected) throws Exception {
        FrameOutput out = output(0, 100);
        out.write(bytes("||"));
        out.commit();
        out.begin(0);
        out.write(bytes("xaaaab_|"));
        out.truncate(7); // what stood behind must not be found

        assertEquals(expected, out.find(bytes(wanted), from));
        if (wanted.length() == 1) {
            assertEquals(expected, out.find(bytes(wanted)[0], from));
        }
        assertEquals(-1, out.find((byte) '|', 0));
    }

    @Test
    void regionReadsAndOverwritesInPlace() throws Exception {
        FrameOutput out = output(2, 100);
        out.write(bytes("abcdef"));
        ByteBuffer region = out.region(3, 4);
        assertEquals(ByteOrder.BIG_ENDIAN, region.order());
        byte[] read = new byte[4];
        region.duplicate().get(read);
        assertArrayEquals(bytes("bcde"), read);
        region.putShort((short) 0x3031);
        assertEquals("00006130316465" + "66", hex(out));
    }

    /** Whatever is pending before the frame. */
    @Test
    void regionBeginsAtItsIndexZero() throws Exception {
        FrameOutput out = output(0, 100);
        out.write(bytes("another"));
        out.commit();
        out.begin(2);
        out.write(bytes("abcdef"));
        ByteBuffer region = out.region(3, 4);

        assertEquals('b', region.get(0));
        region.put(1, (byte) 'C');
        region.get(new byte[4]);
        assertEquals("bCde", Fixtures.text(region.rewind()));
        assertEquals("bCde", Fixtures.text(region.clear()));
    }
}
