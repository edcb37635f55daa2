/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.benchmarks;

import java.nio.ByteBuffer;

/** One way to make records of bytes and bytes of records. */
interface RecordWork {
    /** Makes a record of the bytes from the buffer's position to its limit. */
    Object decode(ByteBuffer payload);

    /** Writes a record from an index on, and returns how many bytes it takes. */
    int encode(Object message, ByteBuffer target, int at);
}
