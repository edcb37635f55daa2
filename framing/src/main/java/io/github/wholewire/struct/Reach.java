/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.struct;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodType;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Gets at the constructors and accessors of records.
 *
 * @param given the user's own lookup; null if there is none
 */
record Reach(@Nullable Lookup given) {
    private static final int MAX_SLOTS = 240;
    private static final Lookup LOOKUP = MethodHandles.lookup();

    /** {@code (components...)record}. */
    MethodHandle constructor(Class<?> type) {
        List<Class<?>> components =
                Arrays.stream(type.getRecordComponents())
                        .<Class<?>>map(RecordComponent::getType)
                        .toList();
        requireFew(type, components);
        try {
            return in(type).findConstructor(type, MethodType.methodType(void.class, components));
        } catch (ReflectiveOperationException e) {
            throw refused(type, e);
        }
    }

    /** {@code (record)component}. */
    MethodHandle getter(Class<?> type, RecordComponent component) {
        try {
            return in(type).unreflect(component.getAccessor());
        } catch (ReflectiveOperationException e) {
            throw refused(type, e);
        }
    }

    /** A method handle takes no more; long and double count twice. */
    private static void requireFew(Class<?> type, List<Class<?>> components) {
        int slots = 0;
        for (Class<?> component : components) {
            slots += component == long.class || component == double.class ? 2 : 1;
        }
        if (slots > MAX_SLOTS) {
            throw new IllegalArgumentException(
                    type.getTypeName()
                            + " has too many components: "
                            + slots
                            + ", long and double counted twice, and the limit is "
                            + MAX_SLOTS
                            + "; make records of some of them");
        }
    }

    private Lookup in(Class<?> type) {
        if (given == null) {
            Reach.class.getModule().addReads(type.getModule());
        }
        try {
            return MethodHandles.privateLookupIn(type, given == null ? LOOKUP : given);
        } catch (IllegalAccessException e) {
            // Enough for a public record in an exported package.
            return MethodHandles.publicLookup();
        }
    }

    private IllegalArgumentException refused(Class<?> type, ReflectiveOperationException cause) {
        Module theirs = type.getModule();
        Module ours = Reach.class.getModule();
        String to = ours.isNamed() ? " to " + ours.getName() : "";
        String open =
                theirs.isOpen(type.getPackageName(), ours)
                        ? "the lookup given cannot reach it; give one made in its module"
                        : "write \"opens "
                                + type.getPackageName()
                                + to
                                + ";\" in the module-info of "
                                + theirs.getName()
                                + ", or give a lookup: StructCodec.builder("
                                + type.getSimpleName()
                                + ".class).lookup(MethodHandles.lookup())";
        return new IllegalArgumentException(
                type.getTypeName() + " cannot be reached from " + ours + ": " + open, cause);
    }
}
