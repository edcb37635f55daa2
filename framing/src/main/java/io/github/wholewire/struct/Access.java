/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.struct;

import java.nio.ByteBuffer;

/**
 * How bytes are read and written in an array or a buffer, by absolute index; a buffer's position,
 * limit and byte order play no part.
 *
 * @param <S> the array or the buffer
 */
abstract sealed class Access<S> permits ArrayAccess, BufferAccess {
    /** Returns a number of 1, 2, 4 or 8 bytes, its sign ignored. */
    final long get(S source, int at, int width, boolean bigEndian) {
        return switch (width) {
            case 1 -> getByte(source, at) & 0xFFL;
            case 2 -> getShort(source, at, bigEndian) & 0xFFFFL;
            case 4 -> getInt(source, at, bigEndian) & 0xFFFF_FFFFL;
            default -> getLong(source, at, bigEndian);
        };
    }

    /** Writes the low bytes of a number, 1, 2, 4 or 8. */
    final void set(S target, int at, int width, boolean bigEndian, long value) {
        switch (width) {
            case 1 -> setByte(target, at, (byte) value);
            case 2 -> setShort(target, at, bigEndian, (short) value);
            case 4 -> setInt(target, at, bigEndian, (int) value);
            default -> setLong(target, at, bigEndian, value);
        }
    }

    final short getShort(S source, int at, boolean bigEndian) {
        short value = getShort(source, at);
        return bigEndian ? Short.reverseBytes(value) : value;
    }

    final int getInt(S source, int at, boolean bigEndian) {
        int value = getInt(source, at);
        return bigEndian ? Integer.reverseBytes(value) : value;
    }

    final long getLong(S source, int at, boolean bigEndian) {
        long value = getLong(source, at);
        return bigEndian ? Long.reverseBytes(value) : value;
    }

    final void setShort(S target, int at, boolean bigEndian, short value) {
        setShort(target, at, bigEndian ? Short.reverseBytes(value) : value);
    }

    final void setInt(S target, int at, boolean bigEndian, int value) {
        setInt(target, at, bigEndian ? Integer.reverseBytes(value) : value);
    }

    final void setLong(S target, int at, boolean bigEndian, long value) {
        setLong(target, at, bigEndian ? Long.reverseBytes(value) : value);
    }

    // The same bytes as a region of a buffer that has an array.

    abstract S target(ByteBuffer region);

    abstract int index(ByteBuffer region);

    abstract void copyTo(S source, int at, byte[] target, int length);

    abstract void copyFrom(byte[] source, int length, S target, int at);

    /**
     * Writes zeros, eight at a time: a compiled length is a constant, and then there is no loop.
     */
    final void clear(S target, int at, int length) {
        int words = length & -Long.BYTES;
        for (int i = 0; i < words; i += Long.BYTES) {
            setLong(target, at + i, 0);
        }
        for (int i = words; i < length; i++) {
            setByte(target, at + i, (byte) 0);
        }
    }

    abstract byte getByte(S source, int at);

    // Little-endian.

    abstract short getShort(S source, int at);

    abstract int getInt(S source, int at);

    abstract long getLong(S source, int at);

    abstract void setByte(S target, int at, byte value);

    abstract void setShort(S target, int at, short value);

    abstract void setInt(S target, int at, int value);

    abstract void setLong(S target, int at, long value);
}
