/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.internal.datagram;

import io.github.wholewire.internal.stream.SystemTime;
import io.github.wholewire.internal.stream.TimeSource;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Sends and receives datagrams, and blocks. One thread sends and one receives at a time; closing
 * may come from a third.
 *
 * <p>Calls fail as {@code java.nio} does: {@link java.nio.channels.ClosedByInterruptException}
 * closes the transport, {@link java.nio.channels.ClosedChannelException} says that it was closed on
 * this side, {@link java.net.PortUnreachableException} that nobody received an earlier datagram. A
 * {@link io.github.wholewire.ChannelException} already says all there is to say; any other
 * exception costs one datagram, and the transport goes on.
 */
public interface DatagramTransport {
    /**
     * Receives a datagram. What does not fit is cut off.
     *
     * @param target where to, on the heap; always as large
     * @return the sender
     * @throws IOException as the class comment says
     */
    SocketAddress receive(ByteBuffer target) throws IOException;

    /**
     * Receives a datagram, but waits no longer than a given time.
     *
     * @param target where to, on the heap
     * @param timeoutMillis how long; at least 1
     * @return the sender
     * @throws java.net.SocketTimeoutException if none came in time
     * @throws IOException as the class comment says
     */
    SocketAddress receive(ByteBuffer target, int timeoutMillis) throws IOException;

    /**
     * Sends a datagram: all of it or nothing.
     *
     * @param datagram the bytes from position to limit, on the heap; may be none
     * @param peer the receiver; null for the one that the transport is connected to
     * @throws io.github.wholewire.FrameTooLongException if it is longer than the system takes
     * @throws IOException as the class comment says
     */
    void send(ByteBuffer datagram, @Nullable SocketAddress peer) throws IOException;

    /**
     * Releases everything and wakes whoever is blocked. What was sent still goes out. Doing it
     * again changes nothing.
     *
     * @throws IOException if it could not be released
     */
    void close() throws IOException;

    /** Tells whether it has to be released: the collector does not free what the system lent. */
    default boolean isSystemResource() {
        return true;
    }

    /** Returns the clock that this goes by; always the same. */
    default TimeSource time() {
        return SystemTime.SYSTEM;
    }

    /** Returns this side's address. */
    SocketAddress localAddress();

    /** Returns the peer's address; null if the transport is not connected to one. */
    @Nullable SocketAddress remoteAddress();
}
