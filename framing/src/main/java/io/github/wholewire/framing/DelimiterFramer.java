/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.framing;

import static java.util.Objects.requireNonNull;

import io.github.wholewire.FrameDecoder;
import io.github.wholewire.FrameEncoder;
import io.github.wholewire.Framer;
import org.jspecify.annotations.Nullable;

/**
 * Ends each payload with a delimiter, which the receiver does not see. Immutable and thread-safe.
 *
 * <pre>
 * +---------------------+-----------+
 * | payload             | delimiter |
 * +---------------------+-----------+
 * </pre>
 *
 * <p>A payload that would not come back as it was sent, since a delimiter would be found too early
 * in it, is refused with a {@link io.github.wholewire.CodecException}, and nothing of it is sent.
 *
 * <pre>{@code
 * Framer records = DelimiterFramer.builder().delimiter((byte) 0x1E).maxFrameLength(4096).build();
 * }</pre>
 */
public final class DelimiterFramer implements Framer {
    /** The longest payload unless told otherwise: 64 KiB. */
    public static final int DEFAULT_MAX_FRAME_LENGTH = 64 * 1024;

    private final Marker marker;
    private final int maxFrameLength;

    DelimiterFramer(Marker marker, int maxFrameLength) {
        this.marker = marker;
        this.maxFrameLength =
                Limits.requireInRange(
                        maxFrameLength, 0, MAX_LENGTH - marker.slack(), "maxFrameLength");
    }

    /**
     * Starts with no delimiter.
     *
     * @return a builder
     */
    public static Builder builder() {
        return new Builder();
    }

    @Override
    public int maxFrameLength() {
        return maxFrameLength;
    }

    @Override
    public int maxEncodedLength() {
        return maxFrameLength + marker.slack();
    }

    @Override
    public FrameDecoder newDecoder() {
        return in -> marker.decode(in, maxFrameLength);
    }

    @Override
    public FrameEncoder newEncoder() {
        return marker::append;
    }

    @Override
    public String toString() {
        return "DelimiterFramer[" + marker + ", maxFrameLength=" + maxFrameLength + "]";
    }

    /** Collects settings. Not thread-safe; what is built never sees later changes. */
    public static final class Builder {
        private byte @Nullable [] delimiter;
        private int maxFrameLength = DEFAULT_MAX_FRAME_LENGTH;

        private Builder() {}

        /**
         * Sets what ends a payload.
         *
         * @param bytes one byte or more, at most 1024; copied
         * @return this
         * @throws IllegalArgumentException if there are none or too many
         */
        public Builder delimiter(byte... bytes) {
            Limits.requireInRange(
                    requireNonNull(bytes, "bytes").length, 1, 1024, "delimiter.length");
            delimiter = bytes.clone();
            return this;
        }

        /**
         * Sets the longest payload.
         *
         * @param bytes 0 to 2<sup>30</sup>, without the delimiter; default {@link
         *     #DEFAULT_MAX_FRAME_LENGTH}
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
         */
        public DelimiterFramer build() {
            if (delimiter == null) {
                throw new IllegalStateException(
                        "no delimiter is set: call delimiter(...), or use Framers.lines()");
            }
            return new DelimiterFramer(new SequenceMarker(delimiter), maxFrameLength);
        }
    }
}
