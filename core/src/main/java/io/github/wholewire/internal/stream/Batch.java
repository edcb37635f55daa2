/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.internal.stream;

import io.github.wholewire.ChannelException;
import io.github.wholewire.CodecException;
import io.github.wholewire.FrameTooLongException;
import io.github.wholewire.MessageEncoder;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * Messages that are sent in few writes, and the count of those that were taken. Used with the turn
 * to send.
 */
final class Batch<M> {
    /** So many bytes are worth a write of their own. */
    private static final int FULL = 64 * 1024;

    private final StreamConnection connection;
    private final MessageEncoder<M> encoder;
    private final long deadline;

    /** Where the frames that are pending end. */
    private final int[] ends;

    private int pending;
    private int taken;

    Batch(StreamConnection connection, MessageEncoder<M> encoder, int messages, long deadline) {
        this.connection = connection;
        this.encoder = encoder;
        this.deadline = deadline;
        this.ends = new int[Math.min(messages, FULL)];
    }

    void send(List<M> messages) throws ChannelException {
        for (M message : messages) {
            try {
                encoder.encode(message);
            } catch (CodecException | FrameTooLongException e) {
                flush();
                throw Failures.counted(taken, e);
            }
            int length = encoder.pending().limit();
            ends[pending++] = length;
            if (length >= FULL || pending == ends.length) {
                flush();
            }
        }
        flush();
    }

    private void flush() throws ChannelException {
        if (pending == 0) {
            return;
        }
        ByteBuffer frames = encoder.pending();
        try {
            connection.sending.write(frames, deadline);
        } catch (ChannelException e) {
            for (int i = 0; i < pending && ends[i] <= frames.position(); i++) {
                taken++;
            }
            throw Failures.counted(taken, e);
        }
        connection.observer.sent(pending, frames.limit());
        taken += pending;
        pending = 0;
    }
}
