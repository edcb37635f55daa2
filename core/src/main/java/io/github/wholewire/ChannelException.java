/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * What went wrong with a channel, a listener or a message. Every failure of this library that is
 * not a mistake in the arguments of a call is of this family; its message says what failed, the
 * value, the limit and what to do.
 *
 * <p>The subclasses tell what is left behind; this class itself stands for the rest, such as a
 * local address that is taken. All have public constructors, so that a test double can throw them.
 */
public sealed class ChannelException extends IOException
        permits ChannelClosedException,
                ChannelInterruptedException,
                CodecException,
                FramingException,
                PeerClosedException,
                PeerUnreachableException,
                ReceiveTimeoutException,
                SendBufferFullException,
                SendTimeoutException {
    private static final long serialVersionUID = 1L;

    /**
     * Makes one without a cause.
     *
     * @param message what failed, the value, the limit and what to do
     */
    public ChannelException(String message) {
        super(message);
    }

    /**
     * Makes one with a cause.
     *
     * @param message what failed, the value, the limit and what to do
     * @param cause what it comes from, or null if there is nothing behind it
     */
    public ChannelException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
