/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.struct;

import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodHandles.Lookup;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes a {@link CompiledProgram} of a layout. It takes a millisecond or so and some memory, so it
 * is worth it only for a struct that is used often. The class goes with its struct.
 */
final class Specializer {
    /** With many items the JIT would not inline them all. */
    private static final int MAX_ITEMS = 64;

    private static final Lookup LOOKUP = MethodHandles.lookup();

    private Specializer() {}

    /**
     * Returns null where there is nothing to gain, or where classes cannot be defined at run time
     * (a native image).
     */
    static <S> @Nullable Program<S> specialize(Layout layout, Access<S> access) {
        if (layout.items.length == 0 || layout.items.length > MAX_ITEMS) {
            return null;
        }
        try {
            return define(layout, access);
        } catch (ReflectiveOperationException
                | IOException
                | LinkageError
                | UnsupportedOperationException e) {
            return null;
        }
    }

    @SuppressWarnings("unchecked") // the program takes what its access takes
    private static <S> @Nullable Program<S> define(Layout layout, Access<S> access)
            throws ReflectiveOperationException, IOException {
        try (InputStream template =
                Specializer.class.getResourceAsStream("CompiledProgram.class")) {
            if (template == null) {
                return null;
            }
            Lookup hidden =
                    LOOKUP.defineHiddenClassWithClassData(
                            template.readAllBytes(), List.of(layout, access), true);
            return (Program<S>) hidden.lookupClass().getDeclaredConstructor().newInstance();
        }
    }
}
