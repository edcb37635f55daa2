/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.internal.loop;

import io.github.wholewire.MessageDecoder;
import io.github.wholewire.MessageEncoder;
import io.github.wholewire.Protocol;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Memory that the connections of a loop share, one after the other: what is read goes to one
 * buffer, and what the running handler sends is collected in another. Only the loop's thread
 * touches it.
 */
final class Scratch {
    /** One read, and one write, takes at most this much. */
    static final int LENGTH = 64 * 1024;

    final ByteBuffer read = ByteBuffer.allocateDirect(LENGTH);

    /** For writing: the JDK would copy what is on the heap into such a buffer of its own. */
    final ByteBuffer write = ByteBuffer.allocateDirect(LENGTH);

    private @Nullable MessageEncoder<?> memory;
    private @Nullable MessageDecoder<?> decoders;

    /** Whose frames are collected; null if there are none. */
    private @Nullable LinkOutput owner;

    /** How many messages are collected. */
    int messages;

    private boolean encoding;

    /** Makes a connection's encoder, which collects here. */
    <M> MessageEncoder<M> newEncoder(Protocol<M> protocol) {
        if (memory == null) {
            MessageEncoder<M> first = protocol.newEncoder();
            memory = first;
            return first;
        }
        return memory.sharing(protocol);
    }

    /** Makes a connection's decoder, which has memory of its own only inside a frame. */
    <M> MessageDecoder<M> newDecoder(Protocol<M> protocol) {
        if (decoders == null) {
            decoders = protocol.newDecoder();
        }
        return decoders.sharing(protocol);
    }

    /** Makes room for another connection's frames. */
    void claim(LinkOutput next) {
        if (!isOwnedBy(next) && !encoding) {
            if (owner != null) {
                owner.collect(this);
            }
            owner = next;
        }
    }

    /** Appends a message to what is collected, or nothing. */
    <M> void encode(MessageEncoder<M> encoder, M message) throws IOException {
        if (encoding) {
            throw new IllegalStateException(
                    "send called by a codec or a framer: it can only encode or decode");
        }
        encoding = true;
        try {
            encoder.encode(message);
        } finally {
            encoding = false;
        }
    }

    /** Returns how many bytes are collected. */
    int length() {
        return memory == null ? 0 : memory.pending().remaining();
    }

    /** Writes what is collected, until the transport takes no more. Returns how much that was. */
    int writeTo(Transport transport) throws IOException {
        ByteBuffer frames = collected();
        int limit = frames.limit();
        int written = 0;
        while (written < limit) {
            write.clear();
            int chunk = Math.min(limit - written, LENGTH);
            write.put(frames.limit(written + chunk).position(written)).flip();
            written += transport.write(write);
            if (write.hasRemaining()) {
                break;
            }
        }
        frames.limit(limit).position(written);
        return written;
    }

    /** Hands what is still collected to a queue. */
    void moveTo(ByteQueue queue) {
        ByteBuffer frames = collected();
        if (frames.hasRemaining()) {
            queue.append(frames);
        }
        clear();
    }

    /** Forgets what is collected, if it is that connection's, and is free for another. */
    void clear(LinkOutput of) {
        if (isOwnedBy(of)) {
            clear();
        }
    }

    @SuppressWarnings("ReferenceEquality") // connections have no other
    private boolean isOwnedBy(LinkOutput link) {
        return owner == link;
    }

    private void clear() {
        owner = null;
        messages = 0;
        if (memory != null) {
            memory.clear();
        }
    }

    private ByteBuffer collected() {
        if (memory == null) {
            throw new IllegalStateException("nobody has encoded anything");
        }
        return memory.pending();
    }
}
