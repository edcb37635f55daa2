/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.struct;

import java.util.function.Function;

/** How something lies in bytes: a component, a record, a union of records. */
abstract class Part {
    static final int VARIABLE = -1;

    final Slot slot;

    /** Bytes, or {@link #VARIABLE}. */
    final int size;

    /** The fewest bytes. */
    final int minSize;

    Part(Slot slot, int size, int minSize) {
        this.slot = slot;
        this.size = size;
        this.minSize = minSize;
    }

    /** Each format takes no more than an array holds, but several together may. */
    static int requireInArray(Slot slot, long size) {
        if (size > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(
                    slot.name()
                            + " takes more than "
                            + Integer.MAX_VALUE
                            + " bytes, the most that an array holds");
        }
        return (int) size;
    }

    final boolean isFixed() {
        return size != VARIABLE;
    }

    /** Its handles, for arrays or for buffers. */
    abstract Handles handles(Access<Object> access);

    /** Its handles as those of a whole message. */
    MessageHandles message(Access<Object> access) {
        return MessageHandles.of(slot, handles(access), size);
    }

    /** A component without parts. */
    static Part leaf(Slot slot, int size, Function<Access<Object>, Handles> handles) {
        return new Part(slot, size, size) {
            @Override
            Handles handles(Access<Object> access) {
                return handles.apply(access);
            }
        };
    }
}
