/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire;

import org.jspecify.annotations.Nullable;

/**
 * A message could not be turned into a payload, or a payload into a message. On sending, nothing
 * was written. On receiving, that one message is lost. Either way the channel goes on.
 */
public final class CodecException extends ChannelException {
    private static final long serialVersionUID = 1L;

    /**
     * Makes one without a cause.
     *
     * @param message what failed, the value, the limit and what to do
     */
    public CodecException(String message) {
        super(message);
    }

    /**
     * Makes one with a cause.
     *
     * @param message what failed, the value, the limit and what to do
     * @param cause what it comes from, or null if there is nothing behind it
     */
    public CodecException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
