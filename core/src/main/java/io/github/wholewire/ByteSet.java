/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Some of the 256 bytes, searched for together. */
final class ByteSet {
    private static final VarHandle LONG =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    /** Up to so many, comparing each with eight bytes at a time beats a table of all 256. */
    private static final int FEW = 4;

    private final boolean[] contained = new boolean[256];
    private final byte[] values;

    /**
     * The first four values, each in every byte of a word; the last one again if they are fewer.
     */
    private final long first;

    private final long second;
    private final long third;
    private final long fourth;

    ByteSet(byte[] values) {
        for (byte value : values) {
            contained[value & 0xFF] = true;
        }
        this.values = distinct();
        first = pattern(0);
        second = pattern(1);
        third = pattern(2);
        fourth = pattern(3);
    }

    private byte[] distinct() {
        byte[] distinct = new byte[256];
        int count = 0;
        for (int value = 0; value < 256; value++) {
            if (contained[value]) {
                distinct[count++] = (byte) value;
            }
        }
        return Arrays.copyOf(distinct, count);
    }

    private long pattern(int index) {
        return ByteSearch.pattern(values[Math.min(index, values.length - 1)]);
    }

    /** Returns the index of the first one of them; -1 if there is none. */
    int find(InputBuffer bytes, int from) {
        if (values.length == 1) {
            return Needle.indexOf(bytes, values[0], from);
        }
        byte[] array = bytes.array();
        int start = bytes.start();
        int found =
                array != null
                        ? indexIn(
                                        array,
                                        bytes.arrayOffset() + start + from,
                                        bytes.arrayOffset() + bytes.end())
                                - bytes.arrayOffset()
                        : indexIn(bytes.window(), start + from, bytes.end());
        return found < bytes.end() ? found - start : -1;
    }

    /** Looks at eight bytes at a time; returns {@code to} if there is none. */
    private int indexIn(byte[] array, int from, int to) {
        int i = from;
        if (values.length <= FEW) {
            for (; i <= to - 8; i += 8) {
                long hits = hits((long) LONG.get(array, i));
                if (hits != 0) {
                    return i + ByteSearch.first(hits);
                }
            }
        }
        while (i < to && !contained[array[i] & 0xFF]) {
            i++;
        }
        return i;
    }

    /** The same in a little-endian buffer. */
    private int indexIn(ByteBuffer buffer, int from, int to) {
        int i = from;
        if (values.length <= FEW) {
            for (; i <= to - 8; i += 8) {
                long hits = hits(buffer.getLong(i));
                if (hits != 0) {
                    return i + ByteSearch.first(hits);
                }
            }
        }
        while (i < to && !contained[buffer.get(i) & 0xFF]) {
            i++;
        }
        return i;
    }

    private long hits(long word) {
        return ByteSearch.zeroes(word ^ first)
                | ByteSearch.zeroes(word ^ second)
                | ByteSearch.zeroes(word ^ third)
                | ByteSearch.zeroes(word ^ fourth);
    }
}
