/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.struct;

import io.github.wholewire.FrameOutput;
import io.github.wholewire.FrameTooLongException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;

/**
 * The handles as constants. This class is a template and not used itself: {@link Message} defines
 * it once a codec, as a hidden class whose class data are the five method handles. Since they are
 * constants there, the JIT compiles them into straight code; handles in instance fields would be
 * called one by one.
 */
final class CompiledMessageProgram implements MessageProgram {
    private static final MethodHandle READ = handle(0);
    private static final MethodHandle WRITE = handle(1);
    private static final MethodHandle MEASURE = handle(2);
    private static final MethodHandle PACK = handle(3);
    private static final MethodHandle ENCODE = handle(4);

    @Override
    public Object read(Object source, int at, int length) {
        try {
            return (Object) READ.invokeExact(source, at, length);
        } catch (Throwable e) {
            throw CompiledMessageProgram.<RuntimeException>rethrow(e);
        }
    }

    @Override
    public int pack(Object target, int at, int room, Object message) {
        try {
            return (int) PACK.invokeExact(target, at, room, message);
        } catch (Throwable e) {
            throw CompiledMessageProgram.<RuntimeException>rethrow(e);
        }
    }

    @Override
    public void write(Object target, int at, int length, Object message) {
        try {
            WRITE.invokeExact(target, at, length, message);
        } catch (Throwable e) {
            throw CompiledMessageProgram.<RuntimeException>rethrow(e);
        }
    }

    @Override
    public long measure(Object message) {
        try {
            return (long) MEASURE.invokeExact(message);
        } catch (Throwable e) {
            throw CompiledMessageProgram.<RuntimeException>rethrow(e);
        }
    }

    @Override
    public void encode(FrameOutput out, Object message) throws FrameTooLongException {
        try {
            ENCODE.invokeExact(out, message);
        } catch (Throwable e) {
            throw CompiledMessageProgram.<FrameTooLongException>rethrow(e);
        }
    }

    private static MethodHandle handle(int index) {
        try {
            return MethodHandles.classDataAt(
                    MethodHandles.lookup(), "_", MethodHandle.class, index);
        } catch (IllegalAccessException e) {
            throw new LinkageError("no class data", e);
        }
    }

    /** Handles throw what the records' constructors and accessors throw, even if undeclared. */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // as intended
    private static <E extends Throwable> E rethrow(Throwable e) throws E {
        throw (E) e;
    }
}
