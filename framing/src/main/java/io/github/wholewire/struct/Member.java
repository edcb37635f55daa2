/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.struct;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/**
 * A component of a record.
 *
 * @param name the component's
 * @param getter {@code (record)type}
 * @param part how it lies in bytes
 * @param lead bytes of padding in front; negative for a bit field whose bytes an earlier one has
 *     taken
 * @param countedBy the index of the component that counts it, or one of the constants
 * @param countMask the bits of that, as an unsigned number; all ones if it is signed
 */
record Member(
        String name, MethodHandle getter, Part part, int lead, int countedBy, long countMask) {
    static final int FIXED = -1;
    static final int REST = -2;

    private static final MethodHandle COUNT =
            Handles.bindStatic(
                    Cell.Run.class,
                    "count",
                    MethodType.methodType(long.class, long.class, long.class));

    static Member fixed(String name, MethodHandle getter, Part part, int lead) {
        return new Member(name, getter, part, lead, FIXED, 0);
    }

    /** The same, where the padding has been dealt with. */
    Member withoutLead() {
        return new Member(name, getter, part, 0, countedBy, countMask);
    }

    boolean isCounted() {
        return countedBy >= 0;
    }

    /** Makes the count of the component that holds it: {@code (counter)long}. */
    MethodHandle count(Class<?> counter) {
        return Handles.cast(
                MethodHandles.insertArguments(COUNT, 0, countMask),
                MethodType.methodType(long.class, counter));
    }
}
