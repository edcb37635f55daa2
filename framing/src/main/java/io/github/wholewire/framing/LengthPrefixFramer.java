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
import org.jspecify.annotations.Nullable;

/**
 * Frames whose length is said by a number of fixed width near their beginning. Immutable and
 * thread-safe.
 *
 * <p>{@link Framers} has the usual one, the payload's length in front of it:
 *
 * <pre>
 * Framers.u16()                     00 05 | h  e  l  l  o
 * Framers.u16().littleEndian()      05 00 | h  e  l  l  o
 * Framers.u16().countingItself()    00 07 | h  e  l  l  o
 * </pre>
 *
 * <p>For other protocols the {@linkplain #builder() builder} says where the number stands, what it
 * counts and how much of the frame is payload. The whole frame has
 *
 * <pre>
 * total = lengthFieldOffset + lengthFieldLength + value + lengthAdjustment
 * </pre>
 *
 * <p>bytes, and all but its first {@code initialBytesToStrip} are the payload. A number that makes
 * {@code total} less than what stands up to the number's end, or less than what is stripped, gives
 * a {@link io.github.wholewire.FramingException}.
 *
 * <p>Only frames that are nothing but a length and the payload can be encoded: {@code
 * lengthFieldOffset} 0 and {@code initialBytesToStrip} as {@code lengthFieldLength}. Other settings
 * are for decoding; encoding then gives a {@link io.github.wholewire.CodecException}.
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

    private final Builder settings;
    private final LengthField field;
    private final FrameDecoder decoder; // keeps no state, so that all connections share it
    private final FrameEncoder encoder; // likewise
    private final int maxFrameLength;

    private LengthPrefixFramer(Builder settings, LengthField field, int maxFrameLength) {
        this.settings = settings;
        this.field = field;
        decoder = field.decoder();
        encoder = field.encoder();
        this.maxFrameLength = maxFrameLength;
    }

    /**
     * Starts with four bytes, big-endian, which count the payload behind them.
     *
     * @return a builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Returns a framer like this, but with the lowest byte of the length first.
     *
     * @return the framer
     */
    public LengthPrefixFramer littleEndian() {
        return new Builder(settings).byteOrder(ByteOrder.LITTLE_ENDIAN).build();
    }

    /**
     * Returns a framer like this, but with a length that counts its own bytes too: {@code
     * lengthAdjustment} is minus {@code lengthFieldLength}.
     *
     * @return the framer
     * @throws IllegalArgumentException if {@link #maxFrameLength()} was set and the length field
     *     can then no longer say it
     */
    public LengthPrefixFramer countingItself() {
        return new Builder(settings).lengthAdjustment(-field.length()).build();
    }

    @Override
    public int maxFrameLength() {
        return maxFrameLength;
    }

    @Override
    public FrameDecoder newDecoder() {
        return decoder;
    }

    @Override
    public FrameEncoder newEncoder() {
        return encoder;
    }

    @Override
    public String toString() {
        return "LengthPrefixFramer[" + field + ", maxFrameLength=" + maxFrameLength + "]";
    }

    /**
     * Collects settings. Not thread-safe; what is built never sees later changes. In the drawings
     * the payload is {@code hello}, and {@code |} stands where it begins.
     */
    public static final class Builder {
        private int lengthFieldOffset;
        private int lengthFieldLength = 4;
        private int lengthAdjustment;
        private @Nullable Integer initialBytesToStrip;
        private ByteOrder byteOrder = ByteOrder.BIG_ENDIAN;
        private @Nullable Integer maxFrameLength;

        private Builder() {}

        private Builder(Builder other) {
            lengthFieldOffset = other.lengthFieldOffset;
            lengthFieldLength = other.lengthFieldLength;
            lengthAdjustment = other.lengthAdjustment;
            initialBytesToStrip = other.initialBytesToStrip;
            byteOrder = other.byteOrder;
            maxFrameLength = other.maxFrameLength;
        }

        /**
         * Sets how many bytes stand in front of the length field.
         *
         * <pre>
         * 0            00 05 | h  e  l  l  o          (length of 2 bytes)
         * 1         01 00 05 | h  e  l  l  o          (a type in front of it)
         * </pre>
         *
         * @param bytes 0 to 4088; default 0. With others the framer only decodes
         * @return this
         * @throws IllegalArgumentException if it is out of range
         */
        public Builder lengthFieldOffset(int bytes) {
            lengthFieldOffset =
                    Limits.requireInRange(
                            bytes, 0, Limits.MAX_OVERHEAD - Long.BYTES, "lengthFieldOffset");
            return this;
        }

        /**
         * Sets the width of the length field, an unsigned number.
         *
         * <pre>
         * 1               05 | h  e  l  l  o
         * 2            00 05 | h  e  l  l  o
         * 3         00 00 05 | h  e  l  l  o
         * 4      00 00 00 05 | h  e  l  l  o
         * </pre>
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
         * Sets what to add to the length field's value to have the number of bytes behind the
         * field.
         *
         * <pre>
         *  0           00 05 | h  e  l  l  o          counts what is behind it
         * -2           00 07 | h  e  l  l  o          counts itself too
         *  1           00 04 | h  e  l  l  o          leaves one byte out
         * </pre>
         *
         * @param bytes any number; default 0. A payload shorter than it cannot be encoded
         * @return this
         */
        public Builder lengthAdjustment(int bytes) {
            lengthAdjustment = bytes;
            return this;
        }

        /**
         * Sets how many bytes at the frame's front are not part of the payload.
         *
         * <pre>
         * 0        | 00 05   h  e  l  l  o            all of it is payload
         * 2          00 05 | h  e  l  l  o            without the length
         * </pre>
         *
         * @param bytes 0 to 4096; default everything up to the end of the length field. With others
         *     the framer only decodes
         * @return this
         * @throws IllegalArgumentException if it is out of range
         */
        public Builder initialBytesToStrip(int bytes) {
            initialBytesToStrip =
                    Limits.requireInRange(bytes, 0, Limits.MAX_OVERHEAD, "initialBytesToStrip");
            return this;
        }

        /**
         * Sets the byte order of the length field.
         *
         * <pre>
         * BIG_ENDIAN      00 05 | h  e  l  l  o
         * LITTLE_ENDIAN   05 00 | h  e  l  l  o
         * </pre>
         *
         * @param order default big-endian
         * @return this
         */
        public Builder byteOrder(ByteOrder order) {
            byteOrder = requireNonNull(order, "order");
            return this;
        }

        /**
         * Sets the longest payload: what is delivered, so without the bytes that are stripped and
         * with those that are not.
         *
         * <pre>
         * 5            00 05 | h  e  l  l  o          accepted
         * 5            00 06 |                        refused before more has come
         * </pre>
         *
         * @param bytes 0 to 2<sup>30</sup>; default {@link #DEFAULT_MAX_FRAME_LENGTH}
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
         * @throws IllegalArgumentException if the length field cannot say {@code maxFrameLength},
         *     or if no frame could ever be delivered with these settings
         */
        public LengthPrefixFramer build() {
            LengthField field =
                    new LengthField(
                            lengthFieldOffset,
                            lengthFieldLength,
                            lengthAdjustment,
                            initialBytesToStrip != null
                                    ? initialBytesToStrip
                                    : lengthFieldOffset + lengthFieldLength,
                            byteOrder);
            field.requireDeliverable();
            int max =
                    maxFrameLength != null
                            ? maxFrameLength
                            : (int) Math.min(DEFAULT_MAX_FRAME_LENGTH, field.longestPayload());
            field.requireFit(max);
            return new LengthPrefixFramer(new Builder(this), field, max);
        }
    }
}
