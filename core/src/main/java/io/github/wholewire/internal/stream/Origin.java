/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.internal.stream;

import org.jspecify.annotations.Nullable;

/**
 * Who opened something: the caller of the library. With {@code -Dwholewire.traceOpened=true} the
 * whole stack.
 *
 * <p>Kept as a throwable, which is made three to five times as fast as a {@link StackWalker} finds
 * the caller, and which is not read before there is a warning to write.
 */
public final class Origin {
    private static final boolean TRACED = Boolean.getBoolean("wholewire.traceOpened");
    private static final String INTERNAL = "io.github.wholewire.internal.";

    private final Throwable trace = new Throwable("opened here");
    private final String inside;

    private Origin(String inside) {
        this.inside = inside;
    }

    /** Remembers the caller outside the internals and the package of a class. */
    public static Origin outside(Class<?> opener) {
        return new Origin(opener.getPackageName() + '.');
    }

    private boolean isOutside(String name) {
        return !name.startsWith(INTERNAL)
                && !(name.startsWith(inside) && name.indexOf('.', inside.length()) < 0);
    }

    /** The whole stack, if it was asked for. */
    @Nullable Throwable trace() {
        return TRACED ? trace : null;
    }

    @Override
    public String toString() {
        for (StackTraceElement each : trace.getStackTrace()) {
            if (isOutside(each.getClassName())) {
                return each.toString();
            }
        }
        return "nobody knows whom"; // a JVM may be told to keep no stacks
    }
}
