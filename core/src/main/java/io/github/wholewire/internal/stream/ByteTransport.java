/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.internal.stream;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;

/**
 * A connected stream of bytes that blocks. One thread reads and one writes at a time; closing and
 * shutting down may come from a third.
 *
 * <p>Reads and writes fail as {@code java.nio} does: {@link
 * java.nio.channels.ClosedByInterruptException} closes the transport, {@link
 * java.nio.channels.ClosedChannelException} says that it was closed on this side, and any other
 * exception that the peer vanished.
 */
public interface ByteTransport {
    /**
     * Reads at least one byte.
     *
     * @param target where to; has room for one byte at least
     * @return how many came; -1 at the peer's end
     * @throws IOException as the class comment says
     */
    int read(ByteBuffer target) throws IOException;

    /**
     * Reads at least one byte, but waits no longer than a given time.
     *
     * @param target where to; has room for one byte at least, and is on the heap
     * @param timeoutMillis how long; at least 1
     * @return how many came; -1 at the peer's end
     * @throws java.net.SocketTimeoutException if none came in time
     * @throws IOException as the class comment says
     */
    int read(ByteBuffer target, int timeoutMillis) throws IOException;

    /**
     * Writes at least one byte; a concurrent {@link #shutdownOutput} wakes it with an exception.
     *
     * @param source the bytes from position to limit; at least one
     * @throws IOException as the class comment says
     */
    void write(ByteBuffer source) throws IOException;

    /**
     * Tells the peer that no more bytes will come.
     *
     * @throws IOException if the peer has vanished or the transport is closed
     */
    void shutdownOutput() throws IOException;

    /**
     * Drops what has arrived, without waiting. Called by one thread at a time, after the last read.
     *
     * @return true once nothing can arrive any more
     */
    boolean discard();

    /**
     * Releases everything and wakes whoever is blocked. Doing it again changes nothing.
     *
     * @throws IOException if it could not be released
     */
    void close() throws IOException;

    /**
     * Resets the connection, drops what is pending, and releases everything as {@link #close} does.
     */
    void abort();

    /** Returns the clock that this goes by; always the same. */
    default TimeSource time() {
        return SystemTime.SYSTEM;
    }

    /** Returns this side's address. */
    SocketAddress localAddress();

    /** Returns the peer's address. */
    SocketAddress remoteAddress();
}
