/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.struct;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodType;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What moves a component, or a whole message, between bytes and its Java type {@code T}. The
 * position {@code P} is an int where the size is fixed, else a {@link Cursor}.
 *
 * @param read {@code (Object source, P)T}; where an earlier component counts the elements, {@code
 *     (long count, Object source, P)T}
 * @param write {@code (Object target, P, T)void}
 * @param measure where the size is fixed, {@code (T)void}, or null if every value fits; else {@code
 *     (T)long} or counted {@code (long count, T)long}, the bytes that a value takes; refuses what
 *     does not fit
 */
record Handles(MethodHandle read, MethodHandle write, @Nullable MethodHandle measure) {
    private static final Lookup LOOKUP = MethodHandles.lookup();

    /** Those of a cell. */
    static Handles of(Cell cell, Class<?> type) {
        Class<?> value = cell.valueType();
        MethodHandle read = bind(cell, "read", value, Object.class, int.class);
        MethodHandle write = bind(cell, "write", void.class, Object.class, int.class, value);
        MethodHandle check = cell.isChecked() ? bind(cell, "check", void.class, value) : null;
        return new Handles(
                cast(read, read.type().changeReturnType(type)),
                cast(write, write.type().changeParameterType(2, type)),
                check == null ? null : cast(check, MethodType.methodType(void.class, type)));
    }

    /** Those of a run, counted or not. */
    static Handles of(Cell.Run run, Class<?> type, boolean counted) {
        Class<?> value = run.valueType();
        MethodHandle read = bind(run, "read", value, long.class, Object.class, Cursor.class);
        MethodHandle write = bind(run, "write", void.class, Object.class, Cursor.class, value);
        MethodHandle measure = bind(run, "measure", long.class, long.class, value);
        if (!counted) {
            read = MethodHandles.insertArguments(read, 0, Cell.Run.REST);
            measure = MethodHandles.insertArguments(measure, 0, Cell.Run.REST);
        }
        int last = measure.type().parameterCount() - 1;
        return new Handles(
                cast(read, read.type().changeReturnType(type)),
                cast(write, write.type().changeParameterType(2, type)),
                cast(measure, measure.type().changeParameterType(last, type)));
    }

    /**
     * With another type outside than inside.
     *
     * @param decode {@code (inside)outside}
     * @param encode {@code (outside)inside}
     * @param check {@code (outside)void}
     */
    Handles convert(MethodHandle decode, MethodHandle encode, MethodHandle check) {
        return new Handles(
                MethodHandles.filterReturnValue(read, decode),
                MethodHandles.filterArguments(write, 2, encode),
                check);
    }

    /** Finds a method of a record of ours, and binds it. */
    static MethodHandle bind(Object target, String name, Class<?> result, Class<?>... arguments) {
        try {
            MethodType type = MethodType.methodType(result, arguments);
            return LOOKUP.findVirtual(target.getClass(), name, type).bindTo(target);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(target.getClass() + "." + name, e);
        }
    }

    static MethodHandle bindStatic(Class<?> owner, String name, MethodType type) {
        try {
            return LOOKUP.findStatic(owner, name, type);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(owner + "." + name, e);
        }
    }

    static MethodHandle cast(MethodHandle handle, MethodType type) {
        return MethodHandles.explicitCastArguments(handle, type);
    }

    /** Calls handles that return nothing, one after the other, as a tree that is not deep. */
    static MethodHandle chain(MethodType type, List<MethodHandle> handles) {
        if (handles.isEmpty()) {
            return MethodHandles.empty(type);
        }
        int middle = handles.size() / 2;
        return middle == 0
                ? handles.get(0)
                : MethodHandles.foldArguments(
                        chain(type, handles.subList(middle, handles.size())),
                        chain(type, handles.subList(0, middle)));
    }

    /** Gives the arguments of a call in front of some others, which it does not look at. */
    static MethodHandle appending(MethodHandle handle, Class<?>... more) {
        return MethodHandles.dropArguments(handle, handle.type().parameterCount(), more);
    }

    /** Moves the argument at an index to the front. */
    static MethodHandle toFront(MethodHandle handle, int index) {
        MethodType type = handle.type();
        Class<?> moved = type.parameterType(index);
        MethodType reordered =
                type.dropParameterTypes(index, index + 1).insertParameterTypes(0, moved);
        int[] order = new int[type.parameterCount()];
        Arrays.setAll(order, i -> i < index ? i + 1 : i == index ? 0 : i);
        return MethodHandles.permuteArguments(handle, reordered, order);
    }
}
