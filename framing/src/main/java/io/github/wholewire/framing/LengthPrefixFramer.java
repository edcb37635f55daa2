/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.framing;

import static java.util.Objects.requireNonNull;

import io.github.wholewire.FrameDecoder;
import io.github.wholewire.FrameEncoder;
import io.github.wholewire.Framer;
import java.nio.ByteOrder;

/**
 * Puts each payload's length in front of it, as an unsigned number. Immutable and thread-safe.
 *
 * <pre>
 * +---------------------+---------------------+
 * | length of payload   | payload             |
 * | (1, 2, 3, 4, 8 bytes) |                   |
 * +---------------------+---------------------+
 * </pre>
 *
 * <pre>{@code
 * Framer blocks = LengthPrefixFramer.builder().lengthFieldLength(2).maxFrameLength(1500).build();
 * }</pre>
 */
public final class LengthPrefixFramer implements Framer {
    /**
     * The longest payload unless told otherwise: 1 MiB, or what the length field can say if that is
     * less.
     */
    public static final int DEFAULT_MAX_FRAME_LENGTH = 1024 * 1024;

    private final LengthField field;
    private final int maxFrameLength;

    private LengthPrefixFramer(LengthField field, int maxFrameLength) {
        this.field = field;
        this.maxFrameLength = maxFrameLength;
    }

    /**
     * Starts with four bytes, big-endian.
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
    public FrameDecoder newDecoder() {
        return field::decode;
    }

    @Override
    public FrameEncoder newEncoder() {
        return FrameEncoder.header(field.length(), field::fill);
    }

    @Override
    public String toString() {
        return "LengthPrefixFramer[" + field + ", maxFrameLength=" + maxFrameLength + "]";
    }

    /** Collects settings. Not thread-safe; what is built never sees later changes. */
    public static final class Builder {
        private int lengthFieldLength = 4;
        private ByteOrder byteOrder = ByteOrder.BIG_ENDIAN;
        private int maxFrameLength = -1;

        private Builder() {}

        /**
         * Sets the width of the length field.
         *
         * @param bytes 1, 2, 3, 4 or 8; default 4
         * @return this
         * @throws IllegalArgumentException if it is another number
         */
        public Builder lengthFieldLength(int bytes) {
            lengthFieldLength = LengthField.requireLength(bytes);
            return this;
        }

        /**
         * Sets the byte order of the length field.
         *
         * @param order default big-endian
         * @return this
         */
        public Builder byteOrder(ByteOrder order) {
            byteOrder = requireNonNull(order, "order");
            return this;
        }

        /**
         * Sets the longest payload.
         *
         * @param bytes 0 to 2<sup>30</sup>, without the length field; default {@link
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
         * @throws IllegalArgumentException if the length field cannot say {@code maxFrameLength}
         */
        public LengthPrefixFramer build() {
            LengthField field = new LengthField(lengthFieldLength, byteOrder);
            if (maxFrameLength < 0) {
                return new LengthPrefixFramer(
                        field, (int) Math.min(DEFAULT_MAX_FRAME_LENGTH, field.maxValue()));
            }
            if (maxFrameLength > field.maxValue()) {
                throw new IllegalArgumentException(
                        "maxFrameLength="
                                + maxFrameLength
                                + " does not fit lengthFieldLength="
                                + lengthFieldLength
                                + ", which can say up to "
                                + field.maxValue()
                                + ": lower one or widen the other");
            }
            return new LengthPrefixFramer(field, maxFrameLength);
        }
    }
}
