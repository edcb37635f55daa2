/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.struct;

/** A double, of 16, 32 or 64 bits; rounded half to even. */
record DoubleCell(
        Slot slot, Access<Object> access, boolean big, int width, double limit, boolean isChecked)
        implements Cell {

    static DoubleCell of(Slot slot, Access<Object> access, boolean big) {
        Type type = slot.type();
        return new DoubleCell(slot, access, big, type.width, type.limit, type != Type.FLOAT64);
    }

    @Override
    public Class<?> valueType() {
        return double.class;
    }

    double read(Object source, int at) {
        return switch (width) {
            case 2 -> Half.toFloat(access.getShort(source, at, big));
            case 4 -> Float.intBitsToFloat(access.getInt(source, at, big));
            default -> Double.longBitsToDouble(access.getLong(source, at, big));
        };
    }

    void write(Object target, int at, double value) {
        if (isChecked) {
            check(value);
        }
        switch (width) {
            case 2 -> access.setShort(target, at, big, (short) Half.fromDouble(value));
            case 4 -> access.setInt(target, at, big, Float.floatToRawIntBits((float) value));
            default -> access.setLong(target, at, big, Double.doubleToRawLongBits(value));
        }
    }

    void check(double value) {
        if (Math.abs(value) >= limit && !Double.isInfinite(value)) {
            throw range(slot, value);
        }
    }

    static IllegalArgumentException range(Slot slot, double value) {
        double largest = slot.type() == Type.FLOAT16 ? Half.MAX : Float.MAX_VALUE;
        return slot.range(
                value, "what rounds to -" + largest + " to " + largest + ", or an infinity");
    }
}
