/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.struct;

import static java.lang.invoke.MethodHandles.collectArguments;
import static java.lang.invoke.MethodHandles.constant;
import static java.lang.invoke.MethodHandles.dropArguments;
import static java.lang.invoke.MethodHandles.filterArguments;
import static java.lang.invoke.MethodHandles.filterReturnValue;
import static java.lang.invoke.MethodHandles.foldArguments;
import static java.lang.invoke.MethodHandles.insertArguments;
import static java.lang.invoke.MethodHandles.permuteArguments;
import static java.lang.invoke.MethodType.methodType;
import static java.util.Objects.requireNonNull;

import io.github.wholewire.Framer;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodType;

/**
 * What moves whole messages. Where the size is fixed, whoever reads has seen that it is right.
 *
 * @param read {@code (Object source, int at, int length)Object}
 * @param write {@code (Object target, int at, int length, Object message)void}
 * @param measure {@code (Object message)long}, refuses what does not fit
 * @param length {@code (Object message)int}, which need not refuse what {@code write} does
 * @param pack {@code (Object target, int at, int room, Object message)int}, which measures, looks
 *     at the room and writes
 */
record MessageHandles(
        MethodHandle read,
        MethodHandle write,
        MethodHandle measure,
        MethodHandle length,
        MethodHandle pack) {
    private static final Lookup LOOKUP = MethodHandles.lookup();
    private static final MethodHandle CURSOR = cursor();
    private static final MethodHandle FINISH =
            Handles.bindStatic(
                    MessageHandles.class,
                    "finish",
                    methodType(Object.class, Slot.class, Object.class, Object.class, Cursor.class));
    private static final MethodHandle FIT =
            Handles.bindStatic(
                    MessageHandles.class,
                    "requireRoom",
                    methodType(int.class, Slot.class, int.class, long.class));
    static final MethodType READ = methodType(Object.class, Object.class, int.class, int.class);
    static final MethodType WRITE =
            methodType(void.class, Object.class, int.class, int.class, Object.class);
    static final MethodType PACK =
            methodType(int.class, Object.class, int.class, int.class, Object.class);
    static final MethodType MEASURE = methodType(long.class, Object.class);

    static MessageHandles of(Slot slot, Handles handles, int size) {
        Handles whole = whole(slot, handles, size);
        MethodHandle measure = requireNonNull(whole.measure());
        MethodHandle fit = insertArguments(FIT, 0, slot);
        MethodHandle length =
                size == Part.VARIABLE
                        ? filterReturnValue(measure, insertArguments(fit, 0, Framer.MAX_LENGTH))
                        : dropArguments(constant(int.class, size), 0, Object.class);
        return new MessageHandles(
                whole.read(),
                whole.write(),
                measure,
                length,
                packing(filterArguments(fit, 1, measure), whole.write()));
    }

    /** The same with another way to read. */
    MessageHandles withRead(MethodHandle other) {
        return new MessageHandles(other.asType(READ), write, measure, length, pack);
    }

    /** With the types that a program has. */
    private static Handles whole(Slot slot, Handles handles, int size) {
        Handles whole = size == Part.VARIABLE ? variable(handles, slot) : fixed(handles, size);
        return new Handles(
                whole.read().asType(READ),
                whole.write().asType(WRITE),
                requireNonNull(whole.measure()).asType(MEASURE));
    }

    private static Handles fixed(Handles handles, int size) {
        MethodHandle check = handles.measure();
        Class<?> type = handles.read().type().returnType();
        MethodHandle length = dropArguments(constant(long.class, (long) size), 0, type);
        return new Handles(
                dropArguments(handles.read(), 2, int.class),
                dropArguments(handles.write(), 2, int.class),
                check == null ? length : foldArguments(length, check));
    }

    private static Handles variable(Handles handles, Slot slot) {
        MethodHandle read =
                handles.read().asType(methodType(Object.class, Object.class, Cursor.class));
        MethodHandle whole = foldArguments(insertArguments(FINISH, 0, slot), read);
        return new Handles(
                collectArguments(whole, 1, CURSOR),
                collectArguments(handles.write(), 1, CURSOR),
                handles.measure());
    }

    /**
     * Measures, then writes.
     *
     * @param length {@code (int room, Object)int}
     */
    private static MethodHandle packing(MethodHandle length, MethodHandle write) {
        MethodHandle measured =
                permuteArguments(
                        write,
                        PACK.insertParameterTypes(0, int.class).changeReturnType(void.class),
                        1,
                        2,
                        0,
                        4);
        MethodHandle result =
                Handles.appending(MethodHandles.identity(int.class), PACK.parameterArray());
        return foldArguments(
                foldArguments(result, measured), dropArguments(length, 0, Object.class, int.class));
    }

    static int requireRoom(Slot slot, int room, long length) {
        if (length > room) {
            throw new IllegalArgumentException(
                    slot.name()
                            + " takes "
                            + Description.counted(length, "byte")
                            + ", but there is room for "
                            + Math.max(0, room));
        }
        return (int) length;
    }

    static Object finish(Slot slot, Object message, Object source, Cursor cursor) {
        cursor.requireEnd(slot);
        return message;
    }

    private static MethodHandle cursor() {
        try {
            return LOOKUP.findConstructor(
                    Cursor.class, methodType(void.class, int.class, int.class));
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("Cursor", e);
        }
    }
}
