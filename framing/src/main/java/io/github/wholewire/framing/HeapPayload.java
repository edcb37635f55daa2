/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.framing;

import io.github.wholewire.FrameInput;
import java.nio.ByteBuffer;

/**
 * Brings payloads to the heap, so that loops over their bytes can be loops over an array: one of a
 * connection's decoder.
 */
final class HeapPayload {
    /** What is kept for the next payload: a connection that idles holds no more than that. */
    private static final int KEPT = 64 * 1024;

    private ByteBuffer copy = ByteBuffer.allocate(0);

    /** Returns the payload of the marked frame, in an array where it lies or copied to one. */
    ByteBuffer of(FrameInput in) {
        ByteBuffer payload = in.payload();
        if (payload.hasArray()) {
            return payload;
        }
        int length = payload.remaining();
        ByteBuffer target = copy;
        if (target.capacity() < length) {
            target = ByteBuffer.allocate(length);
            copy = length <= KEPT ? target : copy;
        }
        in.payload(target.clear().put(payload).flip());
        return target;
    }
}
