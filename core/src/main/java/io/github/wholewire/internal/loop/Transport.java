/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.internal.loop;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;

/**
 * A connected stream of bytes that does not block, as an event loop drives it. The loop's thread
 * reads; one thread at a time writes or shuts down, any one; closing and aborting may come from a
 * third.
 *
 * <p>Reads and writes fail as {@code java.nio} does: {@link
 * java.nio.channels.ClosedChannelException} says that it was closed on this side, any other
 * exception that the peer vanished.
 */
public interface Transport {
    /**
     * Reads what is there.
     *
     * @param target where to; has room for one byte at least
     * @return how many bytes came, perhaps none; -1 at the peer's end
     */
    int read(ByteBuffer target) throws IOException;

    /**
     * Writes as much as is taken.
     *
     * @param source the bytes from position to limit; no more than 64 KiB
     * @return how many were taken, perhaps none
     */
    int write(ByteBuffer source) throws IOException;

    /** Tells the peer that no more bytes will come. */
    void shutdownOutput() throws IOException;

    /**
     * Has somebody called when it is ready for what is {@linkplain #await awaited}, which is
     * nothing at first. Called once, by the loop's thread.
     */
    void register(Poller.Waiting waiting);

    /**
     * Says what to be called for from here on. Called by the loop's thread, and only if that
     * changes; after a close it does nothing.
     */
    void await(boolean readable, boolean writable);

    boolean isOpen();

    /** Releases everything; doing it again changes nothing. What was written still goes out. */
    void close() throws IOException;

    /** Resets the connection and releases everything; doing it again changes nothing. */
    void abort();

    /** Returns this side's address, also after a close. */
    SocketAddress localAddress();

    /** Returns the peer's address, also after a close. */
    SocketAddress remoteAddress();
}
