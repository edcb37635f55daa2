/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire;

import java.io.IOException;

/**
 * A connection that is served by an event loop: what a {@link MessageHandler} is given to answer
 * with. Messages come to the handler; this is for everything else.
 *
 * <p>Every method may be called from any thread, {@link #switchTo} from the handler only. What the
 * handler sends is collected and written when it has dealt with what was read. A send from another
 * thread is written at once if nothing is pending. What one thread sends after another has told it
 * to goes out after what that one had sent.
 *
 * <p>Sending has two marks (64 and 32 KiB unless options say otherwise): a message is admitted
 * while less than the high one is pending and then taken whole, so at most the mark and the longest
 * frame of each thread that sends at that moment are pending. A connection with so much pending
 * gets no messages and is not read from until less than the low mark is pending.
 *
 * <p>At the high mark the sends of an event loop's threads, which never block, throw {@link
 * SendBufferFullException}; in other threads they wait up to the send timeout, and {@link
 * SendTimeoutException} then means that nothing was taken and the connection goes on. That a send
 * returned means that the message is in this bounded buffer or in the kernel.
 *
 * @param <M> the message
 */
public interface MessageConnection<M> extends MessageSender<M> {
    /**
     * Sends a message if there is room. Waits neither for room nor for its turn behind other
     * threads; {@link MessageHandler#onWritable} tells when there is room again.
     *
     * @param message the message; not kept
     * @return true if it was taken; false at the high-water mark: nothing was taken
     * @throws IOException as {@link #send}, but never for want of room
     */
    boolean trySend(M message) throws IOException;

    /**
     * Stops receiving: takes effect before the next {@code onMessage}, also for messages that have
     * already been read. The peer is then slowed down by TCP itself. Deadlines for its bytes stand
     * still. That the peer has ended or vanished is noticed no earlier than after {@link #resume}
     * or when a send fails. Doing it again changes nothing.
     */
    void suspend();

    /** Goes on receiving after {@link #suspend}. Doing it again changes nothing. */
    void resume();

    /**
     * Hands the connection to another protocol between two messages (STARTTLS, SMTP DATA, a header
     * and then a body). Bytes behind the last message received go to the new one's decoder. This
     * handle then throws {@link IllegalStateException}, its handler is told nothing more, and
     * closing either handle closes both.
     *
     * @param <N> the other protocol's message
     * @param next what the connection speaks from here on, both ways
     * @param handlers makes the handler that is told everything from here on; called at once
     * @throws IllegalStateException in another thread than the handler's, or after an earlier
     *     {@code switchTo}
     * @throws IOException if receiving is over because of a failure, or the connection was closed;
     *     it stays as it was
     */
    <N> void switchTo(Protocol<N> next, HandlerFactory<N> handlers) throws IOException;
}
