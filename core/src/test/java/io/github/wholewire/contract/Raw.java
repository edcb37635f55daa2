/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.contract;

import io.github.wholewire.FrameDecoder;
import io.github.wholewire.FrameEncoder;
import io.github.wholewire.Framer;

/**
 * No framing: what is sent goes out as it is, and what is received is whatever has arrived. A peer
 * that speaks it can write any bytes.
 */
public record Raw() implements Framer {
    @Override
    public int maxFrameLength() {
        return 8 * 1024 * 1024;
    }

    @Override
    public FrameDecoder newDecoder() {
        return in -> in.frame(0, in.length(), 0);
    }

    @Override
    public FrameEncoder newEncoder() {
        return out -> {};
    }
}
