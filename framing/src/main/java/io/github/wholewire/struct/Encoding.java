/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.struct;

import static java.lang.invoke.MethodHandles.dropArguments;
import static java.lang.invoke.MethodHandles.filterArguments;
import static java.lang.invoke.MethodHandles.foldArguments;
import static java.lang.invoke.MethodHandles.permuteArguments;
import static java.lang.invoke.MethodType.methodType;

import io.github.wholewire.FrameOutput;
import io.github.wholewire.FrameTooLongException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.nio.ByteBuffer;

/** Appends messages to frames: makes room, then writes there. */
final class Encoding {
    private static final MethodHandle RESERVE =
            Handles.bindStatic(
                    Encoding.class,
                    "reserve",
                    methodType(ByteBuffer.class, int.class, FrameOutput.class));

    private Encoding() {}

    /**
     * Makes {@code (FrameOutput, Object message)void}. The room is made in one place: for a union,
     * once for each record would be more than the JIT inlines.
     */
    static MethodHandle of(Access<Object> access, MethodHandle write, MethodHandle length) {
        MethodHandle target = Handles.bind(access, "target", Object.class, ByteBuffer.class);
        MethodHandle index = Handles.bind(access, "index", int.class, ByteBuffer.class);
        MethodType inRegion =
                methodType(
                        void.class, ByteBuffer.class, int.class, FrameOutput.class, Object.class);
        MethodHandle writeRegion =
                permuteArguments(filterArguments(write, 0, target, index), inRegion, 0, 0, 1, 3);
        return foldArguments(
                foldArguments(writeRegion, RESERVE), dropArguments(length, 0, FrameOutput.class));
    }

    static ByteBuffer reserve(int length, FrameOutput out) throws FrameTooLongException {
        int start = out.length();
        out.insert(start, length);
        return out.region(start, length);
    }
}
