/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.struct;

import java.util.Arrays;

/**
 * The records of a union and their tags, in ascending order. Nobody changes the arrays.
 *
 * @param numbers as they are read: with a sign, or without
 */
@SuppressWarnings("ArrayRecordComponent") // a record for the sake of the JIT, see Cell
record Tags(Slot slot, long[] numbers, Class<?>[] types) {
    /** Returns the place of a tag that has been received. */
    int indexOf(long number) {
        // Often they are 1, 2, 3...
        long index = number - numbers[0];
        if (index >= 0 && index < numbers.length && numbers[(int) index] == number) {
            return (int) index;
        }
        int found = Arrays.binarySearch(numbers, number);
        if (found < 0) {
            throw unknown(number);
        }
        return found;
    }

    /** Returns the place of a message to be sent. */
    int indexOf(Object message) {
        Class<?> type = message.getClass();
        for (int i = 0; i < types.length; i++) {
            if (types[i] == type) {
                return i;
            }
        }
        throw new AssertionError(type); // sealed
    }

    private IllegalArgumentException unknown(long number) {
        StringBuilder known = new StringBuilder();
        for (int i = 0; i < numbers.length; i++) {
            known.append(i == 0 ? "" : ", ");
            known.append(numbers[i]).append('=').append(types[i].getSimpleName());
        }
        return slot.refuse("no record has the tag " + number + "; known: " + known);
    }
}
