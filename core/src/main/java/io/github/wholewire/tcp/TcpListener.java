/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.tcp;

import static java.lang.ref.Reference.reachabilityFence;
import static java.util.Objects.requireNonNull;

import io.github.wholewire.ChannelClosedException;
import io.github.wholewire.ChannelException;
import io.github.wholewire.ChannelInterruptedException;
import io.github.wholewire.MessageChannel;
import io.github.wholewire.Protocol;
import io.github.wholewire.ReceiveTimeoutException;
import io.github.wholewire.ServerMessageChannel;
import io.github.wholewire.internal.net.Sockets;
import io.github.wholewire.internal.stream.AcceptLoop;
import io.github.wholewire.internal.stream.Forgotten;
import io.github.wholewire.internal.stream.Origin;
import io.github.wholewire.internal.stream.StreamChannel;
import io.github.wholewire.internal.stream.StreamOptions;
import io.github.wholewire.internal.stream.SystemTime;
import io.github.wholewire.internal.stream.Turn;
import java.io.IOException;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/** A listening socket. */
final class TcpListener<M> implements ServerMessageChannel<M> {
    private final ServerSocketChannel listener;
    private final SocketAddress local;
    private final Protocol<M> protocol;
    private final TcpOptions options;
    private final Turn accepting = new Turn("accept");
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Forgotten forgotten;

    /** Who listens: also for what is accepted, so that each accept need not ask. */
    private final Origin origin = Origin.outside(Tcp.class);

    TcpListener(ServerSocketChannel listener, Protocol<M> protocol, TcpOptions options) {
        this.listener = listener;
        this.local = listener.socket().getLocalSocketAddress();
        this.protocol = protocol;
        this.options = options;
        forgotten = Forgotten.watch(this, "the listener on " + local, listener, origin);
    }

    @Override
    public MessageChannel<M> accept() throws IOException {
        accepting.take(StreamOptions.NEVER);
        try {
            return open(accept(0));
        } finally {
            accepting.leave();
            reachabilityFence(this);
        }
    }

    @Override
    public MessageChannel<M> accept(Duration timeout) throws IOException {
        long deadline = accepting.takeWithin(timeout, SystemTime.SYSTEM);
        try {
            return open(accept(SystemTime.SYSTEM.millisUntil(deadline)));
        } finally {
            accepting.leave();
            reachabilityFence(this);
        }
    }

    /** Waits without limit if {@code timeoutMillis} is 0. */
    private SocketChannel accept(int timeoutMillis) throws ChannelException {
        try {
            if (timeoutMillis == 0) {
                return listener.accept();
            }
            listener.socket().setSoTimeout(timeoutMillis);
            return listener.socket().accept().getChannel();
        } catch (SocketTimeoutException e) {
            throw new ReceiveTimeoutException(
                    "no connection came in time; the listener on " + local + " goes on", e);
        } catch (ClosedByInterruptException e) {
            forgotten.closed();
            closed.countDown();
            throw new ChannelInterruptedException(
                    "interrupted while accepting: the listener on "
                            + local
                            + " is closed, as java.nio does it",
                    e);
        } catch (IOException e) {
            if (!listener.isOpen()) {
                throw new ChannelClosedException("the listener on " + local + " was closed", e);
            }
            throw new ChannelException(
                    "no connection could be accepted on "
                            + local
                            + ": "
                            + e.getMessage()
                            + "; the listener goes on",
                    e);
        }
    }

    private MessageChannel<M> open(SocketChannel channel) throws ChannelException {
        try {
            options.applyTo(channel);
            return StreamChannel.open(
                    new TcpTransport(channel), protocol, options.stream(), origin);
        } catch (IOException e) {
            Sockets.closeAfter(channel, e);
            throw new ChannelException(
                    "a connection that was accepted on "
                            + local
                            + " could not be set up: "
                            + e.getMessage()
                            + "; the listener goes on",
                    e);
        } catch (RuntimeException | Error e) {
            Sockets.closeAfter(channel, e);
            throw e;
        }
    }

    @Override
    public void acceptEach(Executor executor, Conversation<M> conversation) throws IOException {
        requireNonNull(executor, "executor");
        requireNonNull(conversation, "conversation");
        new AcceptLoop<>(this, this::awaitClose, executor, conversation).run();
    }

    /** Waits before accepting again. Returns whether the listener was closed meanwhile. */
    private boolean awaitClose(long millis) throws ChannelInterruptedException {
        try {
            return closed.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ChannelInterruptedException(
                    "interrupted before accepting again: the listener on " + local + " goes on", e);
        }
    }

    @Override
    public SocketAddress localAddress() {
        return local;
    }

    @Override
    public boolean isOpen() {
        return listener.isOpen();
    }

    @Override
    public void close() throws IOException {
        forgotten.closed();
        closed.countDown();
        listener.close();
    }

    @Override
    public String toString() {
        return "ServerMessageChannel[" + local + "]";
    }
}
