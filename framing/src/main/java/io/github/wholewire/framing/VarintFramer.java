/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.framing;

import io.github.wholewire.CodecException;
import io.github.wholewire.FrameDecoder;
import io.github.wholewire.FrameEncoder;
import io.github.wholewire.FrameInput;
import io.github.wholewire.FrameOutput;
import io.github.wholewire.Framer;
import io.github.wholewire.FramingException;
import java.io.IOException;

/**
 * The payload's length as a varint, in front of the payload or behind its first bytes.
 *
 * <pre>
 * +-------------------+---------------------+------------------------------+
 * | first bytes of    | length of the rest  | rest of the payload          |
 * | payload (0 or 1)  | (varint, 1 to 5)    |                              |
 * +-------------------+---------------------+------------------------------+
 * </pre>
 *
 * @param leading how many bytes of the payload stand in front of the length, which does not count
 *     them: 0, or 1 for MQTT
 * @param maxVarintLength the most bytes of a varint, up to 5
 * @param canonical whether a varint with more bytes than it needs is refused
 * @param maxFrameLength the longest payload, the first bytes included
 */
record VarintFramer(int leading, int maxVarintLength, boolean canonical, int maxFrameLength)
        implements Framer {
    /** MQTT 5.0 section 1.5.5: a Variable Byte Integer has four bytes at most. */
    private static final int MQTT_VARINT_LENGTH = 4;

    private static final int MQTT_MAX_REMAINING_LENGTH = (1 << (7 * MQTT_VARINT_LENGTH)) - 1;

    static VarintFramer protobuf(int maxFrameLength, boolean canonical) {
        Limits.requireInRange(maxFrameLength, 0, MAX_LENGTH, "maxFrameLength");
        return new VarintFramer(0, Varint.MAX_LENGTH, canonical, maxFrameLength);
    }

    static VarintFramer mqtt(int maxFrameLength) {
        Limits.requireInRange(maxFrameLength, 1, 1 + MQTT_MAX_REMAINING_LENGTH, "maxFrameLength");
        return new VarintFramer(1, MQTT_VARINT_LENGTH, true, maxFrameLength);
    }

    @Override
    public FrameDecoder newDecoder() {
        return leading == 0 ? this::decodePlain : this::decode;
    }

    /** Most frames are short: one byte of length, and no loop. */
    private boolean decodePlain(FrameInput in) throws FramingException {
        int first = in.get(0);
        return first >= 0 ? in.frame(1, first, 0) : decode(in);
    }

    private boolean decode(FrameInput in) throws FramingException {
        int length = Varint.length(in, leading, maxVarintLength);
        if (length < 0) {
            return false;
        }
        if (canonical && length > 1 && in.get(leading + length - 1) == 0) {
            throw new FramingException(
                    "frame refused: its length is written in "
                            + length
                            + " bytes, but fewer would do; the peer must use as few as it can");
        }
        if (!in.frame(length, leading + Varint.get(in, leading, length), 0)) {
            return false;
        }
        moveLeadingBehindLength(in);
        return true;
    }

    /** Over the length, of which nothing is needed any more: then the payload is in one piece. */
    private void moveLeadingBehindLength(FrameInput in) {
        for (int i = leading - 1; i >= 0; i--) {
            in.payload().put(in.payload().position() + i, in.get(i));
        }
    }

    /** One byte is left free for the length, so that short payloads stay where they are. */
    @Override
    public FrameEncoder newEncoder() {
        return FrameEncoder.header(1, this::finish);
    }

    private void finish(FrameOutput out) throws IOException {
        int value = out.length() - 1 - leading;
        if (value < 0) {
            throw new CodecException(
                    "message refused: payload of 0 bytes, but the first "
                            + leading
                            + " stand in front of the length");
        }
        int length = Varint.lengthOf(value);
        out.insert(0, length - 1);
        for (int i = 0; i < leading; i++) {
            out.set(i, out.get(length + i));
        }
        Varint.set(out, leading, value);
    }

    @Override
    public String toString() {
        return (leading == 0 ? "varint" : "MQTT")
                + (canonical ? ", canonical" : "")
                + ", maxFrameLength="
                + maxFrameLength;
    }
}
