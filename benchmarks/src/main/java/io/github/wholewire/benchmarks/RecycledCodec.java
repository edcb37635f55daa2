/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.benchmarks;

import io.github.wholewire.Codec;
import io.github.wholewire.FrameOutput;
import io.github.wholewire.FrameTooLongException;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A codec of messages that are used again, as Netty's buffers are: whoever has handled one gives it
 * back. A new array for each message of 4 KiB goes through all of the young generation, and that
 * through the cache, in which the kernel then finds nothing of what it copies.
 */
final class RecycledCodec implements Codec<RecycledCodec.Message> {
    /** Bytes, until given back. */
    static final class Message {
        private final byte[] bytes;
        private int length;

        private Message(int capacity) {
            bytes = new byte[capacity];
        }
    }

    /** One is enough for a loop whose handler gives it back before the next one is decoded. */
    private final AtomicReference<Message> spare = new AtomicReference<>();

    @Override
    public Message decode(ByteBuffer payload) {
        int length = payload.remaining();
        Message message = spare.getAndSet(null);
        if (message == null || message.bytes.length < length) {
            message = new Message(length);
        }
        message.length = length;
        payload.get(message.bytes, 0, length);
        return message;
    }

    @Override
    public void encode(Message message, FrameOutput out) throws FrameTooLongException {
        out.write(message.bytes, 0, message.length);
    }

    /** Takes back a message, which its owner no longer uses. */
    void giveBack(Message message) {
        spare.lazySet(message);
    }
}
