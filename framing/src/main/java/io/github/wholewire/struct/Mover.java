/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.struct;

/**
 * Moves values of one type out of an array or a buffer, and into it. Whoever calls has checked that
 * the whole struct is there.
 */
abstract class Mover {
    /** Takes out all values of an item. */
    final <S> void unpack(
            Access<S> access, boolean big, Item item, S source, int base, Object[] values) {
        int at = base + item.offset();
        int first = item.firstValue();
        for (int i = 0; i < item.count(); i++) {
            values[first + i] = read(access, big, item, source, at + i * item.width());
        }
    }

    /** Puts in all values of an item, or padding. */
    final <S> void pack(
            Access<S> access, boolean big, Item item, S target, int base, Object[] values) {
        int at = base + item.offset();
        if (item.isPadding()) {
            access.clear(target, at, item.width());
        }
        int first = item.firstValue();
        for (int i = 0; i < item.count(); i++) {
            int v = first + i;
            write(access, big, item, target, at + i * item.width(), v, values[v]);
        }
    }

    /** Refuses values as {@link #pack} would, and writes nothing. */
    final void check(Item item, Object[] values) {
        int end = item.firstValue() + item.count();
        for (int v = item.firstValue(); v < end; v++) {
            check(item, v, values[v]);
        }
    }

    /** Returns the value at an index. */
    abstract <S> Object read(Access<S> access, boolean big, Item item, S source, int at);

    /** Puts a value at an index, or refuses it. */
    abstract <S> void write(
            Access<S> access, boolean big, Item item, S target, int at, int v, Object value);

    /** Refuses a value that does not fit. */
    abstract void check(Item item, int v, Object value);
}
