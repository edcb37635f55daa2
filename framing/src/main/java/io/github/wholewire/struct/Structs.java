/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.struct;

import java.util.Iterator;
import java.util.NoSuchElementException;

/**
 * Structs that lie one behind the other.
 *
 * @param <S> the array or the buffer that they lie in
 */
final class Structs<S> implements Iterator<Object[]> {
    private final Layout layout;
    private final Access<S> access;
    private final S source;
    private final int end;
    private int at;

    Structs(Layout layout, Access<S> access, S source, int start, int end) {
        this.layout = layout;
        this.access = access;
        this.source = source;
        this.at = start;
        this.end = end;
    }

    @Override
    public boolean hasNext() {
        return at < end;
    }

    @Override
    public Object[] next() {
        if (at == end) {
            throw new NoSuchElementException("no struct is left: ask hasNext() first");
        }
        Object[] values = new Object[layout.valueCount];
        Unpacker.unpack(layout, access, source, at, values);
        at += layout.size;
        return values;
    }
}
