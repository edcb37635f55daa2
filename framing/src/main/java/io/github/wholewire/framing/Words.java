/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.framing;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Eight bytes of an array at a time, the first one lowest. */
final class Words {
    /** Bytes of a word. */
    static final int LENGTH = Long.BYTES;

    private static final VarHandle LONG =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final long ONES = 0x0101_0101_0101_0101L;
    private static final long LOW_BITS = 0x7F7F_7F7F_7F7F_7F7FL;

    private Words() {}

    static long get(byte[] array, int index) {
        return (long) LONG.get(array, index);
    }

    static void set(byte[] array, int index, long word) {
        LONG.set(array, index, word);
    }

    /** Returns a word of eight such bytes. */
    static long of(byte value) {
        return (value & 0xFF) * ONES;
    }

    /** Returns the high bit of each byte in which the two words agree, and nothing else. */
    static long matches(long word, long other) {
        long difference = word ^ other;
        return ~(((difference & LOW_BITS) + LOW_BITS) | difference | LOW_BITS);
    }

    /** Returns the place in its word of the first byte that {@link #matches} has marked. */
    static int first(long marks) {
        return Long.numberOfTrailingZeros(marks) >>> 3;
    }

    /** Returns the index of the first such byte; {@code to} if there is none. */
    static int indexOf(byte[] array, int from, int to, byte value) {
        long wanted = of(value);
        int i = from;
        for (; i <= to - LENGTH; i += LENGTH) {
            long marks = matches(get(array, i), wanted);
            if (marks != 0) {
                return i + first(marks);
            }
        }
        while (i < to && array[i] != value) {
            i++;
        }
        return i;
    }
}
