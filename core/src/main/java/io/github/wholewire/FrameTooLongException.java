/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire;

import org.jspecify.annotations.Nullable;

/**
 * A payload is longer than {@code maxFrameLength}. Thrown by {@code send}: nothing was written and
 * the channel goes on. Thrown by {@code receive}: the peer's frame was refused as soon as its
 * length was known, and receiving is over, as for every {@link FramingException}; of a datagram
 * channel, that datagram alone is lost, and the channel goes on.
 */
public final class FrameTooLongException extends FramingException {
    private static final long serialVersionUID = 1L;

    /**
     * Makes one without a cause.
     *
     * @param message what failed, the length, the limit and what to do
     */
    public FrameTooLongException(String message) {
        super(message);
    }

    /**
     * Makes one with a cause.
     *
     * @param message what failed, the length, the limit and what to do
     * @param cause what it comes from, or null if there is nothing behind it
     */
    public FrameTooLongException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    @Override
    FramingException again() {
        return new FrameTooLongException(AGAIN + getMessage(), this);
    }
}
