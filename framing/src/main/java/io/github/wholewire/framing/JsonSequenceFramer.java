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
 * RFC 7464: a record separator, a JSON text, a line feed.
 *
 * <pre>
 * +-----------+---------------------+-----------+
 * | RS (1E)   | payload: JSON text  | LF (0A)   |
 * +-----------+---------------------+-----------+
 * </pre>
 *
 * @param maxFrameLength the longest payload
 */
record JsonSequenceFramer(int maxFrameLength) implements Framer {
    private static final byte RS = 0x1E;
    private static final byte LF = '\n';

    JsonSequenceFramer {
        Limits.requireInRange(maxFrameLength, 1, MAX_LENGTH, "maxFrameLength");
    }

    @Override
    public FrameDecoder newDecoder() {
        return new Decoder();
    }

    private final class Decoder implements FrameDecoder {
        private final JsonText text = new JsonText();

        /** Bytes of the frame that have been looked at: what has arrived is so only once. */
        private int scanned;

        @Override
        public boolean decode(FrameInput in) throws FramingException {
            if (scanned == 0 && !findBeginning(in)) {
                return false;
            }
            for (; scanned < in.length(); scanned++) {
                byte value = in.get(scanned);
                if (value == RS) {
                    throw new FramingException(
                            "frame refused: the next text begins after "
                                    + scanned
                                    + " bytes, before this one has ended with a line feed: it was"
                                    + " cut short");
                }
                if (text.endsWith(value)) {
                    boolean marked = in.frame(1, scanned - 1, 1);
                    scanned = 0;
                    text.reset();
                    return marked;
                }
                Limits.requireWithin(scanned, maxFrameLength);
            }
            return false;
        }

        /** RFC 7464 section 2.1: a text may have whitespace behind it, and several RS before it. */
        private boolean findBeginning(FrameInput in) throws FramingException {
            while (in.length() > 0 && isSpace(in.get(0))) {
                in.skip(1);
            }
            while (in.length() > 1 && in.get(0) == RS && in.get(1) == RS) {
                in.skip(1);
            }
            if (in.length() == 0) {
                return false;
            }
            if (in.get(0) != RS) {
                throw new FramingException(
                        "frame refused: a text of a JSON sequence begins with 1E; is the peer"
                                + " sending lines of JSON?");
            }
            if (!in.has(2)) {
                return false; // it may be followed by another
            }
            scanned = 1;
            return true;
        }
    }

    private static boolean isSpace(byte value) {
        return value == ' ' || value == '\t' || value == '\r' || value == LF;
    }

    @Override
    public FrameEncoder newEncoder() {
        return FrameEncoder.header(1, JsonSequenceFramer::finish);
    }

    /** The line feed that is appended must be the first that ends the text. */
    private static void finish(FrameOutput out) throws IOException {
        JsonText text = new JsonText();
        int length = out.length();
        for (int i = 1; i < length; i++) {
            byte value = out.get(i);
            if (value == RS || text.endsWith(value)) {
                throw new CodecException(
                        "message refused: byte "
                                + (i - 1)
                                + " is "
                                + (value == RS ? "1E, which no JSON text holds" : "a line feed")
                                + (value == RS ? "" : " outside of brackets, which ends the text"));
            }
        }
        if (!text.endsWith(LF)) {
            throw new CodecException(
                    "message refused: payload of "
                            + (length - 1)
                            + " bytes is no JSON text: it is blank, or a bracket or quote is open"
                            + " at its end");
        }
        out.set(0, RS);
        out.put(LF);
    }

    @Override
    public String toString() {
        return "JSON sequence, maxFrameLength=" + maxFrameLength;
    }
}
