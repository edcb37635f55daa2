/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire;

import org.jspecify.annotations.Nullable;

/**
 * The peer vanished: it reset the connection, closed it while this side was still sending, or the
 * network gave it up. Whole messages that had arrived are received first; nothing can be sent any
 * more. What was sent last may or may not have arrived.
 */
public final class PeerClosedException extends ChannelException {
    private static final long serialVersionUID = 1L;

    /**
     * Makes one without a cause.
     *
     * @param message what failed, the value, the limit and what to do
     */
    public PeerClosedException(String message) {
        super(message);
    }

    /**
     * Makes one with a cause.
     *
     * @param message what failed, the value, the limit and what to do
     * @param cause what it comes from, or null if there is nothing behind it
     */
    public PeerClosedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
