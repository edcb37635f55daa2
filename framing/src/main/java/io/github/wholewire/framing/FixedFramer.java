/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.framing;

import io.github.wholewire.CodecException;
import io.github.wholewire.FrameDecoder;
import io.github.wholewire.FrameEncoder;
import io.github.wholewire.FrameOutput;
import io.github.wholewire.Framer;

/**
 * Frames that are all of one length and have nothing around them.
 *
 * @param maxFrameLength bytes of each
 */
record FixedFramer(int maxFrameLength) implements Framer {
    FixedFramer {
        Limits.requireInRange(maxFrameLength, 1, MAX_LENGTH, "frameLength");
    }

    @Override
    public FrameDecoder newDecoder() {
        return in -> in.frame(0, maxFrameLength, 0);
    }

    @Override
    public FrameEncoder newEncoder() {
        return this::requireWhole;
    }

    private void requireWhole(FrameOutput out) throws CodecException {
        if (out.length() != maxFrameLength) {
            throw new CodecException(
                    "message refused: payload of "
                            + out.length()
                            + " bytes, but each frame has exactly "
                            + maxFrameLength
                            + "; pad it, or prefix a length");
        }
    }

    @Override
    public String toString() {
        return "fixed, frameLength=" + maxFrameLength;
    }
}
