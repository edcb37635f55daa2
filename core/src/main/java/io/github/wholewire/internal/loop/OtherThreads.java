/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.internal.loop;

import io.github.wholewire.ChannelException;
import io.github.wholewire.ChannelInterruptedException;
import io.github.wholewire.CodecException;
import io.github.wholewire.FrameTooLongException;
import io.github.wholewire.MessageEncoder;
import io.github.wholewire.SendTimeoutException;
import io.github.wholewire.internal.stream.Failures;
import io.github.wholewire.internal.stream.StreamOptions;
import java.io.IOException;
import java.util.List;

/**
 * Sends of other threads than the loop's. They take turns, encode without the loop's scratch, and
 * wait at the high-water mark; threads of other loops, and {@code trySend}, wait for neither.
 */
final class OtherThreads<M> {
    private final Handle<M> handle;
    private final Link link;
    private final Senders senders;
    private final long timeout;

    OtherThreads(Handle<M> handle) {
        this.handle = handle;
        link = handle.link;
        senders = link.senders();
        timeout = link.loop.settings.sendTimeout;
    }

    void send(M message) throws ChannelException {
        if (LoopThread.isAnyCurrent()) {
            if (!sendAtOnce(message)) {
                throw handle.full();
            }
            return;
        }
        long deadline = take();
        try {
            requirePossible();
            awaitRoom(deadline);
            encodeAndOffer(message);
        } finally {
            senders.turn.leave();
        }
    }

    /** Waits for no turn either: who has it may be waiting for room. */
    boolean trySend(M message) throws ChannelException {
        senders.turn.requireNotTaken();
        return sendAtOnce(message);
    }

    private boolean sendAtOnce(M message) throws ChannelException {
        requirePossible();
        if (link.refusesForWantOfRoom()) {
            return false;
        }
        encodeAndOffer(message);
        return true;
    }

    /** An encoder for each call: it would keep memory for a connection that is idle. */
    private void encodeAndOffer(M message) throws ChannelException {
        MessageEncoder<M> encoder = handle.protocol.newEncoder();
        encoder.encode(message);
        link.offer(encoder.pending(), 1, false, handle);
    }

    void sendAll(List<M> messages) throws ChannelException {
        if (LoopThread.isAnyCurrent()) {
            sendAllAtOnce(messages);
            return;
        }
        handle.requireCurrent();
        long deadline;
        try {
            deadline = take();
        } catch (ChannelException e) {
            throw Failures.counted(0, e);
        }
        try {
            handle.requireCurrent();
            link.beginBatch();
            try {
                new OfferedBatch(deadline).send(messages);
            } finally {
                link.endBatch();
            }
        } finally {
            senders.turn.leave();
        }
    }

    /** One write, or none: nobody can come in between. */
    private void sendAllAtOnce(List<M> messages) throws ChannelException {
        requirePossible();
        if (link.refusesForWantOfRoom()) {
            throw Failures.counted(0, handle.full());
        }
        MessageEncoder<M> encoder = handle.protocol.newEncoder();
        int taken = 0;
        ChannelException failure = null;
        for (M message : messages) {
            if (encoder.pending().remaining() + link.pendingLength() >= mark()) {
                failure = handle.full();
                break;
            }
            try {
                encoder.encode(message);
                taken++;
            } catch (CodecException | FrameTooLongException e) {
                failure = e;
                break;
            }
        }
        link.offer(encoder.pending(), taken, false, handle);
        if (failure != null) {
            throw Failures.counted(taken, failure);
        }
    }

    void shutdownOutput() throws IOException {
        if (LoopThread.isAnyCurrent()) {
            handle.requireCurrent();
            handle.shutdown();
            return;
        }
        take();
        try {
            handle.requireCurrent();
            handle.shutdown();
        } finally {
            senders.turn.leave();
        }
    }

    private long take() throws ChannelException {
        long deadline = StreamOptions.deadline(timeout);
        if (!senders.turn.take(timeout)) {
            throw new SendTimeoutException(
                    "no turn to send within "
                            + LoopSettings.text(timeout)
                            + ", since other threads are sending: nothing was taken, the connection goes on");
        }
        return deadline;
    }

    private void requirePossible() throws ChannelException {
        handle.requireCurrent();
        link.requireSendable();
    }

    private int mark() {
        return link.loop.settings.highWaterMark;
    }

    private void awaitRoom(long deadline) throws ChannelException {
        boolean room;
        try {
            room = senders.awaitRoom(deadline);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ChannelInterruptedException(
                    "interrupted while waiting for room: nothing was taken, the connection goes on",
                    e);
        }
        if (!room) {
            throw new SendTimeoutException(
                    "nothing was taken within "
                            + LoopSettings.text(timeout)
                            + ", since "
                            + link.pendingLength()
                            + " bytes are pending and the peer does not read; the connection goes on");
        }
    }

    /** Messages that are offered in groups, each as large as there is room. */
    private final class OfferedBatch {
        private final MessageEncoder<M> encoder = handle.protocol.newEncoder();
        private final long deadline;
        private int encoded;
        private int taken;

        OfferedBatch(long deadline) {
            this.deadline = deadline;
        }

        void send(List<M> messages) throws ChannelException {
            try {
                requirePossible();
                for (M message : messages) {
                    if (encoder.pending().remaining() + link.pendingLength() >= mark()) {
                        offer();
                        awaitRoom(deadline);
                    }
                    encode(message);
                }
                offer();
            } catch (ChannelException e) {
                throw Failures.counted(taken, e);
            }
        }

        private void encode(M message) throws ChannelException {
            try {
                encoder.encode(message);
                encoded++;
            } catch (CodecException | FrameTooLongException e) {
                offer();
                throw e;
            }
        }

        private void offer() throws ChannelException {
            if (encoded > 0) {
                link.offer(encoder.pending(), encoded, true, handle);
                encoder.clear();
                taken += encoded;
                encoded = 0;
            }
        }
    }
}
