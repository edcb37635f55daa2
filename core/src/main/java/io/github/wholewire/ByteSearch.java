/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Finds a byte, by looking at sixteen at a time, 64 a round.
 *
 * <p>With so long a round the compiler leaves each search a method of its own, and the index in a
 * register. Measured with half of it, which it inlines into {@code pull}: there it keeps the index
 * in memory, and each round waits for that. Two words share a branch, and a buffer is read through
 * a view, which checks the index once a round and not for each word: that took a line of 64 bytes
 * in direct memory from 30 ns to 17.
 */
final class ByteSearch {
    private static final VarHandle LONG =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final VarHandle VIEW =
            MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final long ONES = 0x0101_0101_0101_0101L;
    private static final long HIGH_BITS = 0x8080_8080_8080_8080L;

    private ByteSearch() {}

    /** Returns the index of the first one; {@code to} if there is none. */
    static int indexOf(byte[] array, int from, int to, byte value) {
        long pattern = pattern(value);
        int i = from;
        for (; i <= to - 64; i += 64) {
            long a = (long) LONG.get(array, i) ^ pattern;
            long b = (long) LONG.get(array, i + 8) ^ pattern;
            if (((((a - ONES) & ~a) | ((b - ONES) & ~b)) & HIGH_BITS) != 0) {
                return i + first(a, b);
            }
            a = (long) LONG.get(array, i + 16) ^ pattern;
            b = (long) LONG.get(array, i + 24) ^ pattern;
            if (((((a - ONES) & ~a) | ((b - ONES) & ~b)) & HIGH_BITS) != 0) {
                return i + 16 + first(a, b);
            }
            a = (long) LONG.get(array, i + 32) ^ pattern;
            b = (long) LONG.get(array, i + 40) ^ pattern;
            if (((((a - ONES) & ~a) | ((b - ONES) & ~b)) & HIGH_BITS) != 0) {
                return i + 32 + first(a, b);
            }
            a = (long) LONG.get(array, i + 48) ^ pattern;
            b = (long) LONG.get(array, i + 56) ^ pattern;
            if (((((a - ONES) & ~a) | ((b - ONES) & ~b)) & HIGH_BITS) != 0) {
                return i + 48 + first(a, b);
            }
        }
        for (; i <= to - 8; i += 8) {
            long zeroes = zeroes((long) LONG.get(array, i) ^ pattern);
            if (zeroes != 0) {
                return i + first(zeroes);
            }
        }
        while (i < to && array[i] != value) {
            i++;
        }
        return i;
    }

    /** The same in a buffer. */
    static int indexOf(ByteBuffer buffer, int from, int to, byte value) {
        long pattern = pattern(value);
        int i = from;
        for (; i <= to - 64; i += 64) {
            long a = (long) VIEW.get(buffer, i) ^ pattern;
            long b = (long) VIEW.get(buffer, i + 8) ^ pattern;
            if (((((a - ONES) & ~a) | ((b - ONES) & ~b)) & HIGH_BITS) != 0) {
                return i + first(a, b);
            }
            a = (long) VIEW.get(buffer, i + 16) ^ pattern;
            b = (long) VIEW.get(buffer, i + 24) ^ pattern;
            if (((((a - ONES) & ~a) | ((b - ONES) & ~b)) & HIGH_BITS) != 0) {
                return i + 16 + first(a, b);
            }
            a = (long) VIEW.get(buffer, i + 32) ^ pattern;
            b = (long) VIEW.get(buffer, i + 40) ^ pattern;
            if (((((a - ONES) & ~a) | ((b - ONES) & ~b)) & HIGH_BITS) != 0) {
                return i + 32 + first(a, b);
            }
            a = (long) VIEW.get(buffer, i + 48) ^ pattern;
            b = (long) VIEW.get(buffer, i + 56) ^ pattern;
            if (((((a - ONES) & ~a) | ((b - ONES) & ~b)) & HIGH_BITS) != 0) {
                return i + 48 + first(a, b);
            }
        }
        for (; i <= to - 8; i += 8) {
            long zeroes = zeroes((long) VIEW.get(buffer, i) ^ pattern);
            if (zeroes != 0) {
                return i + first(zeroes);
            }
        }
        while (i < to && buffer.get(i) != value) {
            i++;
        }
        return i;
    }

    /** Returns which byte of two words the first hit is in. */
    private static int first(long a, long b) {
        long zeroes = zeroes(a);
        return zeroes != 0 ? first(zeroes) : 8 + first(zeroes(b));
    }

    /** Returns a word with this value in every byte. */
    static long pattern(byte value) {
        return (value & 0xFF) * ONES;
    }

    /** Sets the high bit of each zero byte; bits above the first such byte mean nothing. */
    static long zeroes(long word) {
        return (word - ONES) & ~word & HIGH_BITS;
    }

    /** Returns which byte the first hit is in. */
    static int first(long zeroes) {
        return Long.numberOfTrailingZeros(zeroes) >>> 3;
    }
}
