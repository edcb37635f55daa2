/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.framing;

import io.github.wholewire.CodecException;
import io.github.wholewire.FrameDecoder;
import io.github.wholewire.FrameEncoder;
import io.github.wholewire.FrameOutput;
import io.github.wholewire.Framer;
import io.github.wholewire.FramingException;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * RFC 1055: END around the payload, in which two bytes are escaped.
 *
 * <pre>
 * +-----------+------------------------------------------------------+-----------+
 * | END (C0)  | payload, with C0 as DB DC and DB as DB DD            | END (C0)  |
 * +-----------+------------------------------------------------------+-----------+
 * </pre>
 *
 * @param maxFrameLength the longest payload
 */
record SlipFramer(int maxFrameLength) implements Framer {
    private static final byte END = (byte) 0xC0;
    private static final byte ESC = (byte) 0xDB;
    private static final byte ESCAPED_END = (byte) 0xDC;
    private static final byte ESCAPED_ESC = (byte) 0xDD;

    private static final long ENDS = Words.of(END);
    private static final long ESCS = Words.of(ESC);

    SlipFramer {
        Limits.requireInRange(maxFrameLength, 1, MAX_LENGTH / 2, "maxFrameLength");
    }

    @Override
    public int maxEncodedLength() {
        return 2 * maxFrameLength;
    }

    @Override
    public FrameDecoder newDecoder() {
        HeapPayload heap = new HeapPayload();
        return in -> {
            while (in.length() > 0 && in.get(0) == END) {
                in.skip(1); // the first one of a frame, or two in a row: no frame is empty
            }
            if (in.length() == 0) {
                return false;
            }
            int end = in.find(END);
            if (end < 0 || !in.frame(0, end, 1)) {
                return false;
            }
            unescape(heap.of(in));
            return true;
        };
    }

    private static void unescape(ByteBuffer payload) throws FramingException {
        byte[] bytes = payload.array();
        int offset = payload.arrayOffset();
        int to = offset + payload.limit();
        int escape = Words.indexOf(bytes, offset + payload.position(), to, ESC);
        if (escape < to) {
            payload.limit(unescape(bytes, escape, to) - offset);
        }
    }

    /** Moves what is behind an escape forward, and returns where it ends then. */
    private static int unescape(byte[] bytes, int escape, int to) throws FramingException {
        int source = escape;
        int target = escape;
        while (source < to) {
            if (source <= to - Words.LENGTH) {
                long word = Words.get(bytes, source);
                if (Words.matches(word, ESCS) == 0) {
                    Words.set(bytes, target, word);
                    source += Words.LENGTH;
                    target += Words.LENGTH;
                    continue;
                }
            }
            // Up to the escape or, near the end, all that is left.
            while (source < to && bytes[source] != ESC) {
                bytes[target++] = bytes[source++];
            }
            while (source < to && bytes[source] == ESC) {
                bytes[target++] = unescaped(bytes, source + 1, to);
                source += 2;
            }
        }
        return target;
    }

    private static byte unescaped(byte[] bytes, int index, int to) throws FramingException {
        if (index < to && bytes[index] == ESCAPED_END) {
            return END;
        }
        if (index < to && bytes[index] == ESCAPED_ESC) {
            return ESC;
        }
        throw new FramingException(
                "frame refused: DB is followed by "
                        + (index < to ? String.format("%02X", bytes[index]) : "the frame's end")
                        + " where SLIP has DC or DD; was something lost on the line?");
    }

    @Override
    public FrameEncoder newEncoder() {
        return FrameEncoder.header(1, SlipFramer::finish);
    }

    private static void finish(FrameOutput out) throws IOException {
        int length = out.length();
        if (length == 1) {
            throw new CodecException(
                    "message refused: payload of 0 bytes, but SLIP has no empty frames");
        }
        out.set(0, END);
        ByteBuffer payload = out.region(1, length - 1);
        int escapes = escapes(payload);
        if (escapes > 0) {
            out.insert(length, escapes);
            escape(out.region(1, out.length() - 1), escapes);
        }
        out.put(END);
    }

    private static int escapes(ByteBuffer payload) {
        byte[] bytes = payload.array();
        int to = payload.arrayOffset() + payload.limit();
        int count = 0;
        int i = payload.arrayOffset() + payload.position();
        for (; i <= to - Words.LENGTH; i += Words.LENGTH) {
            long word = Words.get(bytes, i);
            count += Long.bitCount(Words.matches(word, ENDS) | Words.matches(word, ESCS));
        }
        for (; i < to; i++) {
            count += bytes[i] == END || bytes[i] == ESC ? 1 : 0;
        }
        return count;
    }

    /**
     * Moves what is in front of the free bytes at the end back, the last byte first, until all of
     * them are used: what is in front of the first escape stays where it is.
     */
    private static void escape(ByteBuffer payload, int free) {
        byte[] bytes = payload.array();
        int from = payload.arrayOffset() + payload.position();
        int target = payload.arrayOffset() + payload.limit();
        int source = target - free;
        while (source < target) {
            if (source - Words.LENGTH >= from) {
                long word = Words.get(bytes, source - Words.LENGTH);
                if ((Words.matches(word, ENDS) | Words.matches(word, ESCS)) == 0) {
                    source -= Words.LENGTH;
                    target -= Words.LENGTH;
                    Words.set(bytes, target, word);
                    continue;
                }
            }
            int wordEnd = Math.max(from, source - Words.LENGTH);
            while (source > wordEnd) {
                byte value = bytes[--source];
                if (value == END || value == ESC) {
                    bytes[--target] = value == END ? ESCAPED_END : ESCAPED_ESC;
                    value = ESC;
                }
                bytes[--target] = value;
            }
        }
    }

    @Override
    public String toString() {
        return "SLIP, maxFrameLength=" + maxFrameLength;
    }
}
