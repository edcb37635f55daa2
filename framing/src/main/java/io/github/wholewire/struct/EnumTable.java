/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.struct;

import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;

/** The constants of an enum by the numbers that stand for them. Nobody changes the arrays. */
// A record for the sake of the JIT (see Cell), and ordinals are what it is for.
@SuppressWarnings({"ArrayRecordComponent", "EnumOrdinal"})
record EnumTable(Slot slot, long[] numbers, Object[] constants, long[] byOrdinal) {

    static EnumTable of(Slot slot, Class<?> type, long min, long max) {
        Object[] constants = type.getEnumConstants();
        Map<String, Long> tags = tags(type);
        long[] byOrdinal = new long[constants.length];
        for (int i = 0; i < constants.length; i++) {
            byOrdinal[i] = number(slot, tags, (Enum<?>) constants[i]);
        }
        Object[] sorted = constants.clone();
        Arrays.sort(sorted, Comparator.comparingLong(c -> byOrdinal[((Enum<?>) c).ordinal()]));
        long[] numbers = new long[sorted.length];
        for (int i = 0; i < sorted.length; i++) {
            numbers[i] = byOrdinal[((Enum<?>) sorted[i]).ordinal()];
            if (numbers[i] < min || numbers[i] > max) {
                throw slot.refuse(
                        sorted[i] + " is " + numbers[i] + ", which is not " + min + " to " + max);
            }
            if (i > 0 && numbers[i] == numbers[i - 1]) {
                throw slot.refuse(
                        sorted[i - 1] + " and " + sorted[i] + " are both @Tag(" + numbers[i] + ")");
            }
        }
        return new EnumTable(slot, numbers, sorted, byOrdinal);
    }

    /** The tags of constants, by their names. */
    private static Map<String, Long> tags(Class<?> type) {
        Map<String, Long> tags = new HashMap<>();
        for (Field field : type.getFields()) {
            Tag tag = field.getAnnotation(Tag.class);
            if (tag != null && field.isEnumConstant()) {
                tags.put(field.getName(), tag.value());
            }
        }
        return tags;
    }

    private static long number(Slot slot, Map<String, Long> tags, Enum<?> constant) {
        if (tags.isEmpty()) {
            return constant.ordinal();
        }
        Long own = tags.get(constant.name());
        if (own == null) {
            throw slot.refuse(constant + " has no @Tag, but other constants have one");
        }
        return own;
    }

    Object constant(long number) {
        if (number >= 0 && number < constants.length && numbers[(int) number] == number) {
            return constants[(int) number];
        }
        int index = Arrays.binarySearch(numbers, number);
        if (index < 0) {
            throw slot.refuse(number + " stands for no constant; known: " + known());
        }
        return constants[index];
    }

    long number(Object constant) {
        return byOrdinal[((Enum<?>) slot.require(constant)).ordinal()];
    }

    void check(Object constant) {
        slot.require(constant);
    }

    private String known() {
        StringBuilder known = new StringBuilder();
        for (int i = 0; i < numbers.length; i++) {
            known.append(i == 0 ? "" : ", ").append(numbers[i]).append('=').append(constants[i]);
        }
        return known.toString();
    }
}
