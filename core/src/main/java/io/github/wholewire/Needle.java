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

    /** In place of a value: what is searched for are {@link #sequences}. */
    private static final int SEVERAL = -2;

    private int value = -1;
    private byte @Nullable [] sequence;
    private byte @Nullable [][] sequences;
    private @Nullable ByteSet lastBytes;
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
        requireNotEmpty(wanted.length);
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
     * Finds the one of several that ends first, and returns the index behind it. Since their last
     * bytes are what is searched for, no byte is passed twice.
     */
    @SuppressWarnings("ReferenceEquality") // as above
    int findEnd(InputBuffer bytes, byte[][] wanted) {
        ByteSet ends = lastBytes;
        if (ends == null || sequences != wanted) {
            ends = lastBytes(wanted);
            sequences = wanted;
            lastBytes = ends;
            value = -1;
        }
        if (value != SEVERAL || sequence != null) {
            value = SEVERAL;
            sequence = null;
            searched = 0;
        }
        int index = ends.find(bytes, searched);
        while (index >= 0 && !endsWithAny(bytes, index + 1, wanted)) {
            index = ends.find(bytes, index + 1);
        }
        searched = index < 0 ? bytes.length() : index;
        return index < 0 ? -1 : index + 1;
    }

    private static ByteSet lastBytes(byte[][] wanted) {
        byte[] last = new byte[wanted.length];
        for (int i = 0; i < last.length; i++) {
            requireNotEmpty(wanted[i].length);
            last[i] = wanted[i][wanted[i].length - 1];
        }
        requireNotEmpty(last.length);
        return new ByteSet(last);
    }

    static void requireNotEmpty(int length) {
        if (length == 0) {
            throw new IllegalArgumentException(
                    "an empty sequence is everywhere: give at least one byte");
        }
    }

    private static boolean endsWithAny(InputBuffer bytes, int end, byte[][] wanted) {
        for (byte[] one : wanted) {
            if (one.length <= end && matches(bytes, end - one.length, one, one.length)) {
                return true;
            }
        }
        return false;
    }

    /** As below, for the one of several whose beginning is the longest. */
    static int beginningAtEnd(InputBuffer bytes, byte[][] wanted) {
        int longest = 0;
        for (byte[] one : wanted) {
            longest = Math.max(longest, beginningAtEnd(bytes, one));
        }
        return longest;
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

    static int indexOf(InputBuffer bytes, byte value, int from) {
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
        long pattern = pattern(value);
        int i = from;
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

    private static int indexOf(ByteBuffer buffer, int from, int to, byte value) {
        long pattern = pattern(value);
        int i = from;
        for (; i <= to - 8; i += 8) {
            long zeroes = zeroes(word(buffer, i) ^ pattern);
            if (zeroes != 0) {
                return i + first(zeroes);
            }
        }
        while (i < to && buffer.get(i) != value) {
            i++;
        }
        return i;
    }

    /** Returns a word with this value in every byte. */
    static long pattern(byte value) {
        return (value & 0xFF) * ONES;
    }

    /** Returns eight bytes, the first one lowest: the buffer is big-endian. */
    static long word(ByteBuffer buffer, int index) {
        return Long.reverseBytes(buffer.getLong(index));
    }

    /** Returns which byte the first hit is in, counted from the lowest. */
    static int first(long hits) {
        return Long.numberOfTrailingZeros(hits) >>> 3;
    }

    /** Sets the high bit of each zero byte; bits above the first such byte mean nothing. */
    static long zeroes(long word) {
        return (word - ONES) & ~word & HIGH_BITS;
    }
}
