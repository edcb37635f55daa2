/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.internal.loop;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * Shows other threads whether a loop's thread is held, and by the same one as before. Written so
 * often that it must cost nothing: one thread does, and others may see it late.
 */
final class Beat {
    private static final VarHandle COUNT = countHandle();

    /** Odd while somebody has the thread: another value each time. */
    private long count;

    /** Somebody has the thread from here on, or has it no more. */
    void next() {
        COUNT.setOpaque(this, count + 1);
    }

    /** Returns a number that stays the same while one and the same has the thread. */
    long count() {
        return (long) COUNT.getOpaque(this);
    }

    static boolean isHeld(long count) {
        return count % 2 != 0;
    }

    private static VarHandle countHandle() {
        try {
            return MethodHandles.lookup().findVarHandle(Beat.class, "count", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }
}
