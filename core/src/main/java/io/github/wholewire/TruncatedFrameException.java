/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire;

import org.jspecify.annotations.Nullable;

/**
 * The stream ended, or stood still for too long, inside a frame. The part that had arrived is
 * dropped and receiving is over.
 */
public final class TruncatedFrameException extends FramingException {
    private static final long serialVersionUID = 1L;

    /**
     * Makes one without a cause.
     *
     * @param message what failed, the bytes had, the bytes wanted and what to do
     */
    public TruncatedFrameException(String message) {
        super(message);
    }

    /**
     * Makes one with a cause.
     *
     * @param message what failed, the bytes had, the bytes wanted and what to do
     * @param cause what it comes from, or null if there is nothing behind it
     */
    public TruncatedFrameException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    @Override
    FramingException again() {
        return new TruncatedFrameException(AGAIN + getMessage(), this);
    }
}
