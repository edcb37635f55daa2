/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire;

import org.jspecify.annotations.Nullable;

/**
 * The bytes received are no frame. Receiving on that channel is over, since nobody can tell where
 * the next frame would begin; sending still works until the channel is closed, so that a server can
 * answer before it goes.
 *
 * <p>A framer throws it with the rule that was broken. The decoder that runs the framer adds where
 * in the stream the frame began and what its first bytes look like.
 */
public sealed class FramingException extends ChannelException
        permits FrameTooLongException, TruncatedFrameException {
    private static final long serialVersionUID = 1L;

    static final String AGAIN = "receiving is over since: ";

    /** Bytes of the stream before the frame; -1 if unknown. */
    private long offset = -1;

    /** The frame's first bytes, escaped; null if unknown. */
    private @Nullable String begin;

    /**
     * Makes one without a cause.
     *
     * @param rule the rule that was broken, the value, the limit and what to do
     */
    public FramingException(String rule) {
        super(rule);
    }

    /**
     * Makes one with a cause.
     *
     * @param rule the rule that was broken, the value, the limit and what to do
     * @param cause what it comes from, or null if there is nothing behind it
     */
    public FramingException(String rule, @Nullable Throwable cause) {
        super(rule, cause);
    }

    /**
     * Tells where in the received stream the refused frame began.
     *
     * @return bytes before it, counted from the start of the stream; -1 if unknown
     */
    public long offset() {
        return offset;
    }

    /** Makes the exception for a later call, with this one as its cause. */
    FramingException again() {
        return new FramingException(AGAIN + getMessage(), this);
    }

    /** Adds the place, once: an exception that is thrown again keeps its own. */
    void locate(long frameOffset, String firstBytes) {
        if (offset < 0) {
            offset = frameOffset;
            begin = firstBytes;
        }
    }

    /** Adds the place of another one, likewise. */
    void locate(FramingException other) {
        if (offset < 0) {
            offset = other.offset;
            begin = other.begin;
        }
    }

    /**
     * Returns the rule and, where known, the frame's place in the stream and its first bytes,
     * escaped and cut short.
     */
    @Override
    public String getMessage() {
        String rule = String.valueOf(super.getMessage());
        return offset < 0
                ? rule
                : rule + " (frame at byte " + offset + " of the stream, beginning " + begin + ")";
    }
}
