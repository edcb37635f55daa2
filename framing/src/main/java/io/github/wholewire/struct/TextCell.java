/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.struct;

/**
 * A String in a fixed room, filled up with NULs.
 *
 * @param isCounted a length byte is in front ({@code p})
 */
record TextCell(Slot slot, Access<Object> access, int width, boolean isCounted, Text text)
        implements Cell {

    @Override
    public Class<?> valueType() {
        return String.class;
    }

    @Override
    public boolean isChecked() {
        return true;
    }

    String read(Object source, int at) {
        if (isCounted) {
            int length = BytesCell.countedLength(access, width, source, at);
            return text.read(slot, access, source, at + 1, length);
        }
        return text.readTrimmed(slot, access, source, at, width);
    }

    void write(Object target, int at, String value) {
        requireWhole(value);
        if (!isCounted) {
            text.fill(slot, access, target, at, width, value);
        } else {
            access.clear(target, at, width);
            int room = BytesCell.countedRoom(width);
            int length = text.write(slot, access, target, at + 1, room, value);
            if (width > 0) {
                access.setByte(target, at, (byte) length);
            }
        }
    }

    void check(String value) {
        requireWhole(value);
        int room = isCounted ? BytesCell.countedRoom(width) : width;
        text.requireRoom(slot, text.length(slot, value), room);
    }

    private void requireWhole(String value) {
        slot.require(value);
        if (!isCounted && !value.isEmpty() && value.charAt(value.length() - 1) == 0) {
            throw slot.refuse(
                    "a NUL at the end would be trimmed by whoever reads it; leave it out");
        }
    }
}
