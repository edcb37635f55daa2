/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/** What is searched for in the bytes at hand, and how far the search has come. */
final class Needle {
    private static final VarHandle LONG =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final long ONES = 0x0101_0101_0101_0101L;
    private static final long HIGH_BITS = 0x8080_8080_8080_8080L;

    private int value = -1;
    private byte @Nullable [] sequence;
    private int searched;

    void forget() {
        searched = 0;
    }

    int find(InputBuffer bytes, byte wanted) {
        if (value != wanted || sequence != null) {
            value = wanted;
            sequence = null;
            searched = 0;
        }
        int index = indexOf(bytes, wanted, searched);
        searched = index < 0 ? bytes.length() : index;
        return index;
    }

    @SuppressWarnings("ReferenceEquality") // the same array is what a search goes on for
    int find(InputBuffer bytes, byte[] wanted) {
        if (wanted.length == 0) {
            throw new IllegalArgumentException(
                    "an empty sequence is everywhere: give at least one byte");
        }
        if (sequence != wanted) {
            sequence = wanted;
            searched = 0;
        }
        int last = bytes.length() - wanted.length;
        int index = searched;
        while (index <= last) {
            index = indexOf(bytes, wanted[0], index);
            if (index < 0 || index > last) {
                break;
            }
            if (matches(bytes, index, wanted, wanted.length)) {
                searched = index;
                return index;
            }
            index++;
        }
        searched = Math.max(searched, last + 1);
        return -1;
    }

    /**
     * Returns the length of the longest tail of the bytes at hand that {@code wanted} begins with.
     */
    static int beginningAtEnd(InputBuffer bytes, byte[] wanted) {
        int length = Math.min(wanted.length - 1, bytes.length());
        while (length > 0 && !matches(bytes, bytes.length() - length, wanted, length)) {
            length--;
        }
        return length;
    }

    private static boolean matches(InputBuffer bytes, int index, byte[] wanted, int count) {
        int from = bytes.start() + index;
        for (int i = 0; i < count; i++) {
            if (bytes.window().get(from + i) != wanted[i]) {
                return false;
            }
        }
        return true;
    }

    private static int indexOf(InputBuffer bytes, byte value, int from) {
        byte[] array = bytes.array();
        int start = bytes.start();
        int found =
                array != null
                        ? indexOf(
                                        array,
                                        bytes.arrayOffset() + start + from,
                                        bytes.arrayOffset() + bytes.end(),
                                        value)
                                - bytes.arrayOffset()
                        : indexOf(bytes.window(), start + from, bytes.end(), value);
        return found < bytes.end() ? found - start : -1;
    }

    /** Looks at eight bytes at a time; returns {@code to} if there is none. */
    static int indexOf(byte[] array, int from, int to, byte value) {
        long pattern = (value & 0xFF) * ONES;
        int i = from;
        for (; i <= to - 8; i += 8) {
            long zeroes = zeroes((long) LONG.get(array, i) ^ pattern);
            if (zeroes != 0) {
                return i + (Long.numberOfTrailingZeros(zeroes) >>> 3);
            }
        }
        while (i < to && array[i] != value) {
            i++;
        }
        return i;
    }

    private static int indexOf(ByteBuffer buffer, int from, int to, byte value) {
        long pattern = (value & 0xFF) * ONES;
        int i = from;
        for (; i <= to - 8; i += 8) {
            // The buffer is big-endian: the first byte is the highest.
            long zeroes = zeroes(Long.reverseBytes(buffer.getLong(i)) ^ pattern);
            if (zeroes != 0) {
                return i + (Long.numberOfTrailingZeros(zeroes) >>> 3);
            }
        }
        while (i < to && buffer.get(i) != value) {
            i++;
        }
        return i;
    }

    /** Sets the high bit of each zero byte; bits above the first such byte mean nothing. */
    private static long zeroes(long word) {
        return (word - ONES) & ~word & HIGH_BITS;
    }
}
