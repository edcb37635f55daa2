/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire;

import org.jspecify.annotations.Nullable;

/**
 * Nothing whole arrived in the time given. No byte is lost, and the next call goes on where this
 * one stopped.
 */
public final class ReceiveTimeoutException extends ChannelException {
    private static final long serialVersionUID = 1L;

    /**
     * Makes one without a cause.
     *
     * @param message what failed, the value, the limit and what to do
     */
    public ReceiveTimeoutException(String message) {
        super(message);
    }

    /**
     * Makes one with a cause.
     *
     * @param message what failed, the value, the limit and what to do
     * @param cause what it comes from, or null if there is nothing behind it
     */
    public ReceiveTimeoutException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
