/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.struct;

import java.lang.invoke.MethodHandle;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A List or an array of as many records as a count says. The handles are called with constants for
 * them where the JIT has made this a part of the record's code.
 *
 * @param element the type of the records
 * @param minSize bytes of the shortest record, at least 1
 * @param read {@code (Object source, Cursor)Object}
 * @param write {@code (Object target, Cursor, Object)void}
 * @param measure {@code (Object)long}
 */
record RecordRun(
        Slot slot,
        Class<?> element,
        int minSize,
        MethodHandle read,
        MethodHandle write,
        MethodHandle measure)
        implements Cell.Run {

    @Override
    public Class<?> valueType() {
        return Object.class;
    }

    private boolean isArray() {
        return slot.javaType().isArray();
    }

    Object read(long count, Object source, Cursor cursor) throws Throwable {
        int length = Run.elements(slot, count, cursor, minSize);
        List<Object> records = new ArrayList<>(length);
        while (count == REST ? cursor.remaining() > 0 : records.size() < count) {
            records.add((Object) read.invokeExact(source, cursor));
        }
        return isArray()
                ? records.toArray((Object[]) Array.newInstance(element, 0))
                : List.copyOf(records);
    }

    void write(Object target, Cursor cursor, Object value) throws Throwable {
        for (Object item : list(value)) {
            write.invokeExact(target, cursor, item);
        }
    }

    long measure(long count, Object value) throws Throwable {
        List<?> records = list(value);
        Run.requireCount(slot, count, records.size(), "elements");
        long length = 0;
        for (Object item : records) {
            if (item == null) {
                throw slot.refuse("null among its elements");
            }
            if (!element.isInstance(item)) {
                throw slot.refuse(item.getClass().getTypeName() + " among its elements");
            }
            length += (long) measure.invokeExact(item);
        }
        return length;
    }

    private List<?> list(Object value) {
        slot.require(value);
        return isArray() ? Arrays.asList((Object[]) value) : (List<?>) value;
    }
}
