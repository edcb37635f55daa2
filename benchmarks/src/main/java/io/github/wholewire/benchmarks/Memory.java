/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.benchmarks;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import java.nio.ByteBuffer;

/** Where bytes lie. */
public enum Memory {
    HEAP {
        @Override
        ByteBuffer allocate(int capacity) {
            return ByteBuffer.allocate(capacity);
        }

        @Override
        ByteBuf allocateByNetty(int capacity) {
            return PooledByteBufAllocator.DEFAULT.heapBuffer(capacity, capacity);
        }
    },

    DIRECT {
        @Override
        ByteBuffer allocate(int capacity) {
            return ByteBuffer.allocateDirect(capacity);
        }

        @Override
        ByteBuf allocateByNetty(int capacity) {
            return PooledByteBufAllocator.DEFAULT.directBuffer(capacity, capacity);
        }
    };

    abstract ByteBuffer allocate(int capacity);

    /** From Netty's pooled allocator. */
    abstract ByteBuf allocateByNetty(int capacity);
}
