/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.contract;

import io.github.wholewire.FrameDecoder;
import io.github.wholewire.FrameEncoder;
import io.github.wholewire.FrameInput;
import io.github.wholewire.FrameTooLongException;
import io.github.wholewire.Framer;
import io.github.wholewire.FramingException;

/**
 * {@link Lines} that are skipped if they are too long.
 *
 * @param maxFrameLength payload bytes
 */
record SkippingLines(int maxFrameLength) implements Framer {
    private static final byte[][] END = {{'\n'}};

    @Override
    public FrameDecoder newDecoder() {
        FrameDecoder lines = new Lines(maxFrameLength).newDecoder();
        return new FrameDecoder() {
            @Override
            public boolean decode(FrameInput in) throws FramingException {
                return lines.decode(in);
            }

            @Override
            public boolean skip(FrameInput in, FrameTooLongException refusal)
                    throws FramingException {
                int end = in.findEnd(END, Integer.MAX_VALUE);
                in.skip(end < 0 ? in.length() : end);
                return end >= 0;
            }
        };
    }

    @Override
    public FrameEncoder newEncoder() {
        return new Lines(maxFrameLength).newEncoder();
    }
}
