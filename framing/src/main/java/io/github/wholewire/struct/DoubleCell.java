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
        return number(access.get(source, at, width, big));
    }

    void write(Object target, int at, double value) {
        if (isChecked) {
            check(value);
        }
        access.set(target, at, width, big, bits(value));
    }

    // Short enough for the JIT to inline them where they are not called often.

    private double number(long bits) {
        return width == Double.BYTES
                ? Double.longBitsToDouble(bits)
                : width == Float.BYTES
                        ? Float.intBitsToFloat((int) bits)
                        : Half.toFloat((short) bits);
    }

    private long bits(double value) {
        return width == Double.BYTES
                ? Double.doubleToRawLongBits(value)
                : width == Float.BYTES
                        ? Float.floatToRawIntBits((float) value)
                        : Half.fromDouble(value);
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
