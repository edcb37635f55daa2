/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire;

import java.io.IOException;
import java.net.SocketAddress;

/**
 * Told what happens on channels, for metrics. All methods do nothing by default.
 *
 * <p>One observer may watch many channels and is called from their threads, also at the same time:
 * it must be thread-safe and quick. What it throws, an {@code Error} too, is logged once a channel
 * and ignored. For each channel {@code opened} comes first and {@code closed}, exactly once, last;
 * {@code failed} at most once. A message that was under way when the channel was closed may still
 * be counted after that.
 */
public interface ChannelObserver {
    /**
     * A channel was opened.
     *
     * @param remote the peer; here, in {@code failed} and in {@code closed} this side's address if
     *     the channel has no single peer, as datagram channels that are bound and not connected
     */
    default void opened(SocketAddress remote) {}

    /**
     * Messages were sent: their frames are in the kernel.
     *
     * @param messages how many
     * @param bytes what their frames took on the wire
     */
    default void sent(int messages, long bytes) {}

    /**
     * A message was received whole.
     *
     * @param bytes what its frame took on the wire
     */
    default void received(long bytes) {}

    /**
     * A message is lost, and the channel goes on.
     *
     * @param remote the sender
     * @param reason why: a {@link CodecException} if the payload of a whole frame or datagram was
     *     no message, a {@link FrameTooLongException} if a frame was longer than {@code
     *     maxFrameLength} and its framer skips such frames, or if a datagram was and so was cut by
     *     the system
     */
    default void dropped(SocketAddress remote, IOException reason) {}

    /**
     * A datagram was received and dropped, since its sender is not one of those that the channel
     * accepts.
     *
     * @param remote the sender
     */
    default void filtered(SocketAddress remote) {}

    /**
     * Sending, receiving or both are over because of a failure, not by a call on this side.
     *
     * @param remote the peer
     * @param cause the first failure
     */
    default void failed(SocketAddress remote, IOException cause) {}

    /**
     * The channel was closed on this side. Background work of an orderly close may go on.
     *
     * @param remote the peer
     */
    default void closed(SocketAddress remote) {}
}
