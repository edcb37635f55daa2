/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire;

import org.jspecify.annotations.Nullable;

/** What is searched for in the bytes at hand, and how far the search has come. */
final class Needle {
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

    private static int indexOf(InputBuffer bytes, byte value, int index) {
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
