/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.framing;

import static java.nio.ByteOrder.BIG_ENDIAN;

import io.github.wholewire.CodecException;
import io.github.wholewire.FrameDecoder;
import io.github.wholewire.FrameEncoder;
import io.github.wholewire.FrameInput;
import io.github.wholewire.FrameOutput;
import io.github.wholewire.FramingException;
import java.nio.ByteOrder;

/**
 * An unsigned number in a frame that says how long the frame is: {@code offset + length + value +
 * adjustment} bytes, of which the first {@code strip} are not payload.
 *
 * @param offset bytes in front of it
 * @param length its width in bytes: 1, 2, 3, 4 or 8
 * @param adjustment bytes behind it that its value does not count, or minus those that it counts
 *     too much
 * @param strip bytes at the frame's front that are not delivered
 * @param order its byte order
 */
record LengthField(int offset, int length, int adjustment, int strip, ByteOrder order) {
    /** More than any frame can have, and far enough from overflow to calculate with. */
    private static final long HUGE = 1L << 62;

    static int requireLength(int length) {
        if ((length < 1 || length > 4) && length != 8) {
            throw new IllegalArgumentException(
                    "lengthFieldLength=" + length + ": use 1, 2, 3, 4 or 8");
        }
        return length;
    }

    /** Its largest value; for eight bytes a smaller one that is more than enough. */
    long maxValue() {
        return length == 8 ? HUGE : (1L << (8 * length)) - 1;
    }

    /** Bytes up to its end. */
    int end() {
        return offset + length;
    }

    /** What the longest frame that it can announce delivers; negative if there is none. */
    long longestPayload() {
        return longestFrame() - strip;
    }

    private long longestFrame() {
        return end() + maxValue() + adjustment;
    }

    /** What the shortest frame that it can announce delivers; negative if that is no frame. */
    private long shortestPayload() {
        return (long) end() + Math.max(0, adjustment) - strip;
    }

    /** Refuses settings with which every frame would be refused. */
    void requireDeliverable() {
        if (longestFrame() < end()) {
            throw new IllegalArgumentException(
                    "lengthAdjustment="
                            + adjustment
                            + " leaves no frame, since lengthFieldLength="
                            + length
                            + " says "
                            + maxValue()
                            + " at most: use -"
                            + maxValue()
                            + " or more");
        }
        if (longestFrame() < strip) {
            throw new IllegalArgumentException(
                    "initialBytesToStrip="
                            + strip
                            + " leaves no frame, since the longest one has "
                            + longestFrame()
                            + " bytes: strip fewer");
        }
    }

    /** Refuses a limit that the field cannot say, and one below all that it can say. */
    void requireFit(int maxFrameLength) {
        if (maxFrameLength > longestPayload()) {
            throw new IllegalArgumentException(
                    "maxFrameLength="
                            + maxFrameLength
                            + " does not fit lengthFieldLength="
                            + length
                            + settings()
                            + ", which can say up to "
                            + longestPayload()
                            + ": lower one or widen the other");
        }
        if (maxFrameLength < shortestPayload()) {
            throw new IllegalArgumentException(
                    "maxFrameLength="
                            + maxFrameLength
                            + settings()
                            + " is less than the shortest payload, which has "
                            + shortestPayload()
                            + " bytes: raise it");
        }
    }

    private String settings() {
        return " with lengthAdjustment=" + adjustment + ", initialBytesToStrip=" + strip;
    }

    FrameDecoder decoder() {
        // Constants take a third off the time of a short frame, and this field is the usual one.
        return equals(new LengthField(0, 4, 0, 4, BIG_ENDIAN))
                ? in -> in.has(4) && in.frame(4, in.getUnsignedInt(0), 0)
                : in -> in.has(end()) && in.frame(strip, payloadLength(value(in)), 0);
    }

    private long value(FrameInput in) {
        long bigEndian =
                switch (length) {
                    case 1 -> in.getUnsigned(offset);
                    case 2 -> in.getUnsignedShort(offset);
                    case 3 -> in.getUnsignedShort(offset) << 8 | in.getUnsigned(offset + 2);
                    case 4 -> in.getUnsignedInt(offset);
                    default -> in.getLong(offset);
                };
        return inOrder(bigEndian);
    }

    /** A value of eight bytes is unsigned too: with its top bits set it is merely too long. */
    private long payloadLength(long value) throws FramingException {
        if (value < 0 || value > HUGE) {
            return Long.MAX_VALUE;
        }
        long total = end() + value + adjustment;
        if (total < end() || total < strip) {
            throw new FramingException(
                    "frame refused: the length field says "
                            + value
                            + ", so the frame has "
                            + total
                            + " bytes, fewer than "
                            + (total < end()
                                    ? end() + " up to the end of that field"
                                    : "initialBytesToStrip=" + strip)
                            + "; is the peer speaking this protocol?");
        }
        return total - strip;
    }

    FrameEncoder encoder() {
        if (offset == 0 && strip == length) {
            return FrameEncoder.header(length, this::fill);
        }
        return out -> {
            throw new CodecException(
                    "message refused: this framer only decodes, since a frame is more than a length"
                            + " and a payload (lengthFieldOffset="
                            + offset
                            + ", initialBytesToStrip="
                            + strip
                            + "); to encode, use lengthFieldOffset=0 and initialBytesToStrip="
                            + length);
        };
    }

    private void fill(FrameOutput out) throws CodecException {
        int payload = out.length() - length;
        long value = (long) payload - adjustment;
        if (value < 0) {
            throw new CodecException(
                    "message refused: payload of "
                            + payload
                            + " bytes is shorter than lengthAdjustment="
                            + adjustment
                            + ", so that its length would be negative; make it longer");
        }
        long wire = inOrder(value);
        switch (length) {
            case 1 -> out.set(0, (byte) wire);
            case 2 -> out.setShort(0, (int) wire);
            case 3 -> {
                out.setShort(0, (int) (wire >>> 8));
                out.set(2, (byte) wire);
            }
            case 4 -> out.setInt(0, (int) wire);
            default -> out.setLong(0, wire);
        }
    }

    /** Turns a big-endian value into one of this order, or back. */
    private long inOrder(long value) {
        return order == BIG_ENDIAN ? value : Long.reverseBytes(value) >>> (64 - 8 * length);
    }

    @Override
    public String toString() {
        return "lengthFieldOffset="
                + offset
                + ", lengthFieldLength="
                + length
                + ", lengthAdjustment="
                + adjustment
                + ", initialBytesToStrip="
                + strip
                + ", byteOrder="
                + order;
    }
}
