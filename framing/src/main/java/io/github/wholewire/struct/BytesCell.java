/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.struct;

/**
 * Bytes in a fixed room, filled up with zeros.
 *
 * @param isCounted a length byte is in front ({@code p})
 */
record BytesCell(Slot slot, Access<Object> access, int width, boolean isCounted) implements Cell {
    private static final int MAX_COUNTED = 255;

    @Override
    public Class<?> valueType() {
        return byte[].class;
    }

    @Override
    public boolean isChecked() {
        return true;
    }

    byte[] read(Object source, int at) {
        int length = isCounted ? countedLength(access, width, source, at) : width;
        byte[] bytes = new byte[length];
        access.copyTo(source, isCounted ? at + 1 : at, bytes, length);
        return bytes;
    }

    void write(Object target, int at, byte[] value) {
        check(value);
        access.clear(target, at, width);
        if (isCounted && width > 0) {
            access.setByte(target, at, (byte) value.length);
        }
        access.copyFrom(value, value.length, target, isCounted ? at + 1 : at);
    }

    void check(byte[] value) {
        slot.require(value);
        int room = isCounted ? countedRoom(width) : width;
        if (value.length > room) {
            throw slot.tooLong(value.length, "bytes", room);
        }
    }

    /** The most bytes behind a length byte, which says 255 at most. */
    static int countedRoom(int width) {
        return Math.max(0, Math.min(width - 1, MAX_COUNTED));
    }

    /** A length of more than there is room for counts as all the room. */
    static int countedLength(Access<Object> access, int width, Object source, int at) {
        return width == 0
                ? 0
                : Math.min(access.getByte(source, at) & MAX_COUNTED, countedRoom(width));
    }
}
