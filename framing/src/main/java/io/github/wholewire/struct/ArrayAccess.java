/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.struct;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;

/** Bytes of an array. */
final class ArrayAccess extends Access<byte[]> {
    static final ArrayAccess INSTANCE = new ArrayAccess();

    private static final VarHandle SHORT = view(short[].class);
    private static final VarHandle INT = view(int[].class);
    private static final VarHandle LONG = view(long[].class);

    private static VarHandle view(Class<?> array) {
        return MethodHandles.byteArrayViewVarHandle(array, LITTLE_ENDIAN);
    }

    @Override
    @SuppressWarnings("ByteBufferBackingArray") // the index has the offset in it
    byte[] target(ByteBuffer region) {
        return region.array();
    }

    @Override
    int index(ByteBuffer region) {
        return region.arrayOffset() + region.position();
    }

    @Override
    void copyTo(byte[] source, int at, byte[] target, int length) {
        System.arraycopy(source, at, target, 0, length);
    }

    @Override
    void copyFrom(byte[] source, int length, byte[] target, int at) {
        System.arraycopy(source, 0, target, at, length);
    }

    @Override
    byte getByte(byte[] source, int at) {
        return source[at];
    }

    @Override
    short getShort(byte[] source, int at) {
        return (short) SHORT.get(source, at);
    }

    @Override
    int getInt(byte[] source, int at) {
        return (int) INT.get(source, at);
    }

    @Override
    long getLong(byte[] source, int at) {
        return (long) LONG.get(source, at);
    }

    @Override
    void setByte(byte[] target, int at, byte value) {
        target[at] = value;
    }

    @Override
    void setShort(byte[] target, int at, short value) {
        SHORT.set(target, at, value);
    }

    @Override
    void setInt(byte[] target, int at, int value) {
        INT.set(target, at, value);
    }

    @Override
    void setLong(byte[] target, int at, long value) {
        LONG.set(target, at, value);
    }
}
