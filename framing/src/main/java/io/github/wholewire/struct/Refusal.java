/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.struct;

import static io.github.wholewire.struct.Description.counted;

import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/** The exceptions for values and sizes that do not fit a struct: what, where, and what would. */
final class Refusal {
    private Refusal() {}

    static IllegalArgumentException count(Layout layout, int given) {
        return new IllegalArgumentException(
                "struct "
                        + Quote.of(layout.format)
                        + " takes "
                        + counted(layout.valueCount, "value")
                        + ", not "
                        + given);
    }

    static IllegalArgumentException type(Item item, int valueIndex, @Nullable Object value) {
        String what = value == null ? "null" : value.getClass().getTypeName();
        return refused(item, valueIndex, what + " does not fit; give " + item.type().accepted());
    }

    static IllegalArgumentException range(Item item, int valueIndex, Object value) {
        Type type = item.type();
        if (type.isInteger()) {
            return outOfRange(item, valueIndex, value, "give " + type.range());
        }
        double largest = largestFloat(type);
        return outOfRange(
                item,
                valueIndex,
                value,
                "give what rounds to -" + largest + " to " + largest + ", or an infinity");
    }

    private static double largestFloat(Type type) {
        return switch (type) {
            case FLOAT16 -> Half.MAX;
            case FLOAT32 -> Float.MAX_VALUE;
            default -> Double.MAX_VALUE;
        };
    }

    static IllegalArgumentException charLength(Item item, int valueIndex, int length) {
        return refused(
                item, valueIndex, "an array of " + length + " bytes does not fit; give exactly 1");
    }

    static IllegalArgumentException size(Layout layout, int given) {
        return new IllegalArgumentException(
                measured(layout)
                        + ": a payload of "
                        + given
                        + " does not fit; give exactly so many");
    }

    static IllegalArgumentException room(Layout layout, int offset, int length) {
        return new IllegalArgumentException(
                measured(layout)
                        + ", but from offset "
                        + offset
                        + " there are "
                        + Math.max(0, length - offset)
                        + " of "
                        + length);
    }

    static IllegalArgumentException notWhole(Layout layout, int length) {
        return new IllegalArgumentException(
                measured(layout)
                        + ": "
                        + length
                        + " are no whole number of structs, "
                        + length % layout.size
                        + " left over");
    }

    static IllegalArgumentException zeroSize(Layout layout, String what) {
        return new IllegalArgumentException(
                measured(layout) + ": " + what + " needs at least 1, so that it comes to an end");
    }

    static IndexOutOfBoundsException negativeOffset(Layout layout, int offset, int length) {
        return new IndexOutOfBoundsException(
                "offset="
                        + offset
                        + ": counted from the end of "
                        + counted(length, "byte")
                        + " it leaves no room, "
                        + measured(layout));
    }

    static IllegalArgumentException accessor(
            Item item, int valueIndex, String method, String fitting) {
        return refused(
                item,
                valueIndex,
                "it is no value for " + method + ", which reads " + fitting + "; use unpack");
    }

    private static IllegalArgumentException outOfRange(
            Item item, int valueIndex, Object value, String advice) {
        return refused(item, valueIndex, shown(value) + " is out of range; " + advice);
    }

    private static IllegalArgumentException refused(Item item, int valueIndex, String why) {
        return new IllegalArgumentException(
                "value "
                        + valueIndex
                        + " ("
                        + Quote.of(item.letter())
                        + " at index "
                        + item.formatIndex()
                        + " of "
                        + Quote.of(item.format())
                        + "): "
                        + why);
    }

    private static String measured(Layout layout) {
        return "struct " + Quote.of(layout.format) + " takes " + counted(layout.size, "byte");
    }

    /** Digits of a number without end would take their time. */
    private static String shown(Object value) {
        return value instanceof BigInteger number && number.bitLength() > 128
                ? "a number of " + number.bitLength() + " bits"
                : value.toString();
    }
}
