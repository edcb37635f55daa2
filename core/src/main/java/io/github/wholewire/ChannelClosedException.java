/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire;

import org.jspecify.annotations.Nullable;

/**
 * The channel or listener was closed on this side: by {@code close} or {@code abort}, also from
 * another thread while the call was blocked; by an interrupt; or, for sending only, by {@code
 * shutdownOutput}. It stays closed.
 */
public final class ChannelClosedException extends ChannelException {
    private static final long serialVersionUID = 1L;

    /**
     * Makes one without a cause.
     *
     * @param message what failed, the value, the limit and what to do
     */
    public ChannelClosedException(String message) {
        super(message);
    }

    /**
     * Makes one with a cause.
     *
     * @param message what failed, the value, the limit and what to do
     * @param cause what it comes from, or null if there is nothing behind it
     */
    public ChannelClosedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
