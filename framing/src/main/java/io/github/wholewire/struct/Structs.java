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
    private final Runner<S> runner;
    private final S source;
    private final int end;
    private int at;

    Structs(Runner<S> runner, S source, int end) {
        this.runner = runner;
        this.source = source;
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
        Object[] values = runner.unpack(source, at);
        at += runner.size();
        return values;
    }
}
