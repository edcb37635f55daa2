/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.benchmarks;

import io.github.wholewire.Codec;
import io.github.wholewire.FrameOutput;
import io.netty.buffer.ByteBuf;
import java.nio.ByteBuffer;

/** Makes nothing of a payload but counts its bytes. */
final class CountingCodec implements Codec<Object>, Payload.Handwork {
    private long bytes;

    @Override
    public Object decode(ByteBuffer payload) {
        bytes += payload.remaining();
        return this;
    }

    @Override
    public void encode(Object message, FrameOutput out) {
        throw new UnsupportedOperationException("there is nothing to encode");
    }

    @Override
    public Object decode(ByteBuffer frames, int index, int length) {
        bytes += length;
        return this;
    }

    @Override
    public Object decode(ByteBuf frame) {
        bytes += frame.readableBytes();
        return this;
    }

    @Override
    public byte[] encode(Object message) {
        throw new UnsupportedOperationException("there is nothing to encode");
    }

    long bytes() {
        return bytes;
    }
}
