/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire;

import java.nio.ByteBuffer;

/** Framers of a few lines, each of another shape: the machinery must be right for all of them. */
record TestFramer(
        int maxFrameLength, int maxEncodedLength, FrameDecoder newDecoder, FrameEncoder newEncoder)
        implements Framer {
    static final byte END = (byte) 0xC0;
    static final byte ESCAPE = (byte) 0xDB;

    /** Only to decode. */
    static TestFramer of(int maxFrameLength, FrameDecoder decoder) {
        return new TestFramer(maxFrameLength, maxFrameLength, decoder, out -> {});
    }

    /** A trailer that is searched for. */
    static TestFramer lines(int maxFrameLength) {
        return new TestFramer(
                maxFrameLength,
                maxFrameLength,
                in -> {
                    int end = in.find(Fixtures.LF);
                    return end >= 0 && in.frame(0, end, 1);
                },
                out -> {
                    if (out.find(Fixtures.LF, 0) >= 0) {
                        throw new CodecException("a line cannot hold a line feed");
                    }
                    out.put(Fixtures.LF);
                });
    }

    /** A header of fixed length: two bytes. */
    static TestFramer lengths(int maxFrameLength) {
        return new TestFramer(
                maxFrameLength,
                maxFrameLength,
                in -> in.has(2) && in.frame(2, in.getUnsignedShort(0), 0),
                FrameEncoder.header(2, out -> out.setShort(0, out.length() - 2)));
    }

    /** A header whose length is only known at its end: a decimal number and a colon. */
    static TestFramer decimals(int maxFrameLength) {
        return new TestFramer(
                maxFrameLength,
                maxFrameLength,
                TestFramer::decodeDecimal,
                TestFramer::encodeDecimal);
    }

    /** A payload that takes up to twice its length on the wire and is decoded where it lies. */
    static TestFramer stuffed(int maxFrameLength) {
        return new TestFramer(
                maxFrameLength, 2 * maxFrameLength, TestFramer::unstuff, TestFramer::stuff);
    }

    private static boolean decodeDecimal(FrameInput in) throws FramingException {
        long length = 0;
        for (int i = 0; in.has(i + 1); i++) {
            int digit = in.get(i) - '0';
            if (digit == ':' - '0' && i > 0) {
                return in.frame(i + 1, length, 0);
            }
            if (digit < 0 || digit > 9 || i == 5) {
                throw new FramingException("no decimal length of 1 to 5 digits");
            }
            length = 10 * length + digit;
        }
        return false;
    }

    private static void encodeDecimal(FrameOutput out) throws FrameTooLongException {
        byte[] header = Fixtures.bytes(out.length() + ":");
        out.insert(0, header.length);
        for (int i = 0; i < header.length; i++) {
            out.set(i, header[i]);
        }
    }

    private static boolean unstuff(FrameInput in) throws FramingException {
        int end = in.find(END);
        if (end < 0 || !in.frame(0, end, 1)) {
            return false;
        }
        ByteBuffer payload = in.payload();
        int to = payload.position();
        for (int from = to; from < payload.limit(); from++) {
            byte value = payload.get(from);
            if (value == ESCAPE) {
                if (++from == payload.limit()) {
                    throw new FramingException("an escape at the end of a frame");
                }
                value = (byte) ~payload.get(from);
            }
            payload.put(to++, value);
        }
        payload.limit(to);
        return true;
    }

    private static void stuff(FrameOutput out) throws FrameTooLongException {
        for (int i = 0; i < out.length(); i++) {
            byte value = out.get(i);
            if (value == END || value == ESCAPE) {
                out.insert(i, 1);
                out.set(i, ESCAPE);
                out.set(++i, (byte) ~value);
            }
        }
        out.put(END);
    }
}
