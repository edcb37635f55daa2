/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire;

import java.nio.ByteBuffer;

/** The kinds of memory in which received bytes may lie. */
enum BufferKind {
    HEAP {
        @Override
        ByteBuffer of(byte[] bytes) {
            return ByteBuffer.wrap(bytes.clone());
        }
    },
    HEAP_SLICE {
        @Override
        ByteBuffer of(byte[] bytes) {
            return within(ByteBuffer.allocate(bytes.length + 16), bytes).slice();
        }
    },
    HEAP_MIDDLE {
        @Override
        ByteBuffer of(byte[] bytes) {
            return within(ByteBuffer.allocate(bytes.length + 16), bytes);
        }
    },
    READ_ONLY {
        @Override
        ByteBuffer of(byte[] bytes) {
            return HEAP_MIDDLE.of(bytes).asReadOnlyBuffer();
        }
    },
    DIRECT {
        @Override
        ByteBuffer of(byte[] bytes) {
            return ByteBuffer.allocateDirect(bytes.length).put(bytes).flip();
        }
    },
    DIRECT_SLICE {
        @Override
        ByteBuffer of(byte[] bytes) {
            return within(ByteBuffer.allocateDirect(bytes.length + 16), bytes).slice();
        }
    },
    DIRECT_MIDDLE {
        @Override
        ByteBuffer of(byte[] bytes) {
            return within(ByteBuffer.allocateDirect(bytes.length + 16), bytes);
        }
    };

    /** Returns a buffer of this kind that holds a copy of the bytes from position to limit. */
    abstract ByteBuffer of(byte[] bytes);

    private static ByteBuffer within(ByteBuffer larger, byte[] bytes) {
        return larger.position(5).put(bytes).flip().position(5);
    }
}
