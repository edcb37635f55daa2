/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.struct;

/**
 * A run of equal values in a struct, or some padding.
 *
 * @param type what its bytes mean
 * @param format the format it stands in
 * @param text how it stands there, such as {@code 10s}; {@code pad} for alignment
 * @param formatIndex where its code stands there
 * @param offset of its first byte in the struct
 * @param width bytes of each value, or of the padding
 * @param count values; 0 for padding
 * @param firstValue index of its first value among all values
 * @param min of its type, once more: the JIT takes a record's components for constants where the
 *     record is one, and an enum's fields it does not
 * @param max likewise
 */
record Item(
        Type type,
        String format,
        String text,
        int formatIndex,
        int offset,
        int width,
        int count,
        int firstValue,
        long min,
        long max) {

    char letter() {
        return text.charAt(text.length() - 1);
    }

    boolean isPadding() {
        return type == Type.PAD;
    }

    /** Bytes of all its values, or of the padding. */
    int length() {
        return isPadding() ? width : width * count;
    }

    int offsetOf(int valueIndex) {
        return offset + (valueIndex - firstValue) * width;
    }

    /** The indices of its values, for people; empty for padding. */
    String valueRange() {
        return switch (count) {
            case 0 -> "";
            case 1 -> Integer.toString(firstValue);
            default -> firstValue + ".." + (firstValue + count - 1);
        };
    }

    /** The code of one of its values, for people; with its count where that is a length. */
    String valueText() {
        return type.countIsLength() ? text : String.valueOf(letter());
    }
}
