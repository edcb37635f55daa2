/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.framing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.github.wholewire.FrameDecoder;
import io.github.wholewire.FrameEncoder;
import io.github.wholewire.FrameInput;
import io.github.wholewire.FrameTooLongException;
import io.github.wholewire.Framer;
import io.github.wholewire.FramingException;
import java.util.ArrayList;
import java.util.List;

/**
 * Ends each payload with a delimiter. Immutable and thread-safe.
 *
 * <pre>
 * +---------------------+-----------+
 * | payload             | delimiter |
 * +---------------------+-----------+
 * </pre>
 *
 * <pre>{@code
 * Framer records = DelimiterFramer.builder().delimiter((byte) 0x1E).maxFrameLength(4096).build();
 * }</pre>
 *
 * <p>A frame ends with the delimiter that ends first in the stream; of several that end at the same
 * byte the longest counts. The search begins anew behind each.
 *
 * <p>A payload that would not come back as it was sent, since a delimiter would be found too early
 * in it, is refused with a {@link io.github.wholewire.CodecException}, and nothing of it is sent.
 *
 * <p>A frame that is too long ends receiving, unless {@link #skippingTooLong()} is asked for.
 */
public final class DelimiterFramer implements Framer {
    /** The longest payload unless told otherwise: 64 KiB. */
    public static final int DEFAULT_MAX_FRAME_LENGTH = 64 * 1024;

    private final Marker marker;
    private final int maxLength;
    private final boolean skipping;

    DelimiterFramer(Marker marker, int maxFrameLength) {
        this(
                marker,
                Limits.requireInRange(
                        maxFrameLength,
                        0,
                        MAX_LENGTH - marker.keptLength() - marker.slack(),
                        "maxFrameLength"),
                false);
    }

    private DelimiterFramer(Marker marker, int maxLength, boolean skipping) {
        this.marker = marker;
        this.maxLength = maxLength;
        this.skipping = skipping;
    }

    /**
     * Starts with no delimiter.
     *
     * @return a builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Returns a framer like this that skips a frame that is too long and goes on behind its
     * delimiter. Nothing of it is kept in memory. The channel's {@link
     * io.github.wholewire.ChannelObserver#dropped observer} is told of each, and without a channel
     * {@link io.github.wholewire.MessageDecoder#onSkip}.
     *
     * @return the framer
     */
    public DelimiterFramer skippingTooLong() {
        return new DelimiterFramer(marker, maxLength, true);
    }

    /**
     * Returns the longest payload. Where delimiters are kept, that is with the longest of them.
     *
     * @return payload bytes
     */
    @Override
    public int maxFrameLength() {
        return maxLength + marker.keptLength();
    }

    @Override
    public int maxEncodedLength() {
        return maxFrameLength() + marker.slack();
    }

    @Override
    public FrameDecoder newDecoder() {
        return skipping ? new Skipping(marker, maxLength) : in -> marker.decode(in, maxLength);
    }

    @Override
    public FrameEncoder newEncoder() {
        return out -> marker.append(out, maxLength);
    }

    @Override
    public String toString() {
        return "DelimiterFramer["
                + marker
                + ", maxFrameLength="
                + maxLength
                + (skipping ? ", skipping what is too long]" : "]");
    }

    private record Skipping(Marker marker, int maxLength) implements FrameDecoder {
        @Override
        public boolean decode(FrameInput in) throws FramingException {
            return marker.decode(in, maxLength);
        }

        @Override
        public boolean skip(FrameInput in, FrameTooLongException refusal) throws FramingException {
            return marker.skip(in);
        }
    }

    /** Collects settings. Not thread-safe; what is built never sees later changes. */
    public static final class Builder {
        private final List<byte[]> delimiters = new ArrayList<>();
        private boolean stripDelimiter = true;
        private int maxFrameLength = DEFAULT_MAX_FRAME_LENGTH;

        private Builder() {}

        /**
         * Adds a delimiter. The first one added is the one that is sent; each ends a frame.
         *
         * @param bytes one byte or more, at most 1024; copied
         * @return this
         * @throws IllegalArgumentException if there are none or too many
         */
        public Builder delimiter(byte... bytes) {
            Limits.requireInRange(
                    requireNonNull(bytes, "bytes").length, 1, 1024, "delimiter.length");
            delimiters.add(bytes.clone());
            return this;
        }

        /**
         * Adds a delimiter.
         *
         * @param text its bytes in UTF-8, at most 1024; {@code "\r\n"}, or {@code "\0"} for a zero
         *     byte
         * @return this
         * @throws IllegalArgumentException if it is empty or too long
         * @see #delimiter(byte...)
         */
        public Builder delimiter(String text) {
            return delimiter(text.getBytes(UTF_8));
        }

        /**
         * Sets whether the delimiter is taken off.
         *
         * <p>If not, it is the payload's end for both sides: payloads come with the delimiter that
         * ended them, and one to send must end with a delimiter, the first in it. Nothing is
         * appended then.
         *
         * @param strip default true
         * @return this
         */
        public Builder stripDelimiter(boolean strip) {
            stripDelimiter = strip;
            return this;
        }

        /**
         * Sets the longest payload, not counting the delimiter, stripped or not.
         *
         * @param bytes 0 to 2<sup>30</sup>, less the longest delimiter if delimiters are kept;
         *     default {@link #DEFAULT_MAX_FRAME_LENGTH}
         * @return this
         * @throws IllegalArgumentException if it is out of range
         */
        public Builder maxFrameLength(int bytes) {
            maxFrameLength = Limits.requireInRange(bytes, 0, MAX_LENGTH, "maxFrameLength");
            return this;
        }

        /**
         * Makes the framer.
         *
         * @return the framer
         * @throws IllegalStateException if no delimiter is set
         * @throws IllegalArgumentException if the longest payload and a delimiter that is kept
         *     exceed 2<sup>30</sup> bytes
         */
        public DelimiterFramer build() {
            if (delimiters.isEmpty()) {
                throw new IllegalStateException(
                        "no delimiter is set: call delimiter(...), or use Framers.lines()");
            }
            return new DelimiterFramer(
                    new DelimiterMarker(delimiters, stripDelimiter), maxFrameLength);
        }
    }
}
