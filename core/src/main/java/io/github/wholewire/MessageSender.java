/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire;

import java.io.Closeable;
import java.io.IOException;
import java.net.SocketAddress;
import java.util.Collection;

/**
 * The sending half of a channel. Every method may be called from any thread; frames of concurrent
 * senders never interleave, and the order between two threads' messages is unspecified.
 *
 * <p>That {@code send} returned does not mean that the peer has the message: only the peer's answer
 * can tell.
 *
 * @param <M> the message
 */
public interface MessageSender<M> extends Closeable {
    /**
     * Sends a message: whole, or not at all with an exception that says whether anything of it
     * left. Returns once its frame is in the kernel (in the bounded pipe of a memory channel).
     * Waits for its turn behind other senders and for room, both together no longer than the send
     * timeout (30 s unless an option says otherwise).
     *
     * @param message the message; not kept
     * @throws FrameTooLongException if its payload is longer than {@code maxFrameLength}: nothing
     *     was written, the channel goes on
     * @throws CodecException if it cannot be encoded: nothing was written, the channel goes on
     * @throws PeerUnreachableException if nobody receives an earlier datagram or there is no way to
     *     the peer: nothing was sent, the channel goes on
     * @throws PeerClosedException if the peer vanished: nothing more can be sent. The first send
     *     after the peer has closed may still succeed, since its kernel's answer comes later
     * @throws SendTimeoutException if it was not taken in time. While still waiting for its turn:
     *     nothing was written, the channel goes on. Later: the peer sees the frame cut short,
     *     sending is over, receiving goes on
     * @throws ChannelClosedException if the channel was closed on this side, or its output was shut
     *     down
     * @throws ChannelInterruptedException if the thread was interrupted; its flag stays set. While
     *     waiting for its turn: nothing was written, the channel goes on. While writing: the
     *     channel closes
     * @throws IllegalStateException after {@code switchTo}
     * @throws IOException one of the above
     */
    void send(M message) throws IOException;

    /**
     * Sends messages as {@link #send} does for each in turn, in few writes and with no other
     * sender's message between them. Each write has the send timeout.
     *
     * @param messages the messages in order; not kept
     * @throws IOException as for {@link #send}; its message says how many were taken before it.
     *     After a {@link CodecException} or {@link FrameTooLongException} all messages before the
     *     refused one have been sent
     */
    void sendAll(Collection<? extends M> messages) throws IOException;

    /**
     * Finishes sending (half-close): the peer receives what was sent, then the end. Receiving goes
     * on. Waits for its turn behind other senders as {@link #send} does. Doing it again changes
     * nothing. Datagrams have no end: there it ends sending on this side, and the peer is not told.
     *
     * @throws IOException as for {@link #send}
     */
    void shutdownOutput() throws IOException;

    /**
     * Returns this side's address.
     *
     * @return the address; the last known one after close
     */
    SocketAddress localAddress();

    /**
     * Returns the peer's address.
     *
     * @return the address; the last known one after close
     * @throws IllegalStateException if the channel is not connected to one peer
     */
    SocketAddress remoteAddress();

    /**
     * Tells whether the channel is open on this side. A peer that has gone does not close it.
     *
     * @return false from the first {@link #close}, {@link #abort} or interrupted read or write on
     */
    boolean isOpen();

    /**
     * Closes in order, without losing what was sent and without waiting for the peer. New calls are
     * refused with {@link ChannelClosedException}; a frame being written may finish; then output is
     * half-closed. What the peer still sends is discarded in the background until its end, or until
     * the close timeout (2 s unless an option says otherwise; zero releases at once), and then the
     * socket is released: a plain close would reset the connection and lose what the peer had not
     * read. That background work keeps the JVM alive so long at most.
     *
     * <p>A channel of datagrams or in memory has nothing to wait for: it closes as {@link #abort}
     * does, but loses nothing that was sent.
     *
     * <p>A thread blocked in {@code receive} does the discarding itself and gets its {@link
     * ChannelClosedException} at the peer's end or at the close timeout; a thread blocked in {@code
     * send} gets it at the close timeout. Closing again, from any thread, changes nothing.
     *
     * <p>A channel over a socket that is forgotten instead, so that no code can reach it any more,
     * is closed so within a moment of being found by the garbage collector, with a warning in the
     * log that names who opened it, or listens; {@code -Dwholewire.traceOpened=true} adds the whole
     * stack.
     *
     * @throws IOException never by the channels of this library: what goes wrong in the background
     *     is logged
     */
    @Override
    void close() throws IOException;

    /**
     * Closes at once: the connection is reset, pending data dropped both ways, every blocked thread
     * gets its {@link ChannelClosedException}. Also cuts a {@link #close} short. Doing it again
     * changes nothing.
     */
    void abort();
}
