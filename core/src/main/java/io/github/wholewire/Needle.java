/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire;

import org.jspecify.annotations.Nullable;

/** What is searched for in the bytes at hand, and how far the search has come. */
final class Needle {
    /** No byte, in place of one: what is searched for are {@link #sequences}. */
    private static final int SEVERAL = 256;

    private static final int NOTHING = 257;

    private int value = NOTHING;
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
            value = NOTHING;
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

    static int indexOf(InputBuffer bytes, byte value, int index) {
        byte[] array = bytes.array();
        int from = bytes.start() + index;
        int end = bytes.end();
        int offset = bytes.arrayOffset();
        int found =
                array == null
                        ? ByteSearch.indexOf(bytes.window(), from, end, value)
                        : ByteSearch.indexOf(array, offset + from, offset + end, value) - offset;
        return found < end ? found - bytes.start() : -1;
    }
}
