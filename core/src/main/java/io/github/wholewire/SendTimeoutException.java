/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire;

import org.jspecify.annotations.Nullable;

/**
 * The message was not taken in the time allowed. If its turn never came, nothing of it was written
 * and the channel goes on. If it was partly written, sending is over, the peer sees the frame cut
 * short, and receiving goes on. The message tells which.
 */
public final class SendTimeoutException extends ChannelException {
    private static final long serialVersionUID = 1L;

    /**
     * Makes one without a cause.
     *
     * @param message what failed, the value, the limit and what to do
     */
    public SendTimeoutException(String message) {
        super(message);
    }

    /**
     * Makes one with a cause.
     *
     * @param message what failed, the value, the limit and what to do
     * @param cause what it comes from, or null if there is nothing behind it
     */
    public SendTimeoutException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
