/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.struct;

import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * Checks values to be packed and makes bits of them, of which the width of their type counts; and
 * makes numbers of bits.
 */
final class Bits {
    private Bits() {}

    static byte[] requireBytes(Item item, int valueIndex, @Nullable Object value) {
        if (!(value instanceof byte[] bytes)) {
            throw Refusal.type(item, valueIndex, value);
        }
        if (item.type() == Type.CHAR && bytes.length != 1) {
            throw Refusal.charLength(item, valueIndex, bytes.length);
        }
        return bytes;
    }

    /** All integers but those of {@link #ofUnsigned}. */
    static long ofInteger(Item item, int valueIndex, @Nullable Object value) {
        long number = toLong(item, valueIndex, value);
        if (number < item.min() || number > item.max()) {
            throw Refusal.range(item, valueIndex, number);
        }
        return number;
    }

    /** Unsigned integers of 64 bits. */
    static long ofUnsigned(Item item, int valueIndex, @Nullable Object value) {
        if (value instanceof BigInteger integer
                && integer.signum() >= 0
                && integer.bitLength() <= Long.SIZE) {
            return integer.longValue();
        }
        return ofInteger(item, valueIndex, value);
    }

    private static long toLong(Item item, int valueIndex, @Nullable Object value) {
        if (value instanceof Integer integer) {
            return integer;
        }
        if (value instanceof Long integer) {
            return integer;
        }
        return toLongRarely(item, valueIndex, value);
    }

    private static long toLongRarely(Item item, int valueIndex, @Nullable Object value) {
        if (value instanceof Short integer) {
            return integer;
        }
        if (value instanceof Byte integer) {
            return integer;
        }
        if (!(value instanceof BigInteger integer)) {
            throw Refusal.type(item, valueIndex, value);
        }
        if (integer.bitLength() >= Long.SIZE) {
            throw Refusal.range(item, valueIndex, integer);
        }
        return integer.longValue();
    }

    static long ofBoolean(Item item, int valueIndex, @Nullable Object value) {
        if (value instanceof Boolean bool) {
            return bool ? 1 : 0;
        }
        throw Refusal.type(item, valueIndex, value);
    }

    static long ofFloat(Item item, int valueIndex, @Nullable Object value) {
        Type type = item.type();
        double number = toDouble(item, valueIndex, value);
        if (Math.abs(number) >= type.limit && !Double.isInfinite(number)) {
            throw Refusal.range(item, valueIndex, number);
        }
        return switch (type.width) {
            case Short.BYTES -> Half.fromDouble(number);
            case Float.BYTES -> Float.floatToRawIntBits((float) number);
            default -> Double.doubleToRawLongBits(number);
        };
    }

    private static double toDouble(Item item, int valueIndex, @Nullable Object value) {
        if (value instanceof Double number) {
            return number;
        }
        if (value instanceof Float number) {
            return number;
        }
        if (!(value instanceof BigInteger integer)) {
            return toLong(item, valueIndex, value);
        }
        double number = integer.doubleValue();
        if (Double.isInfinite(number)) {
            throw Refusal.range(item, valueIndex, integer);
        }
        return number;
    }

    /** Makes an integer of its bits, which are zero-extended; those of 64 stay as they are. */
    static long toLong(Type type, long bits) {
        return bits << type.signShift >> type.signShift;
    }

    /** Makes a floating-point number of its bits. */
    static double toDouble(Type type, long bits) {
        return switch (type.width) {
            case Short.BYTES -> Half.toFloat((int) bits);
            case Float.BYTES -> Float.intBitsToFloat((int) bits);
            default -> Double.longBitsToDouble(bits);
        };
    }
}
