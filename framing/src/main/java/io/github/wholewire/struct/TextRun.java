/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.struct;

/** A String of as many bytes as a count says. */
record TextRun(Slot slot, Access<Object> access, Text text) implements Cell.Run {
    @Override
    public Class<?> valueType() {
        return String.class;
    }

    String read(long count, Object source, Cursor cursor) {
        int length = Run.elements(slot, count, cursor, 1);
        return text.read(slot, access, source, cursor.take(slot, length), length);
    }

    void write(Object target, Cursor cursor, String value) {
        int at = cursor.at();
        cursor.take(slot, text.write(slot, access, target, at, cursor.remaining(), value));
    }

    long measure(long count, String value) {
        slot.require(value);
        long length = text.length(slot, value);
        Run.requireCount(slot, count, length, "bytes of " + text.charset());
        return length;
    }
}
