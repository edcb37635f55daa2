/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire;

import org.jspecify.annotations.Nullable;

/**
 * The message was not taken, since as much is pending as is allowed and the thread may not wait: it
 * runs an event loop. Nothing of it was written and the connection goes on; {@link
 * MessageHandler#onWritable} tells when there is room again.
 */
public final class SendBufferFullException extends ChannelException {
    private static final long serialVersionUID = 1L;

    /**
     * Makes one without a cause.
     *
     * @param message what failed, the value, the limit and what to do
     */
    public SendBufferFullException(String message) {
        super(message);
    }

    /**
     * Makes one with a cause.
     *
     * @param message what failed, the value, the limit and what to do
     * @param cause what it comes from, or null if there is nothing behind it
     */
    public SendBufferFullException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
