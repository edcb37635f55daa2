/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.struct;

/**
 * Binary16 of IEEE 754: a sign, 5 bits of exponent, 10 of fraction.
 *
 * <p>The JDK converts only from float, and only since 20; a double rounded twice, to float and then
 * to this, is not always what it is rounded once.
 */
final class Half {
    /** The least magnitude that is rounded beyond {@link #MAX}. */
    static final double LIMIT = 65520;

    /** The largest finite number. */
    static final double MAX = 65504;

    private static final int EXPONENT = 0x7C00;
    private static final int FRACTION = 0x3FF;
    private static final int SIGN = 0x8000;
    private static final int QUIET = 0x200;
    private static final int FLOAT_INFINITY = 0x7F80_0000;
    private static final int FLOAT_NAN = 0x7FC0_0000;
    private static final double LEAST_NORMAL = 0x1p-14;

    private Half() {}

    /** Every binary16 is a float; of a NaN only the sign is kept. */
    static float toFloat(int bits) {
        int sign = (bits & SIGN) << 16;
        int magnitude = bits & (EXPONENT | FRACTION);
        if (magnitude >= EXPONENT) {
            return Float.intBitsToFloat(
                    sign | (magnitude == EXPONENT ? FLOAT_INFINITY : FLOAT_NAN));
        }
        // A float's fraction is 13 bits longer, and its exponent's bias 112 higher.
        float scaled = Float.intBitsToFloat(magnitude << 13) * 0x1p112f;
        return sign == 0 ? scaled : -scaled;
    }

    /** Rounds half to even; the magnitude is less than {@link #LIMIT}, infinite or NaN. */
    static int fromDouble(double value) {
        long bits = Double.doubleToRawLongBits(value);
        int sign = (int) (bits >>> 48) & SIGN;
        double magnitude = Math.abs(value);
        if (Double.isNaN(value)) {
            return sign | EXPONENT | QUIET;
        }
        if (magnitude >= LIMIT) {
            return sign | EXPONENT;
        }
        if (magnitude < LEAST_NORMAL) {
            return sign | (int) Math.rint(magnitude * 0x1p24);
        }
        return sign | (int) (shiftRoundingToEven(bits & Long.MAX_VALUE) - ((1023L - 15) << 10));
    }

    /** Drops the 42 bits by which a double's fraction is longer; a carry enters the exponent. */
    private static long shiftRoundingToEven(long bits) {
        long even = bits >>> 42 & 1;
        return (bits + (1L << 41) - 1 + even) >>> 42;
    }
}
