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
 * The payload's length in decimal digits, without leading zeros.
 *
 * <pre>
 * +------------------+-----------+---------------------+---------+
 * | length (digits)  | separator | payload             | trailer |
 * +------------------+-----------+---------------------+---------+
 * </pre>
 *
 * @param name what it is called
 * @param separator what ends the digits
 * @param trailer what stands behind the payload, perhaps nothing
 * @param leastLength the shortest payload
 * @param maxFrameLength the longest payload
 */
record DecimalFramer(
        String name, char separator, String trailer, int leastLength, int maxFrameLength)
        implements Framer {
    /** Left free for three digits and the separator: a payload of that many is not moved. */
    private static final int HEADER_LENGTH = 4;

    DecimalFramer {
        Limits.requireInRange(maxFrameLength, leastLength, MAX_LENGTH, "maxFrameLength");
    }

    @Override
    public FrameDecoder newDecoder() {
        return this::decode;
    }

    private boolean decode(FrameInput in) throws FramingException {
        long length = 0;
        for (int digits = 0; in.has(digits + 1); digits++) {
            int value = in.get(digits);
            if (value == separator && digits > 0) {
                return frame(in, digits + 1, length);
            }
            boolean leadingZero = length == 0 && (digits > 0 || (value == '0' && leastLength > 0));
            if (value < '0' || value > '9' || leadingZero) {
                throw new FramingException(
                        "frame refused: a "
                                + name
                                + " begins with its length in decimal digits without leading zeros"
                                + " and then '"
                                + separator
                                + "', but byte "
                                + digits
                                + " is another; is the peer speaking this protocol?");
            }
            length = 10 * length + value - '0';
            Limits.requireWithin(length, maxFrameLength);
        }
        return false;
    }

    private boolean frame(FrameInput in, int headerLength, long length) throws FramingException {
        if (!in.frame(headerLength, length, trailer.length())) {
            return false;
        }
        for (int i = 0; i < trailer.length(); i++) {
            if (in.get(headerLength + (int) length + i) != trailer.charAt(i)) {
                throw new FramingException(
                        "frame refused: '"
                                + trailer
                                + "' is missing behind a payload of "
                                + length
                                + " bytes; is the length right?");
            }
        }
        return true;
    }

    @Override
    public FrameEncoder newEncoder() {
        return FrameEncoder.header(HEADER_LENGTH, this::finish);
    }

    private void finish(FrameOutput out) throws IOException {
        int length = out.length() - HEADER_LENGTH;
        if (length < leastLength) {
            throw new CodecException(
                    "message refused: payload of "
                            + length
                            + " bytes, but a "
                            + name
                            + " has at least "
                            + leastLength);
        }
        for (int i = 0; i < trailer.length(); i++) {
            out.put((byte) trailer.charAt(i));
        }
        int digits = digits(length);
        fit(out, digits + 1);
        out.set(digits, (byte) separator);
        int rest = length;
        for (int i = digits - 1; i >= 0; i--) {
            out.set(i, (byte) ('0' + rest % 10));
            rest /= 10;
        }
    }

    private static void fit(FrameOutput out, int headerLength) throws IOException {
        if (headerLength > HEADER_LENGTH) {
            out.insert(0, headerLength - HEADER_LENGTH);
        } else {
            out.remove(0, HEADER_LENGTH - headerLength);
        }
    }

    private static int digits(int value) {
        int digits = 1;
        for (int rest = value / 10; rest > 0; rest /= 10) {
            digits++;
        }
        return digits;
    }

    @Override
    public String toString() {
        return name + ", maxFrameLength=" + maxFrameLength;
    }
}
