/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.struct;

import java.math.BigInteger;

/**
 * Takes values out of an array or a buffer. Whoever calls has checked that the whole struct is
 * there.
 *
 * <p>Runs of the usual numbers have loops of their own, so that a run costs one decision; a loop
 * around a single value would cost more than the value.
 */
final class Unpacker {
    private static final byte[] NO_BYTES = {};
    private static final int SIGN_BIT = 63;

    private Unpacker() {}

    static <S> void unpack(Layout layout, Access<S> access, S source, int base, Object[] values) {
        boolean big = layout.bigEndian;
        for (Item item : layout.items) {
            int at = base + item.offset();
            if (item.count() == 1) {
                values[item.firstValue()] = value(item, big, access, source, at);
            } else if (!item.isPadding()) {
                unpackRun(item, big, access, source, at, values);
            }
        }
    }

    static <S> Object value(Item item, boolean big, Access<S> access, S source, int at) {
        return switch (item.type()) {
            case BOOL -> Boolean.valueOf(access.getByte(source, at) != 0);
            case INT8 -> Integer.valueOf(access.getByte(source, at));
            case UINT8 -> Integer.valueOf(access.getByte(source, at) & 0xFF);
            case INT16 -> Integer.valueOf(access.getShort(source, at, big));
            case UINT16 -> Integer.valueOf(access.getShort(source, at, big) & 0xFFFF);
            case INT32 -> Integer.valueOf(access.getInt(source, at, big));
            case UINT32 -> Long.valueOf(access.getInt(source, at, big) & 0xFFFF_FFFFL);
            case INT64 -> Long.valueOf(access.getLong(source, at, big));
            case UINT64 -> toUnsigned(access.getLong(source, at, big));
            case FLOAT16 -> Float.valueOf(Half.toFloat(access.getShort(source, at, big)));
            case FLOAT32 -> Float.valueOf(Float.intBitsToFloat(access.getInt(source, at, big)));
            case FLOAT64 ->
                    Double.valueOf(Double.longBitsToDouble(access.getLong(source, at, big)));
            case PASCAL -> pascal(access, source, at, item.width());
            default -> bytes(access, source, at, item.width());
        };
    }

    private static <S> void unpackRun(
            Item item, boolean big, Access<S> access, S source, int start, Object[] values) {
        int v = item.firstValue();
        int end = v + item.count();
        int at = start;
        switch (item.type()) {
            case UINT8 -> {
                for (; v < end; v++, at++) {
                    values[v] = access.getByte(source, at) & 0xFF;
                }
            }
            case INT16 -> {
                for (; v < end; v++, at += Short.BYTES) {
                    values[v] = (int) access.getShort(source, at, big);
                }
            }
            case UINT16 -> {
                for (; v < end; v++, at += Short.BYTES) {
                    values[v] = access.getShort(source, at, big) & 0xFFFF;
                }
            }
            case INT32 -> {
                for (; v < end; v++, at += Integer.BYTES) {
                    values[v] = access.getInt(source, at, big);
                }
            }
            case INT64 -> {
                for (; v < end; v++, at += Long.BYTES) {
                    values[v] = access.getLong(source, at, big);
                }
            }
            case FLOAT32 -> {
                for (; v < end; v++, at += Float.BYTES) {
                    values[v] = Float.intBitsToFloat(access.getInt(source, at, big));
                }
            }
            case FLOAT64 -> {
                for (; v < end; v++, at += Double.BYTES) {
                    values[v] = Double.longBitsToDouble(access.getLong(source, at, big));
                }
            }
            default -> {
                for (; v < end; v++, at += item.width()) {
                    values[v] = value(item, big, access, source, at);
                }
            }
        }
    }

    /** Makes an integer of its bits; those of 64 stay as they are. */
    static long toLong(Type type, long bits) {
        return bits << type.signShift >> type.signShift;
    }

    /** Makes a floating-point number of its bits. */
    static double toDouble(Type type, long bits) {
        return switch (type) {
            case FLOAT16 -> Half.toFloat((int) bits);
            case FLOAT32 -> Float.intBitsToFloat((int) bits);
            default -> Double.longBitsToDouble(bits);
        };
    }

    private static BigInteger toUnsigned(long bits) {
        return bits >= 0
                ? BigInteger.valueOf(bits)
                : BigInteger.valueOf(bits & Long.MAX_VALUE).setBit(SIGN_BIT);
    }

    private static <S> byte[] bytes(Access<S> access, S source, int at, int length) {
        byte[] bytes = new byte[length];
        access.copyTo(source, at, bytes);
        return bytes;
    }

    /** A length of more than there is room for counts as all the room. */
    private static <S> byte[] pascal(Access<S> access, S source, int at, int width) {
        if (width == 0) {
            return NO_BYTES;
        }
        int length = access.getByte(source, at) & 0xFF;
        return bytes(access, source, at + 1, Math.min(length, width - 1));
    }
}
