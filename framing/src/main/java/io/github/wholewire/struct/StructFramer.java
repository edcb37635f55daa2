/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.struct;

import io.github.wholewire.CodecException;
import io.github.wholewire.FrameDecoder;
import io.github.wholewire.FrameEncoder;
import io.github.wholewire.FrameOutput;
import io.github.wholewire.Framer;

/**
 * Frames that are all of one size and have nothing around them.
 *
 * @param maxFrameLength bytes of each
 */
record StructFramer(int maxFrameLength) implements Framer {
    @Override
    public FrameDecoder newDecoder() {
        return in -> in.frame(0, maxFrameLength, 0);
    }

    @Override
    public FrameEncoder newEncoder() {
        return this::requireWhole;
    }

    /** Another codec than the struct's own might write less. */
    private void requireWhole(FrameOutput out) throws CodecException {
        if (out.length() != maxFrameLength) {
            throw new CodecException(
                    "message refused: payload of "
                            + out.length()
                            + " bytes, but each frame is exactly "
                            + maxFrameLength
                            + "; use the struct's own codec, or prefix a length");
        }
    }

    @Override
    public String toString() {
        return "structs of " + maxFrameLength + " bytes";
    }
}
