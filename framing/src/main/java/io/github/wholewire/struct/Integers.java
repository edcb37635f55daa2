/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.struct;

import java.math.BigInteger;

/** Movers of integers, each for a width and a sign. */
final class Integers {
    private Integers() {}

    abstract static class IntegerMover extends Mover {
        @Override
        final void check(Item item, int v, Object value) {
            Bits.ofInteger(item, v, value);
        }
    }

    static final class Int8 extends IntegerMover {
        @Override
        <S> Object read(Access<S> access, boolean big, Item item, S source, int at) {
            return (int) access.getByte(source, at);
        }

        @Override
        <S> void write(
                Access<S> access, boolean big, Item item, S target, int at, int v, Object value) {
            access.setByte(target, at, (byte) Bits.ofInteger(item, v, value));
        }
    }

    static final class UInt8 extends IntegerMover {
        @Override
        <S> Object read(Access<S> access, boolean big, Item item, S source, int at) {
            return access.getByte(source, at) & 0xFF;
        }

        @Override
        <S> void write(
                Access<S> access, boolean big, Item item, S target, int at, int v, Object value) {
            access.setByte(target, at, (byte) Bits.ofInteger(item, v, value));
        }
    }

    static final class Int16 extends IntegerMover {
        @Override
        <S> Object read(Access<S> access, boolean big, Item item, S source, int at) {
            return (int) access.getShort(source, at, big);
        }

        @Override
        <S> void write(
                Access<S> access, boolean big, Item item, S target, int at, int v, Object value) {
            access.setShort(target, at, big, (short) Bits.ofInteger(item, v, value));
        }
    }

    static final class UInt16 extends IntegerMover {
        @Override
        <S> Object read(Access<S> access, boolean big, Item item, S source, int at) {
            return access.getShort(source, at, big) & 0xFFFF;
        }

        @Override
        <S> void write(
                Access<S> access, boolean big, Item item, S target, int at, int v, Object value) {
            access.setShort(target, at, big, (short) Bits.ofInteger(item, v, value));
        }
    }

    static final class Int32 extends IntegerMover {
        @Override
        <S> Object read(Access<S> access, boolean big, Item item, S source, int at) {
            return access.getInt(source, at, big);
        }

        @Override
        <S> void write(
                Access<S> access, boolean big, Item item, S target, int at, int v, Object value) {
            // An Integer needs no look at its range.
            int number = value instanceof Integer i ? i : (int) Bits.ofInteger(item, v, value);
            access.setInt(target, at, big, number);
        }
    }

    static final class UInt32 extends IntegerMover {
        @Override
        <S> Object read(Access<S> access, boolean big, Item item, S source, int at) {
            return access.getInt(source, at, big) & 0xFFFF_FFFFL;
        }

        @Override
        <S> void write(
                Access<S> access, boolean big, Item item, S target, int at, int v, Object value) {
            access.setInt(target, at, big, (int) Bits.ofInteger(item, v, value));
        }
    }

    static final class Int64 extends IntegerMover {
        @Override
        <S> Object read(Access<S> access, boolean big, Item item, S source, int at) {
            return access.getLong(source, at, big);
        }

        @Override
        <S> void write(
                Access<S> access, boolean big, Item item, S target, int at, int v, Object value) {
            access.setLong(target, at, big, Bits.ofInteger(item, v, value));
        }
    }

    static final class UInt64 extends Mover {
        @Override
        <S> Object read(Access<S> access, boolean big, Item item, S source, int at) {
            long bits = access.getLong(source, at, big);
            return bits >= 0 ? BigInteger.valueOf(bits) : unsigned(bits);
        }

        @Override
        <S> void write(
                Access<S> access, boolean big, Item item, S target, int at, int v, Object value) {
            access.setLong(target, at, big, Bits.ofUnsigned(item, v, value));
        }

        @Override
        void check(Item item, int v, Object value) {
            Bits.ofUnsigned(item, v, value);
        }
    }

    /** For a number beyond those of a long. */
    private static BigInteger unsigned(long bits) {
        byte[] magnitude = new byte[Long.BYTES];
        ArrayAccess.INSTANCE.setLong(magnitude, 0, true, bits);
        return new BigInteger(1, magnitude);
    }
}
