/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire;

/**
 * Makes the handler of each connection of an event-driven server.
 *
 * <pre>{@code
 * MessageServer server = Tcp.serve(address, lines,
 *         connection -> message -> connection.send("echo " + message));
 * }</pre>
 *
 * <p>Called by event loops' threads, also at the same time: it must be thread-safe.
 *
 * @param <M> the message
 */
@FunctionalInterface
public interface HandlerFactory<M> {
    /**
     * Makes the handler of a connection, which has just been opened. May already send, for instance
     * a greeting, and must not block.
     *
     * @param connection what the handler answers with; usable from any thread until it is closed
     * @return the handler; a new one if it keeps the connection or its state
     * @throws Exception whatever ends the connection; it is logged, and since there is no handler
     *     nobody else is told
     */
    MessageHandler<M> newHandler(MessageConnection<M> connection) throws Exception;
}
