/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.struct;

/**
 * Some bits of an integer.
 *
 * @param shift the bits below it
 * @param mask as many ones as it has bits
 * @param isFirst the one that is written first, which clears the others
 */
record BitCell(
        Slot slot,
        Access<Object> access,
        boolean big,
        int width,
        int shift,
        long mask,
        boolean isFirst,
        boolean isChecked)
        implements Cell {

    @Override
    public Class<?> valueType() {
        return long.class;
    }

    long read(Object source, int at) {
        return access.get(source, at, width, big) >>> shift & mask;
    }

    void write(Object target, int at, long value) {
        if (isChecked) {
            check(value);
        }
        long others = isFirst ? 0 : access.get(target, at, width, big);
        access.set(target, at, width, big, others | (value & mask) << shift);
    }

    void check(long value) {
        if ((value & ~mask) != 0) {
            throw slot.range(value, "0 to " + mask);
        }
    }
}
