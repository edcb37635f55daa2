/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.contract;

import io.github.wholewire.CodecException;
import io.github.wholewire.FrameDecoder;
import io.github.wholewire.FrameEncoder;
import io.github.wholewire.Framer;

/**
 * Payloads that each end with a line feed.
 *
 * @param maxFrameLength payload bytes
 */
public record Lines(int maxFrameLength) implements Framer {
    private static final byte END = '\n';

    @Override
    public FrameDecoder newDecoder() {
        return in -> {
            int end = in.find(END);
            return end >= 0 && in.frame(0, end, 1);
        };
    }

    @Override
    public FrameEncoder newEncoder() {
        return out -> {
            if (out.find(END, 0) >= 0) {
                throw new CodecException("a line cannot hold a line feed");
            }
            out.put(END);
        };
    }
}
