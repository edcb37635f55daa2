/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.struct;

/** A byte that is true unless 0. */
record BoolCell(Access<Object> access) implements Cell {
    @Override
    public Class<?> valueType() {
        return boolean.class;
    }

    @Override
    public boolean isChecked() {
        return false;
    }

    boolean read(Object source, int at) {
        return access.getByte(source, at) != 0;
    }

    void write(Object target, int at, boolean value) {
        access.setByte(target, at, (byte) (value ? 1 : 0));
    }
}
