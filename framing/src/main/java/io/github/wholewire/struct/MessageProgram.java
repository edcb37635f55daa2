/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.struct;

import io.github.wholewire.FrameOutput;
import io.github.wholewire.FrameTooLongException;

/** Reads and writes whole messages, in arrays or in buffers. */
interface MessageProgram {
    /** Makes a message of bytes. If it has a fixed size, {@code length} is that. */
    Object read(Object source, int at, int length);

    /**
     * Writes a message if all of it fits, and returns how many bytes it takes; else it refuses it
     * and writes nothing.
     */
    int pack(Object target, int at, int room, Object message);

    /** Writes a message that takes so many bytes; what it refuses may be written in part. */
    void write(Object target, int at, int length, Object message);

    /**
     * Appends a message to a frame. If it refuses something, what it has appended stays, and is of
     * no use.
     */
    void encode(FrameOutput out, Object message) throws FrameTooLongException;

    /** Refuses a message that does not fit, and returns how many bytes another one takes. */
    long measure(Object message);
}
