/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.struct;

import org.jspecify.annotations.Nullable;

/**
 * A component as messages name it.
 *
 * @param name the record's and its own, {@code Tick.price}
 * @param code as it stands in the format, with its count
 * @param bits how many of the code's bits it has if it is a bit field, else 0
 */
record Slot(String name, String code, Type type, Class<?> javaType, int bits) {
    Slot(String name, String code, Type type, Class<?> javaType) {
        this(name, code, type, javaType, 0);
    }

    /** What has no code of its own. */
    static Slot of(String name, Class<?> javaType) {
        return new Slot(name, "", Type.PAD, javaType);
    }

    /** The same for some of its bits. */
    Slot withBits(int count) {
        return new Slot(name, code, type, javaType, count);
    }

    /** A primitive integer, be it a bit field. */
    boolean isInteger() {
        return type.isInteger() && javaType.isPrimitive() && javaType != boolean.class;
    }

    /** Makes an integer of its bits, which are zero-extended. */
    long number(long bits) {
        return bits << type.signShift >> type.signShift;
    }

    /** Returns a value that is there. */
    Object require(@Nullable Object value) {
        if (value == null) {
            throw refuse("null does not fit; give a " + javaType.getSimpleName());
        }
        return value;
    }

    IllegalArgumentException range(Object value) {
        return range(value, type.range());
    }

    IllegalArgumentException range(Object value, String range) {
        return refuse(value + " is out of range; give " + range);
    }

    IllegalArgumentException length(long length, String what, long wanted) {
        return refuse(length + " " + what + " do not fit; give exactly " + wanted);
    }

    IllegalArgumentException tooLong(long length, String what, long room) {
        return refuse(length + " " + what + " do not fit; give at most " + room);
    }

    IllegalArgumentException refuse(String why) {
        return new IllegalArgumentException(this + ": " + why);
    }

    @Override
    public String toString() {
        return name + (code.isEmpty() ? "" : " ('" + code + "')");
    }
}
