/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire;

import java.io.Closeable;
import java.io.IOException;
import java.net.SocketAddress;
import java.time.Duration;

/**
 * An event-driven server: many connections on a few threads. It works from when it is made until it
 * is stopped, and its threads keep the JVM alive so long. Every method may be called from any
 * thread.
 *
 * <pre>{@code
 * MessageServer server = Tcp.serve(address, lines,
 *         connection -> message -> connection.send("echo " + message));
 *
 * server.stop(Duration.ofSeconds(10));
 * }</pre>
 */
public interface MessageServer extends Closeable {
    /**
     * Returns the address that is listened on, with the real port if 0 was asked for.
     *
     * @return the address; the last known one after the server was stopped
     */
    SocketAddress localAddress();

    /**
     * Tells whether the server accepts connections.
     *
     * @return false from the first {@link #stop} or {@link #close} on
     */
    boolean isOpen();

    /**
     * Returns how many connections there are.
     *
     * @return those not yet released, also those that are being closed
     */
    int connections();

    /**
     * Returns how many connections were refused because there were too many.
     *
     * @return how many since the server was made
     */
    long refused();

    /**
     * Stops in order: accepts no more, lets the handlers that run and the replies that are pending
     * finish, closes each connection as {@link MessageSender#close} does, and aborts what is left
     * at the limit. Handlers get no more messages; each {@link MessageHandler#onClose} is called.
     * Returns when all connections are released and the server's threads have ended. A handler that
     * still runs at the limit is not waited for; its thread ends when it returns.
     *
     * @param limit how long all that may take; zero aborts at once
     * @return how many connections were aborted
     * @throws ChannelInterruptedException if the thread was interrupted while waiting; its flag
     *     stays set, and what was left is aborted
     * @throws IllegalArgumentException if the limit is negative
     * @throws IllegalStateException in a thread of this server, which would wait for itself: call
     *     {@link #close} there
     * @throws IOException one of the above
     */
    int stop(Duration limit) throws IOException;

    /**
     * Stops with the close timeout (2 s unless an option says otherwise) as the limit. In a thread
     * of this server, such as a handler's, it does not wait. Doing it again changes nothing.
     *
     * @throws IOException as {@link #stop}
     */
    @Override
    void close() throws IOException;
}
