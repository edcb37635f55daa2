/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.struct;

import java.lang.invoke.MethodHandle;

/**
 * Where a tag and a record of fixed size lie in a message that has nothing else. As one test of the
 * length they need no cursor; a record for the sake of the JIT, see {@link Cell}.
 *
 * @param union what the whole message is
 */
record TaggedRecord(Slot union, Cursor.Step tag, Cursor.Step record) {
    /** {@code (int at, int length)int}, where the record begins. */
    MethodHandle place() {
        return Handles.bind(this, "place", int.class, int.class, int.class);
    }

    int place(int at, int length) {
        if (length != tag.size() + record.size()) {
            refuse(at, length);
        }
        return at + tag.size();
    }

    /** In the words of a cursor. */
    private void refuse(int at, int length) {
        Cursor cursor = new Cursor(at, length);
        tag.take(cursor);
        record.take(cursor);
        cursor.requireEnd(union);
    }
}
