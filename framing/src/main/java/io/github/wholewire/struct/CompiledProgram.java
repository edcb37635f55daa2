/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.struct;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodType;
import java.util.List;

/**
 * A layout as constants. This class is a template and not used itself: {@link Specializer} defines
 * it once a layout, as a hidden class with the layout and the access as its class data. Static
 * fields are constants to the JIT, so the three handles become straight code; handles in instance
 * fields would be called one by one.
 */
@SuppressWarnings("UnusedMethod") // three are looked up by name
final class CompiledProgram extends Program<Object> {
    private static final Lookup LOOKUP = MethodHandles.lookup();

    private static final Layout LAYOUT = classData(0, Layout.class);

    @SuppressWarnings("unchecked") // the sources and targets to come are of its kind
    private static final Access<Object> ACCESS = classData(1, Access.class);

    private static final boolean BIG = LAYOUT.bigEndian;
    private static final int VALUE_COUNT = LAYOUT.valueCount;

    private static final MethodHandle UNPACK = forAllItems("unpack", Object.class, int.class);
    private static final MethodHandle PACK = forAllItems("pack", Object.class, int.class);
    private static final MethodHandle CHECK = forAllItems("check");

    @Override
    Object[] unpack(Object source, int base) {
        Object[] values = new Object[VALUE_COUNT];
        unpack(source, base, values);
        return values;
    }

    @Override
    void unpack(Object source, int base, Object[] values) {
        try {
            UNPACK.invokeExact(source, base, values);
        } catch (Throwable e) {
            throw unchecked(e);
        }
    }

    @Override
    void pack(Object target, int base, Object[] values) {
        try {
            PACK.invokeExact(target, base, values);
        } catch (Throwable e) {
            throw unchecked(e);
        }
    }

    @Override
    void check(Object[] values) {
        try {
            CHECK.invokeExact(values);
        } catch (Throwable e) {
            throw unchecked(e);
        }
    }

    // The loops of Mover once more: those the interpreter calls for any type, and then the JIT
    // compiles them into code that it calls too big to inline. Each program has its own of these.

    private static void unpack(Mover mover, Item item, Object source, int base, Object[] values) {
        int at = base + item.offset();
        for (int i = 0; i < item.count(); i++) {
            values[item.firstValue() + i] =
                    mover.read(ACCESS, BIG, item, source, at + i * item.width());
        }
    }

    private static void pack(Mover mover, Item item, Object target, int base, Object[] values) {
        int at = base + item.offset();
        if (item.isPadding()) {
            ACCESS.clear(target, at, item.width());
        }
        for (int i = 0; i < item.count(); i++) {
            int v = item.firstValue() + i;
            mover.write(ACCESS, BIG, item, target, at + i * item.width(), v, values[v]);
        }
    }

    private static void check(Mover mover, Item item, Object[] values) {
        for (int i = 0; i < item.count(); i++) {
            int v = item.firstValue() + i;
            mover.check(item, v, values[v]);
        }
    }

    /** One of the methods above for each item in turn, with mover and item bound to it. */
    private static MethodHandle forAllItems(String method, Class<?>... where) {
        MethodType type =
                MethodType.methodType(void.class, Mover.class, Item.class)
                        .appendParameterTypes(where)
                        .appendParameterTypes(Object[].class);
        try {
            MethodHandle forOne = LOOKUP.findStatic(LOOKUP.lookupClass(), method, type);
            return chain(forOne, List.of(LAYOUT.items));
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(method, e);
        }
    }

    /** One after the other, as a tree that is not deep. */
    private static MethodHandle chain(MethodHandle forOne, List<Item> items) {
        int middle = items.size() / 2;
        if (middle == 0) {
            Item item = items.get(0);
            return MethodHandles.insertArguments(forOne, 0, item.type().mover, item);
        }
        return MethodHandles.foldArguments(
                chain(forOne, items.subList(middle, items.size())),
                chain(forOne, items.subList(0, middle)));
    }

    private static <T> T classData(int index, Class<T> type) {
        try {
            return MethodHandles.classDataAt(LOOKUP, "_", type, index);
        } catch (IllegalAccessException e) {
            throw new LinkageError("no class data", e);
        }
    }

    /** What a handle declares to throw, its target does not. */
    private static RuntimeException unchecked(Throwable e) {
        if (e instanceof RuntimeException refusal) {
            return refusal;
        }
        if (e instanceof Error error) {
            throw error;
        }
        throw new AssertionError(e);
    }
}
