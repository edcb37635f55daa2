/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.struct;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;

/** Bytes of a buffer that has no array to show. */
final class BufferAccess extends Access<ByteBuffer> {
    static final BufferAccess INSTANCE = new BufferAccess();

    private static final VarHandle SHORT = view(short[].class);
    private static final VarHandle INT = view(int[].class);
    private static final VarHandle LONG = view(long[].class);

    private static VarHandle view(Class<?> array) {
        return MethodHandles.byteBufferViewVarHandle(array, LITTLE_ENDIAN);
    }

    @Override
    ByteBuffer target(ByteBuffer region) {
        return region;
    }

    @Override
    int index(ByteBuffer region) {
        return region.position();
    }

    @Override
    void copyTo(ByteBuffer source, int at, byte[] target, int length) {
        source.get(at, target, 0, length);
    }

    @Override
    void copyFrom(byte[] source, int length, ByteBuffer target, int at) {
        target.put(at, source, 0, length);
    }

    @Override
    byte getByte(ByteBuffer source, int at) {
        return source.get(at);
    }

    @Override
    short getShort(ByteBuffer source, int at) {
        return (short) SHORT.get(source, at);
    }

    @Override
    int getInt(ByteBuffer source, int at) {
        return (int) INT.get(source, at);
    }

    @Override
    long getLong(ByteBuffer source, int at) {
        return (long) LONG.get(source, at);
    }

    @Override
    void setByte(ByteBuffer target, int at, byte value) {
        target.put(at, value);
    }

    @Override
    void setShort(ByteBuffer target, int at, short value) {
        SHORT.set(target, at, value);
    }

    @Override
    void setInt(ByteBuffer target, int at, int value) {
        INT.set(target, at, value);
    }

    @Override
    void setLong(ByteBuffer target, int at, long value) {
        LONG.set(target, at, value);
    }
}
