/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.struct;

import org.jspecify.annotations.Nullable;

/**
 * Runs a struct in arrays, or in buffers: interpreted at first, and compiled once it is used often.
 * Thread-safe: two threads may compile the same once each, and no more.
 *
 * @param <S> the array or the buffer
 */
final class Runner<S> {
    private static final int OFTEN = 2000;

    private final Layout layout;
    private final Access<S> access;
    private final Program<S> interpreter;

    private volatile @Nullable Program<S> compiled;

    /** Plain, since it does not matter if threads lose some. */
    private int uses;

    Runner(Layout layout, Access<S> access) {
        this.layout = layout;
        this.access = access;
        this.interpreter = new Interpreter<>(layout, access);
    }

    int size() {
        return layout.size;
    }

    Object[] unpack(S source, int base) {
        return program().unpack(source, base);
    }

    void unpack(S source, int base, Object[] values) {
        program().unpack(source, base, values);
    }

    void pack(S target, int base, Object[] values) {
        program().pack(target, base, values);
    }

    /** Writes all, or refuses a value and writes nothing. */
    void packWhole(S target, int base, Object[] values) {
        Program<S> program = program();
        program.check(values);
        program.pack(target, base, values);
    }

    private Program<S> program() {
        Program<S> program = compiled;
        return program != null ? program : interpret();
    }

    private Program<S> interpret() {
        if (uses < OFTEN && ++uses == OFTEN) {
            compiled = Specializer.specialize(layout, access);
        }
        return interpreter;
    }
}
