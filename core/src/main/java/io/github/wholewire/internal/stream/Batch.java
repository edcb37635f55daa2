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

    /** Where the frames that are pending end. */
    private final int[] ends;

    private int pending;
    private int taken;

    Batch(StreamConnection connection, MessageEncoder<M> encoder, int messages) {
        this.connection = connection;
        this.encoder = encoder;
        this.ends = new int[Math.min(messages, FULL)];
    }

    /** Returns how many messages have been taken. */
    int taken() {
        return taken;
    }

    void send(List<M> messages, long deadline) throws ChannelException {
        for (M message : messages) {
            try {
                encoder.encode(message);
            } catch (CodecException | FrameTooLongException e) {
                flush(deadline);
                throw e;
            }
            int length = encoder.pending().limit();
            ends[pending++] = length;
            if (length >= FULL || pending == ends.length) {
                flush(deadline);
            }
        }
        flush(deadline);
    }

    private void flush(long deadline) throws ChannelException {
        if (pending == 0) {
            return;
        }
        ByteBuffer frames = encoder.pending();
        try {
            connection.sending.write(frames, deadline);
        } finally {
            count(frames.position());
            pending = 0;
        }
    }

    /** Counts the frames that are whole within so many bytes. */
    private void count(int bytes) {
        int whole = 0;
        while (whole < pending && ends[whole] <= bytes) {
            whole++;
        }
        if (whole > 0) {
            taken += whole;
            connection.observer.sent(whole, ends[whole - 1]);
        }
    }
}
