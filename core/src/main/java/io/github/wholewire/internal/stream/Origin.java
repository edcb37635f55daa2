/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.internal.stream;

import java.lang.StackWalker.StackFrame;
import org.jspecify.annotations.Nullable;

/**
 * Who opened something: the caller of the library. With {@code -Dwholewire.traceOpened=true} the
 * whole stack, which is dear: it is filled in for everything that is opened.
 */
final class Origin {
    private static final boolean TRACED = Boolean.getBoolean("wholewire.traceOpened");
    private static final StackWalker WALKER = StackWalker.getInstance();
    private static final String INTERNAL = "io.github.wholewire.internal.";

    private final @Nullable StackFrame caller;
    private final @Nullable Throwable trace;

    private Origin(@Nullable StackFrame caller, @Nullable Throwable trace) {
        this.caller = caller;
        this.trace = trace;
    }

    /** Looks for the caller outside the internals and the package of a class. */
    static Origin outside(Class<?> opener) {
        String inside = opener.getPackageName() + '.';
        StackFrame caller =
                WALKER.walk(frames ->
                        frames.filter(each -> isOutside(each.getClassName(), inside))
                                .findFirst()
                                .orElse(null));
        return new Origin(caller, TRACED ? new Throwable("opened here") : null);
    }

    private static boolean isOutside(String name, String inside) {
        return !name.startsWith(INTERNAL)
                && !(name.startsWith(inside) && name.indexOf('.', inside.length()) < 0);
    }

    /** The whole stack, if it was asked for. */
    @Nullable Throwable trace() {
        return trace;
    }

    @Override
    public String toString() {
        return caller == null ? "nobody" : caller.toStackTraceElement().toString();
    }
}
