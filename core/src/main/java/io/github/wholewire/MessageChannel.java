/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire;

import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A blocking channel of messages: what one side sends as a message, the other receives as that
 * message, whole, or not at all with a clear error.
 *
 * <pre>{@code
 * try (MessageChannel<String> channel = Tcp.connect("localhost", 7000, lines)) {
 *     channel.send("hello");
 *     channel.shutdownOutput();
 *     for (String reply; (reply = channel.receive()) != null; ) {
 *         System.out.println(reply);
 *     }
 * }
 * }</pre>
 *
 * <p>Every method may be called from any thread, platform or virtual, {@link #switchTo} from the
 * receiving one. Several threads may receive; each message goes to one of them.
 *
 * <p>Over a stream the first failure is kept: after the whole messages that had arrived have been
 * handed out, each later call throws a new exception of the same kind whose cause is the first.
 * Memory is bounded: a channel holds at most its longest frame and one read of 64 KiB to receive,
 * and one frame or 64 KiB of them to send.
 *
 * <p>Over datagrams there is no end and nothing to keep: each datagram stands for itself, and
 * {@link io.github.wholewire.udp.Udp} says what is different.
 *
 * @param <M> the message
 */
public interface MessageChannel<M> extends MessageSender<M> {
    /**
     * Receives the next message, in order. Waits until one is whole, the peer finishes or something
     * fails.
     *
     * @return the message; null once the peer has finished in order (by {@code shutdownOutput} or
     *     {@code close}) and every message before that has been received; a reset is never reported
     *     so. Also null behind the last frame of a protocol that ends by itself, such as a body of
     *     known length: {@link #switchTo} goes on
     * @throws FramingException if the bytes received are no frame or one too long: receiving is
     *     over, sending still works
     * @throws TruncatedFrameException if the peer finished inside a frame, or a frame deadline
     *     passed (an option, off by default; then the channel closes): receiving is over
     * @throws CodecException if the payload of a whole frame or datagram is no message: that one is
     *     lost, the next call goes on
     * @throws PeerUnreachableException if nobody receives an earlier datagram: the channel goes on
     * @throws PeerClosedException if the peer vanished
     * @throws ChannelClosedException if the channel was closed on this side, also while waiting
     * @throws ChannelInterruptedException if the thread was interrupted; its flag stays set. While
     *     waiting behind another receiver: the channel goes on. While reading: the channel closes
     * @throws IllegalStateException after {@link #switchTo}
     * @throws IOException one of the above
     */
    @Nullable M receive() throws IOException;

    /**
     * Receives the next message, but waits no longer than a given time.
     *
     * @param timeout how long, rounded up to a millisecond; zero takes what has already arrived,
     *     within a millisecond
     * @return as {@link #receive()}
     * @throws ReceiveTimeoutException if no message was whole in time: no byte is lost, the next
     *     call goes on
     * @throws IllegalArgumentException if the timeout is negative
     * @throws IOException as {@link #receive()}
     */
    @Nullable M receive(Duration timeout) throws IOException;

    /**
     * Hands the connection to another protocol between two messages (STARTTLS, SMTP DATA, a header
     * and then a body). Bytes behind the last message received are untouched and go to the new
     * one's decoder. This handle then throws {@link IllegalStateException}; closing either closes
     * both. Waits for its turn behind other senders as {@link #send} does.
     *
     * @param <N> the other protocol's message
     * @param next what the connection speaks from here on, both ways
     * @return the channel to go on with
     * @throws IllegalStateException if another thread is receiving, after an earlier {@code
     *     switchTo}, or while a frame that is too long is being skipped
     * @throws UnsupportedOperationException if the channel is one of datagrams
     * @throws IOException if receiving is over because of a failure, or as for {@link #send}; the
     *     channel stays as it was
     */
    <N> MessageChannel<N> switchTo(Protocol<N> next) throws IOException;
}
