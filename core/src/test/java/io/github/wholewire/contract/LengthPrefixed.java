/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.contract;

import io.github.wholewire.FrameDecoder;
import io.github.wholewire.FrameEncoder;
import io.github.wholewire.Framer;

/**
 * A length of four bytes, then the payload.
 *
 * @param maxFrameLength payload bytes
 */
public record LengthPrefixed(int maxFrameLength) implements Framer {
    @Override
    public FrameDecoder newDecoder() {
        return in -> in.has(4) && in.frame(4, in.getUnsignedInt(0), 0);
    }

    @Override
    public FrameEncoder newEncoder() {
        return FrameEncoder.header(4, out -> out.setInt(0, out.length() - 4));
    }
}
