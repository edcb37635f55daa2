/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire;

import org.jspecify.annotations.Nullable;

/**
 * Nobody could be reached at the address. On connecting, the name is unknown, the connection was
 * refused, or there was no answer in time: no channel was made. Of a datagram channel, nobody
 * receives at the peer's address or there is no way to it: nothing was sent or received by this
 * call, and the channel goes on, since somebody may appear there.
 */
public final class PeerUnreachableException extends ChannelException {
    private static final long serialVersionUID = 1L;

    /**
     * Makes one without a cause.
     *
     * @param message what failed, the value, the limit and what to do
     */
    public PeerUnreachableException(String message) {
        super(message);
    }

    /**
     * Makes one with a cause.
     *
     * @param message what failed, the value, the limit and what to do
     * @param cause what it comes from, or null if there is nothing behind it
     */
    public PeerUnreachableException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
