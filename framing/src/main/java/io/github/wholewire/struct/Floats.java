/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.struct;

/** Movers of floating-point numbers, each for a width. */
final class Floats {
    private Floats() {}

    abstract static class FloatMover extends Mover {
        @Override
        final void check(Item item, int v, Object value) {
            Bits.ofFloat(item, v, value);
        }
    }

    static final class Float16 extends FloatMover {
        @Override
        <S> Object read(Access<S> access, boolean big, Item item, S source, int at) {
            return Half.toFloat(access.getShort(source, at, big));
        }

        @Override
        <S> void write(
                Access<S> access, boolean big, Item item, S target, int at, int v, Object value) {
            access.setShort(target, at, big, (short) Bits.ofFloat(item, v, value));
        }
    }

    static final class Float32 extends FloatMover {
        @Override
        <S> Object read(Access<S> access, boolean big, Item item, S source, int at) {
            return Float.intBitsToFloat(access.getInt(source, at, big));
        }

        @Override
        <S> void write(
                Access<S> access, boolean big, Item item, S target, int at, int v, Object value) {
            int bits =
                    value instanceof Float number
                            ? Float.floatToRawIntBits(number)
                            : (int) Bits.ofFloat(item, v, value);
            access.setInt(target, at, big, bits);
        }
    }

    static final class Float64 extends FloatMover {
        @Override
        <S> Object read(Access<S> access, boolean big, Item item, S source, int at) {
            return Double.longBitsToDouble(access.getLong(source, at, big));
        }

        @Override
        <S> void write(
                Access<S> access, boolean big, Item item, S target, int at, int v, Object value) {
            long bits =
                    value instanceof Double number
                            ? Double.doubleToRawLongBits(number)
                            : Bits.ofFloat(item, v, value);
            access.setLong(target, at, big, bits);
        }
    }
}
