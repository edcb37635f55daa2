/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.internal.stream;

import io.github.wholewire.ChannelClosedException;
import io.github.wholewire.ChannelException;
import io.github.wholewire.ChannelInterruptedException;
import io.github.wholewire.CodecException;
import io.github.wholewire.FrameTooLongException;
import io.github.wholewire.PeerClosedException;
import io.github.wholewire.PeerUnreachableException;
import io.github.wholewire.SendBufferFullException;
import io.github.wholewire.SendTimeoutException;
import java.io.IOException;
import java.net.SocketAddress;

/** Exceptions made of others. */
public final class Failures {
    private Failures() {}

    /** Makes the exception for a peer that has reset the connection or is gone. */
    public static PeerClosedException peerVanished(
            SocketAddress remote, String action, IOException e) {
        return new PeerClosedException(
                "the peer "
                        + remote
                        + " vanished while "
                        + action
                        + " ("
                        + e.getMessage()
                        + "); what was sent last may not have arrived",
                e);
    }

    /** Makes the exception of later calls, whose cause is the first. */
    public static PeerClosedException again(PeerClosedException first) {
        return new PeerClosedException("nothing more since: " + first.getMessage(), first);
    }

    /**
     * Returns the same kind of exception, saying first how many messages of several were taken. One
     * whose cause is the channel's first failure keeps that as its cause.
     */
    public static ChannelException counted(int taken, ChannelException e) {
        String message = taken + " messages were taken, then: " + e.getMessage();
        Throwable cause = e.getCause() instanceof ChannelException first ? first : e;
        if (e instanceof FrameTooLongException) {
            return new FrameTooLongException(message, cause);
        }
        if (e instanceof CodecException) {
            return new CodecException(message, cause);
        }
        if (e instanceof PeerClosedException) {
            return new PeerClosedException(message, cause);
        }
        if (e instanceof PeerUnreachableException) {
            return new PeerUnreachableException(message, e);
        }
        if (e instanceof SendTimeoutException) {
            return new SendTimeoutException(message, cause);
        }
        if (e instanceof SendBufferFullException) {
            return new SendBufferFullException(message, e);
        }
        if (e instanceof ChannelInterruptedException) {
            return new ChannelInterruptedException(message, cause);
        }
        if (e instanceof ChannelClosedException) {
            return new ChannelClosedException(message, cause);
        }
        return new ChannelException(message, cause);
    }
}
