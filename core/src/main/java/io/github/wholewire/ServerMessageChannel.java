/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire;

import java.io.Closeable;
import java.io.IOException;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.concurrent.Executor;

/**
 * A listener whose connections are message channels. Every method may be called from any thread.
 * Closing it does not close what it accepted.
 *
 * <pre>{@code
 * try (ServerMessageChannel<String> server = Tcp.listen(address, lines)) {
 *     server.acceptEach(executor, peer -> {
 *         for (String line; (line = peer.receive()) != null; ) {
 *             peer.send("echo " + line);
 *         }
 *     });
 * }
 * }</pre>
 *
 * @param <M> the message
 */
public interface ServerMessageChannel<M> extends Closeable {
    /**
     * Waits for a connection.
     *
     * @return the channel to the peer; the caller closes it
     * @throws ChannelClosedException if the listener was closed, also while waiting
     * @throws ChannelInterruptedException if the thread was interrupted; its flag stays set, and
     *     the listener closes if it was already waiting
     * @throws ChannelException if this connection could not be accepted, for instance for want of a
     *     descriptor: the listener goes on
     * @throws IOException one of the above
     */
    MessageChannel<M> accept() throws IOException;

    /**
     * Waits for a connection, but no longer than a given time.
     *
     * @param timeout how long, rounded up to a millisecond; zero takes what is already there,
     *     within a millisecond
     * @return as {@link #accept()}
     * @throws ReceiveTimeoutException if none came in time: the listener goes on
     * @throws IllegalArgumentException if the timeout is negative
     * @throws IOException as {@link #accept()}
     */
    MessageChannel<M> accept(Duration timeout) throws IOException;

    /**
     * Accepts connections until the listener is closed, and hands each to a conversation of its
     * own. Each channel is closed when its conversation ends. What a conversation throws ends that
     * one alone and is logged: a {@link ChannelException} as a connection event (debug), anything
     * else as a warning. When no connection can be accepted, for instance for want of descriptors
     * or because the framer throws, it warns once, waits (10 ms, doubling to 1 s) and goes on. When
     * the executor throws, for instance because it refuses a task or for want of threads, that
     * connection is aborted, with a warning for the first in a row, and it goes on.
     *
     * @param executor runs each conversation: a thread for each, pooled or virtual. An executor
     *     that runs tasks in the calling thread serves one peer at a time
     * @param conversation called once for each connection
     * @throws ChannelInterruptedException if the thread was interrupted; its flag stays set, and
     *     the listener closes if it was already waiting for a connection
     * @throws IOException as {@link #accept()}; never a {@link ChannelClosedException}: closing the
     *     listener ends it
     */
    void acceptEach(Executor executor, Conversation<M> conversation) throws IOException;

    /**
     * Returns the address that is listened on, with the real port if 0 was asked for.
     *
     * @return the address; the last known one after close
     */
    SocketAddress localAddress();

    /**
     * Tells whether the listener is open.
     *
     * @return false from the first {@link #close} on
     */
    boolean isOpen();

    /**
     * Stops listening. Every thread blocked in {@code accept} gets a {@link
     * ChannelClosedException}; channels that were accepted stay open. Closing again changes
     * nothing.
     *
     * @throws IOException if the socket could not be released; the listener is closed all the same
     */
    @Override
    void close() throws IOException;

    /**
     * What is said with one peer.
     *
     * @param <M> the message
     */
    @FunctionalInterface
    interface Conversation<M> {
        /**
         * Holds the conversation; the channel is closed when it returns or throws.
         *
         * @param peer the channel to the peer
         * @throws Exception whatever ends it early
         */
        void hold(MessageChannel<M> peer) throws Exception;
    }
}
