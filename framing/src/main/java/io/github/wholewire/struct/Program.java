/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.struct;

/**
 * What is done with structs of one layout in arrays, or in buffers. Whoever calls has checked that
 * there are as many values as there should be, and that the whole struct is there.
 *
 * @param <S> the array or the buffer
 */
abstract class Program<S> {
    /** Takes all values out. */
    abstract Object[] unpack(S source, int base);

    /** Takes all values out. */
    abstract void unpack(S source, int base, Object[] values);

    /** Writes every byte of the struct, padding as zeros. */
    abstract void pack(S target, int base, Object[] values);

    /** Refuses values as {@link #pack} would, and writes nothing. */
    abstract void check(Object[] values);
}
