/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.struct;

import static io.github.wholewire.struct.Description.counted;

import java.lang.invoke.MethodHandle;

/**
 * Where reading or writing has come to, in records whose components have no fixed places. Not
 * thread-safe; made for one message, and taken apart by the JIT.
 */
final class Cursor {
    private final int start;
    private final int end;
    private int at;

    Cursor(int start, int length) {
        this.start = start;
        this.at = start;
        this.end = start + length;
    }

    int at() {
        return at;
    }

    int remaining() {
        return end - at;
    }

    /** Goes on by some bytes. */
    int take(Slot slot, long length) {
        if (length > remaining() || length < 0) {
            throw slot.refuse(
                    "at offset "
                            + (at - start)
                            + " it takes "
                            + counted(length, "byte")
                            + ", but "
                            + remaining()
                            + " are left");
        }
        int taken = at;
        at += (int) length;
        return taken;
    }

    /** Called when all has been read. */
    void requireEnd(Slot slot) {
        if (at != end) {
            throw slot.refuse(
                    counted(remaining(), "byte")
                            + " left over at offset "
                            + (at - start)
                            + " of "
                            + (end - start));
        }
    }

    /**
     * Takes what has a fixed size, from a place that may lie behind the cursor (bit fields), or
     * ahead of it (padding).
     */
    record Step(Slot slot, int lead, int size) {
        /** {@code (Cursor)int}. */
        MethodHandle taking() {
            return Handles.bind(this, "take", int.class, Cursor.class);
        }

        /** {@code (Cursor)Cursor}. */
        MethodHandle skipping() {
            return Handles.bind(this, "skip", Cursor.class, Cursor.class);
        }

        /** {@code (int at, int length)int}: the place, if it is the first in a message. */
        MethodHandle present() {
            return Handles.bind(this, "present", int.class, int.class, int.class);
        }

        int present(int at, int length) {
            return length >= size ? at : take(new Cursor(at, length));
        }

        int take(Cursor cursor) {
            return lead < 0 ? cursor.at + lead : cursor.take(slot, lead + size) + lead;
        }

        /** Goes on without looking. */
        Cursor skip(Cursor cursor) {
            take(cursor);
            return cursor;
        }
    }
}
