/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.struct;

/** An array of as many elements as a count says. */
record ArrayRun(Slot slot, Elements elements) implements Cell.Run {
    @Override
    public Class<?> valueType() {
        return Object.class;
    }

    Object read(long count, Object source, Cursor cursor) {
        int width = elements.width();
        int length = Run.elements(slot, count, cursor, width);
        return elements.read(source, cursor.take(slot, (long) length * width), length);
    }

    void write(Object target, Cursor cursor, Object value) {
        long length = (long) elements.count(value) * elements.width();
        elements.write(target, cursor.take(slot, length), value);
    }

    long measure(long count, Object value) {
        int length = elements.count(value);
        Run.requireCount(slot, count, length, "elements");
        elements.check(value);
        return (long) length * elements.width();
    }
}
