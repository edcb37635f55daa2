/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.struct;

/** An array of a fixed number of elements. */
record ArrayCell(Slot slot, Elements elements, int count) implements Cell {
    @Override
    public Class<?> valueType() {
        return Object.class;
    }

    @Override
    public boolean isChecked() {
        return true;
    }

    Object read(Object source, int at) {
        return elements.read(source, at, count);
    }

    void write(Object target, int at, Object value) {
        requireCount(value);
        elements.write(target, at, value);
    }

    void check(Object value) {
        requireCount(value);
        elements.check(value);
    }

    private void requireCount(Object value) {
        int length = elements.count(value);
        if (length != count) {
            throw slot.length(length, "elements", count);
        }
    }
}
