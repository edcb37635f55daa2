/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.memory;

import static io.github.wholewire.internal.stream.StreamOptions.NEVER;
import static java.util.Objects.requireNonNull;

import io.github.wholewire.ChannelClosedException;
import io.github.wholewire.ChannelException;
import io.github.wholewire.ChannelInterruptedException;
import io.github.wholewire.MessageChannel;
import io.github.wholewire.Protocol;
import io.github.wholewire.ReceiveTimeoutException;
import io.github.wholewire.ServerMessageChannel;
import io.github.wholewire.internal.stream.AcceptLoop;
import io.github.wholewire.internal.stream.Turn;
import java.io.IOException;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.concurrent.Executor;

/** A listener in a network. */
final class MemoryListener<M> implements ServerMessageChannel<M> {
    private final Backlog backlog;
    private final Timeline time;
    private final Protocol<M> protocol;
    private final Turn accepting = new Turn("accept");

    MemoryListener(Backlog backlog, Protocol<M> protocol) {
        this.backlog = backlog;
        this.protocol = protocol;
        time = backlog.time;
    }

    @Override
    public MessageChannel<M> accept() throws IOException {
        accepting.take(NEVER);
        try {
            return open(await(NEVER));
        } finally {
            accepting.leave();
        }
    }

    @Override
    public MessageChannel<M> accept(Duration timeout) throws IOException {
        long deadline = accepting.takeWithin(timeout, time);
        try {
            return open(await(time.after(time.millisUntil(deadline))));
        } finally {
            accepting.leave();
        }
    }

    private MemoryEnd await(long until) throws ChannelException {
        try {
            time.enterToWait();
            try {
                for (; ; ) {
                    if (backlog.isClosed()) {
                        throw new ChannelClosedException(
                                "the listener on " + localAddress() + " was closed");
                    }
                    MemoryEnd next = backlog.poll();
                    if (next != null) {
                        return next;
                    }
                    if (time.isOver(until)) {
                        throw new ReceiveTimeoutException(
                                "no connection came in time; the listener on "
                                        + localAddress()
                                        + " goes on");
                    }
                    time.await(until);
                }
            } finally {
                time.leave();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            close();
            throw new ChannelInterruptedException(
                    "interrupted while accepting: the listener on " + localAddress() + " is closed",
                    e);
        }
    }

    private MessageChannel<M> open(MemoryEnd end) {
        return MemoryTransport.open(end, protocol, backlog.listener.options());
    }

    @Override
    public void acceptEach(Executor executor, Conversation<M> conversation) throws IOException {
        requireNonNull(executor, "executor");
        requireNonNull(conversation, "conversation");
        if (time instanceof OneThread) {
            throw new UnsupportedOperationException(
                    "a network that has one thread cannot accept and converse at the same time: use"
                            + " serve, or accept each");
        }
        new AcceptLoop<>(this, this::awaitClose, executor, conversation).run();
    }

    /** A framer that throws may do so again: it is given the system's time. */
    private boolean awaitClose(long millis) throws ChannelInterruptedException {
        long until = System.nanoTime() + Timeline.nanos((int) millis);
        time.enter();
        try {
            for (long left; (left = until - System.nanoTime()) > 0 && !backlog.isClosed(); ) {
                time.changed.awaitNanos(left);
            }
            return backlog.isClosed();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ChannelInterruptedException(
                    "interrupted before accepting again: the listener on "
                            + localAddress()
                            + " goes on",
                    e);
        } finally {
            time.leave();
        }
    }

    @Override
    public SocketAddress localAddress() {
        return backlog.listener.address();
    }

    @Override
    public boolean isOpen() {
        return backlog.isOpen();
    }

    @Override
    public void close() {
        backlog.close();
    }

    @Override
    public String toString() {
        return "ServerMessageChannel[" + localAddress() + "]";
    }
}
