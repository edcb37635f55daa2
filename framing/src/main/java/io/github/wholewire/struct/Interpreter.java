/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.struct;

/**
 * Looks at the layout each time: costs nothing to make.
 *
 * @param <S> the array or the buffer
 */
final class Interpreter<S> extends Program<S> {
    private final Layout layout;
    private final Access<S> access;

    Interpreter(Layout layout, Access<S> access) {
        this.layout = layout;
        this.access = access;
    }

    @Override
    Object[] unpack(S source, int base) {
        Object[] values = new Object[layout.valueCount];
        unpack(source, base, values);
        return values;
    }

    @Override
    void unpack(S source, int base, Object[] values) {
        for (Item item : layout.items) {
            item.type().mover.unpack(access, layout.bigEndian, item, source, base, values);
        }
    }

    @Override
    void pack(S target, int base, Object[] values) {
        for (Item item : layout.items) {
            item.type().mover.pack(access, layout.bigEndian, item, target, base, values);
        }
    }

    @Override
    void check(Object[] values) {
        for (Item item : layout.items) {
            item.type().mover.check(item, values);
        }
    }
}
