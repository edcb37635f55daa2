/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.framing;

import io.github.wholewire.CodecException;
import io.github.wholewire.FrameDecoder;
import io.github.wholewire.FrameEncoder;
import io.github.wholewire.FrameInput;
import io.github.wholewire.FrameOutput;
import io.github.wholewire.Framer;
import io.github.wholewire.FramingException;

/**
 * A body of known length, in pieces.
 *
 * @param totalBytes the length of the body
 * @param maxFrameLength the longest piece
 */
record ChunksFramer(long totalBytes, int maxFrameLength) implements Framer {
    ChunksFramer {
        if (totalBytes < 0) {
            throw new IllegalArgumentException("totalBytes=" + totalBytes + ": use 0 or more");
        }
        Limits.requireInRange(maxFrameLength, 1, MAX_LENGTH, "maxChunkLength");
    }

    @Override
    public FrameDecoder newDecoder() {
        return new Decoder();
    }

    @Override
    public FrameEncoder newEncoder() {
        return new Encoder();
    }

    private final class Decoder implements FrameDecoder {
        private long missing = totalBytes;

        /**
         * Pieces are full, however the bytes arrive: what is received depends on the body alone.
         */
        @Override
        public boolean decode(FrameInput in) throws FramingException {
            long length = Math.min(missing, maxFrameLength);
            if (length == 0 || !in.frame(0, length, 0)) {
                return false;
            }
            missing -= length;
            return true;
        }

        @Override
        public boolean isFinished() {
            return missing == 0;
        }

        @Override
        public boolean end(FrameInput in) throws FramingException {
            throw in.truncated(
                    "the stream ended, with "
                            + missing
                            + " of "
                            + totalBytes
                            + " bytes of the body to come,");
        }
    }

    private final class Encoder implements FrameEncoder {
        private long missing = totalBytes;

        @Override
        public void finish(FrameOutput out) throws CodecException {
            int length = out.length();
            if (length == 0 || length > missing) {
                throw new CodecException(
                        "message refused: a piece of "
                                + length
                                + " bytes, but "
                                + missing
                                + " of "
                                + totalBytes
                                + " bytes of the body are to come; "
                                + (length == 0 ? "leave it out" : "send no more than the body"));
            }
            missing -= length;
        }
    }

    @Override
    public String toString() {
        return "chunks of a body, totalBytes=" + totalBytes + ", maxChunkLength=" + maxFrameLength;
    }
}
