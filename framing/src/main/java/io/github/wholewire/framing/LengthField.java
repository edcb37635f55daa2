/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.framing;

import io.github.wholewire.FrameInput;
import io.github.wholewire.FrameOutput;
import io.github.wholewire.FramingException;
import java.nio.ByteOrder;

/**
 * An unsigned number at the front of a frame that says how long the payload behind it is.
 *
 * @param length its width in bytes: 1, 2, 3, 4 or 8
 * @param order its byte order
 */
record LengthField(int length, ByteOrder order) {
    static int requireLength(int length) {
        if ((length < 1 || length > 4) && length != 8) {
            throw new IllegalArgumentException(
                    "lengthFieldLength=" + length + ": use 1, 2, 3, 4 or 8");
        }
        return length;
    }

    long maxValue() {
        return length == 8 ? Long.MAX_VALUE : (1L << (8 * length)) - 1;
    }

    boolean decode(FrameInput in) throws FramingException {
        return isU32() // with constants, which take a third off the time of a short frame
                ? in.has(4) && in.frame(4, in.getUnsignedInt(0), 0)
                : in.has(length) && in.frame(length, value(in), 0);
    }

    /** A field of eight bytes with its top bit set comes out negative, and is refused as such. */
    private long value(FrameInput in) {
        long value = 0;
        for (int i = 0; i < length; i++) {
            value = value << 8 | in.getUnsigned(index(i));
        }
        return value;
    }

    void fill(FrameOutput out) {
        if (isU32()) {
            out.setInt(0, out.length() - length);
            return;
        }
        long value = (long) out.length() - length;
        for (int i = length - 1; i >= 0; i--) {
            out.set(index(i), (byte) value);
            value >>>= 8;
        }
    }

    /** By far the most frequent, so it goes the short way. */
    private boolean isU32() {
        return length == 4 && order == ByteOrder.BIG_ENDIAN;
    }

    /** Where the field's byte {@code i} stands, counted from its highest. */
    private int index(int i) {
        return order == ByteOrder.BIG_ENDIAN ? i : length - 1 - i;
    }

    @Override
    public String toString() {
        return length + " bytes " + order;
    }
}
