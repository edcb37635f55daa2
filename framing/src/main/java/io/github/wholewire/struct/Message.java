/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.struct;

import static java.lang.invoke.MethodHandles.collectArguments;
import static java.lang.invoke.MethodHandles.constant;
import static java.lang.invoke.MethodHandles.dropArguments;
import static java.lang.invoke.MethodHandles.filterArguments;
import static java.lang.invoke.MethodHandles.foldArguments;
import static java.lang.invoke.MethodHandles.insertArguments;
import static java.lang.invoke.MethodHandles.permuteArguments;
import static java.lang.invoke.MethodType.methodType;
import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodType;
import java.util.List;

/** Makes programs of the part that is a whole message. */
final class Message {
    private static final Lookup LOOKUP = MethodHandles.lookup();
    private static final MethodHandle CURSOR = cursor();
    private static final MethodHandle FINISH =
            Handles.bindStatic(
                    Message.class,
                    "finish",
                    methodType(Object.class, Slot.class, Object.class, Object.class, Cursor.class));
    private static final MethodHandle FIT =
            Handles.bindStatic(
                    Message.class,
                    "requireRoom",
                    methodType(int.class, Slot.class, int.class, long.class));
    private static final MethodType READ =
            methodType(Object.class, Object.class, int.class, int.class);
    private static final MethodType WRITE =
            methodType(void.class, Object.class, int.class, int.class, Object.class);
    static final MethodType PACK =
            methodType(int.class, Object.class, int.class, int.class, Object.class);
    private static final MethodType MEASURE = methodType(long.class, Object.class);

    private Message() {}

    /** The hidden class goes with its program. */
    static MessageProgram compile(Part part, Access<Object> access) {
        Handles whole = whole(part.slot, part.handles(access), part.size);
        List<MethodHandle> data =
                List.of(
                        whole.read(),
                        whole.write(),
                        requireNonNull(whole.measure()),
                        part instanceof UnionPart union
                                ? union.packing(access)
                                : packing(part.slot, whole));
        try (InputStream in = Message.class.getResourceAsStream("CompiledMessageProgram.class")) {
            byte[] template = requireNonNull(in, "CompiledMessageProgram.class").readAllBytes();
            Lookup hidden = LOOKUP.defineHiddenClassWithClassData(template, data, true);
            return (MessageProgram) hidden.lookupClass().getDeclaredConstructor().newInstance();
        } catch (ReflectiveOperationException | IOException e) {
            throw new LinkageError("no program for " + part.slot.name(), e);
        }
    }

    /** With the types that a program has. */
    static Handles whole(Slot slot, Handles handles, int size) {
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

    /** Measures, looks at the room, writes: the message is dispatched and checked once. */
    static MethodHandle packing(Slot slot, Handles whole) {
        MethodHandle length = insertArguments(FIT, 0, slot);
        length = filterArguments(length, 1, requireNonNull(whole.measure()));
        length = dropArguments(length, 0, Object.class, int.class);
        MethodHandle write =
                permuteArguments(
                        whole.write(),
                        PACK.insertParameterTypes(0, int.class).changeReturnType(void.class),
                        1,
                        2,
                        0,
                        4);
        MethodHandle result =
                Handles.appending(MethodHandles.identity(int.class), PACK.parameterArray());
        return foldArguments(foldArguments(result, write), length);
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
