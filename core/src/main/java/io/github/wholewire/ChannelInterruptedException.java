/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire;

import org.jspecify.annotations.Nullable;

/**
 * The thread was interrupted. Its interrupt flag is still set.
 *
 * <p>If the call was reading or writing, the channel is closed, as {@code java.nio} does it. If it
 * was entered with the flag set or only waiting for its turn, nothing was written or lost and the
 * channel lives: {@code isOpen()} tells which.
 */
public final class ChannelInterruptedException extends ChannelException {
    private static final long serialVersionUID = 1L;

    /**
     * Makes one without a cause.
     *
     * @param message what failed, the value, the limit and what to do
     */
    public ChannelInterruptedException(String message) {
        super(message);
    }

    /**
     * Makes one with a cause.
     *
     * @param message what failed, the value, the limit and what to do
     * @param cause what it comes from, or null if there is nothing behind it
     */
    public ChannelInterruptedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
