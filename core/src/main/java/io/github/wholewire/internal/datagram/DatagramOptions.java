/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.internal.datagram;

import static java.util.Objects.requireNonNull;

import io.github.wholewire.ChannelObserver;
import io.github.wholewire.internal.stream.StreamOptions;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.function.Predicate;

/**
 * What every datagram channel can be told, whatever carries it.
 *
 * @param maxFrameLength the most payload bytes of a datagram, both ways
 * @param sendTimeout the wait for the turn to send; above zero
 * @param skipsBadDatagrams whether one that is too long or no message is skipped, else thrown
 * @param senders whose datagrams are received
 * @param observer told what happens
 */
public record DatagramOptions(
        int maxFrameLength,
        Duration sendTimeout,
        boolean skipsBadDatagrams,
        Predicate<? super SocketAddress> senders,
        ChannelObserver observer) {
    /**
     * The longest payload of UDP over IPv4: 65,535 bytes less the headers of IPv4 (20, RFC 791
     * section 3.1) and UDP (8, RFC 768).
     */
    public static final int MAX_OVER_IPV4 = 65_507;

    /** The longest payload of UDP over IPv6: its header is not counted (RFC 8200 section 3). */
    public static final int MAX_OVER_IPV6 = 65_527;

    public DatagramOptions {
        requirePossible(maxFrameLength);
        StreamOptions.requireAboveZero(sendTimeout, "sendTimeout");
        requireNonNull(senders, "senders");
        requireNonNull(observer, "observer");
    }

    /** Returns a {@code maxFrameLength} that must be one. */
    public static int requirePossible(int maxFrameLength) {
        if (maxFrameLength < 0 || maxFrameLength > MAX_OVER_IPV6) {
            throw new IllegalArgumentException(
                    "maxFrameLength=" + maxFrameLength + ": use 0 to " + MAX_OVER_IPV6);
        }
        return maxFrameLength;
    }

    /** Returns the same but for this. */
    public DatagramOptions skippingBad(boolean skips) {
        return new DatagramOptions(maxFrameLength, sendTimeout, skips, senders, observer);
    }

    /** Returns the longest payload that IP can carry to an address. */
    public static int longestTo(InetAddress address) {
        return address instanceof Inet4Address ? MAX_OVER_IPV4 : MAX_OVER_IPV6;
    }
}
