/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.struct;

/** A float, of 16 bits or 32. */
record FloatCell(Slot slot, Access<Object> access, boolean big, boolean isChecked) implements Cell {

    static FloatCell of(Slot slot, Access<Object> access, boolean big) {
        return new FloatCell(slot, access, big, slot.type() == Type.FLOAT16);
    }

    @Override
    public Class<?> valueType() {
        return float.class;
    }

    float read(Object source, int at) {
        return isChecked
                ? Half.toFloat(access.getShort(source, at, big))
                : Float.intBitsToFloat(access.getInt(source, at, big));
    }

    void write(Object target, int at, float value) {
        if (isChecked) {
            check(value);
            access.setShort(target, at, big, (short) Half.fromDouble(value));
        } else {
            access.setInt(target, at, big, Float.floatToRawIntBits(value));
        }
    }

    void check(float value) {
        if (Math.abs(value) >= Half.LIMIT && !Float.isInfinite(value)) {
            throw DoubleCell.range(slot, value);
        }
    }
}
