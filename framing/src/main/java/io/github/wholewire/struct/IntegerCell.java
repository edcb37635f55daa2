/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.struct;

/**
 * An integer. In a Java type wider than its code, a value has to be within the code's range; in one
 * of the same width each bit pattern is a value, unsigned or not.
 */
record IntegerCell(
        Slot slot,
        Access<Object> access,
        boolean big,
        int width,
        int signShift,
        boolean isChecked,
        long min,
        long max)
        implements Cell {

    static IntegerCell of(Slot slot, Access<Object> access, boolean big, boolean checked) {
        Type type = slot.type() == Type.CHAR ? Type.UINT8 : slot.type();
        return new IntegerCell(
                slot, access, big, type.width, type.signShift, checked, type.min, type.max);
    }

    @Override
    public Class<?> valueType() {
        return long.class;
    }

    long read(Object source, int at) {
        return access.get(source, at, width, big) << signShift >> signShift;
    }

    void write(Object target, int at, long value) {
        if (isChecked) {
            check(value);
        }
        access.set(target, at, width, big, value);
    }

    void check(long value) {
        if (value < min || value > max) {
            throw refuse(value);
        }
    }

    private IllegalArgumentException refuse(long value) {
        return slot.range(value, min + " to " + max);
    }
}
