/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.struct;

import java.math.BigInteger;

/**
 * What the bytes of an item mean: the one table of widths, ranges and Java types.
 *
 * <p>The Java type of an integer is the smallest of Integer, Long and BigInteger that holds all of
 * its range.
 */
enum Type {
    PAD("padding", new Bytes.Fixed()),
    CHAR("char", new Bytes.Fixed()),
    BOOL("bool", 1, new Bytes.Bool(), Boolean.class, 0),
    INT8("int8", 1, new Integers.Int8(), Integer.class, Byte.MIN_VALUE, Byte.MAX_VALUE),
    UINT8("uint8", 1, new Integers.UInt8(), Integer.class, 0, 0xFF),
    INT16("int16", 2, new Integers.Int16(), Integer.class, Short.MIN_VALUE, Short.MAX_VALUE),
    UINT16("uint16", 2, new Integers.UInt16(), Integer.class, 0, 0xFFFF),
    INT32("int32", 4, new Integers.Int32(), Integer.class, Integer.MIN_VALUE, Integer.MAX_VALUE),
    UINT32("uint32", 4, new Integers.UInt32(), Long.class, 0, 0xFFFF_FFFFL),
    INT64("int64", 8, new Integers.Int64(), Long.class, Long.MIN_VALUE, Long.MAX_VALUE),
    /** Its largest value does not fit {@link #max}: whoever checks a range knows. */
    UINT64("uint64", 8, new Integers.UInt64(), BigInteger.class, 0, Long.MAX_VALUE),
    /** As CPython, takes a negative number for the unsigned one of the same bits. */
    POINTER("pointer", 8, new Integers.UInt64(), BigInteger.class, Long.MIN_VALUE, Long.MAX_VALUE),
    FLOAT16("float16", 2, new Floats.Float16(), Float.class, Half.LIMIT),
    FLOAT32("float32", 4, new Floats.Float32(), Float.class, 0x1.ffffffp127),
    /** As CPython, makes an infinity of a number that is too large. */
    NATIVE_FLOAT32("float32", 4, new Floats.Float32(), Float.class, Double.POSITIVE_INFINITY),
    FLOAT64("float64", 8, new Floats.Float64(), Double.class, Double.POSITIVE_INFINITY),
    STRING("bytes", new Bytes.Fixed()),
    PASCAL("counted bytes", new Bytes.Counted());

    /** For people. */
    final String label;

    /** Bytes, and native alignment; of strings, what one of their count stands for. */
    final int width;

    /** Takes values out of bytes and puts them in. */
    @SuppressWarnings("ImmutableEnumChecker") // movers have no state
    final Mover mover;

    final Class<?> javaType;

    /** Integers: the range. */
    final long min;

    final long max;

    /** Floats: the least magnitude that is rounded beyond the largest finite one. */
    final double limit;

    /** Bits that a zero-extended number moves up and down again to get its sign. */
    final int signShift;

    Type(String label, Mover mover) {
        this(label, 1, mover, byte[].class, 0, 0, 0);
    }

    Type(String label, int width, Mover mover, Class<?> javaType, double limit) {
        this(label, width, mover, javaType, 0, 0, limit);
    }

    Type(String label, int width, Mover mover, Class<?> javaType, long min, long max) {
        this(label, width, mover, javaType, min, max, 0);
    }

    Type(
            String label,
            int width,
            Mover mover,
            Class<?> javaType,
            long min,
            long max,
            double limit) {
        this.label = label;
        this.width = width;
        this.mover = mover;
        this.javaType = javaType;
        this.min = min;
        this.max = max;
        this.limit = limit;
        this.signShift = min < 0 ? Long.SIZE - Byte.SIZE * width : 0;
    }

    boolean isInteger() {
        return max > 0;
    }

    boolean isFloat() {
        return limit > 0;
    }

    /** A count in front of it is the length of one value, not a number of values. */
    boolean countIsLength() {
        return this == STRING || this == PASCAL || this == PAD;
    }

    /** What a value to pack may be, for people. */
    String accepted() {
        if (isInteger()) {
            return "a Byte, Short, Integer, Long or BigInteger";
        }
        if (isFloat()) {
            return "a Float, a Double, or an integer";
        }
        return this == BOOL ? "a Boolean" : "a byte[]";
    }

    /** What an integer may be, for people. */
    String range() {
        boolean unsigned = javaType == BigInteger.class;
        return min + " to " + (unsigned ? "18446744073709551615" : Long.toString(max));
    }
}
