/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.framing;

import io.github.wholewire.FrameDecoder;
import io.github.wholewire.FrameEncoder;
import io.github.wholewire.FrameOutput;
import io.github.wholewire.Framer;
import io.github.wholewire.FramingException;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Consistent overhead byte stuffing: the zero bytes of a payload become a chain, each saying how
 * far away the next one is, and so a zero byte can end the frame.
 *
 * <pre>
 * payload:       11 22 00 33
 * frame:      03 11 22 02 33 00
 *             `------->`---->`-- the end
 * </pre>
 *
 * <p>FF says that 254 bytes follow, none of which is zero, and that no zero byte stands behind
 * them: such a link is the only one that takes a byte more.
 *
 * @param maxFrameLength the longest payload
 */
record CobsFramer(int maxFrameLength) implements Framer {
    private static final byte END = 0;
    private static final int LONGEST_RUN = 254;
    private static final int LONGEST_LINK = LONGEST_RUN + 1;

    CobsFramer {
        Limits.requireInRange(maxFrameLength, 0, MAX_LENGTH / 255 * 254, "maxFrameLength");
    }

    /** An encoder may end with FF, or with FF and 01: the latter is a byte more. */
    @Override
    public int maxEncodedLength() {
        return maxFrameLength + maxFrameLength / LONGEST_RUN + 1;
    }

    @Override
    public FrameDecoder newDecoder() {
        HeapPayload heap = new HeapPayload();
        return in -> {
            while (in.length() > 0 && in.get(0) == END) {
                in.skip(1); // an empty payload has a link, so this is no frame but the line at rest
            }
            int end = in.length() == 0 ? -1 : in.find(END);
            if (end < 0 || !in.frame(0, end, 1)) {
                return false;
            }
            decode(heap.of(in));
            return true;
        };
    }

    /** Each link becomes the zero byte it stands for: only behind an FF something moves. */
    private static void decode(ByteBuffer payload) throws FramingException {
        byte[] bytes = payload.array();
        int offset = payload.arrayOffset();
        int end = offset + payload.limit();
        int source = offset + payload.position();
        int link = bytes[source++] & 0xFF;
        int target = source;
        payload.position(source - offset);
        while (true) {
            int run = link - 1;
            if (run > end - source) {
                throw new FramingException(
                        "frame refused: a COBS code points "
                                + (run - (end - source))
                                + " bytes behind the frame's end; was something lost on the line?");
            }
            if (target != source) {
                System.arraycopy(bytes, source, bytes, target, run);
            }
            source += run;
            target += run;
            if (source == end) {
                payload.limit(target - offset);
                return;
            }
            boolean zeroBehind = link < LONGEST_LINK;
            link = bytes[source++] & 0xFF;
            if (zeroBehind) {
                bytes[target++] = 0; // perhaps over the link that has just been read
            }
        }
    }

    @Override
    public FrameEncoder newEncoder() {
        return FrameEncoder.header(1, CobsFramer::finish);
    }

    private static void finish(FrameOutput out) throws IOException {
        int extra = extraLinks(out.region(1, out.length() - 1));
        if (extra > 0) {
            out.insert(1, extra);
        }
        link(out.region(0, out.length()), extra + 1);
        out.put(END);
    }

    /** How many links are needed besides the first one and those that replace zero bytes. */
    private static int extraLinks(ByteBuffer payload) {
        byte[] bytes = payload.array();
        int end = payload.arrayOffset() + payload.limit();
        int from = payload.arrayOffset() + payload.position();
        int extra = 0;
        while (true) {
            int zero = Words.indexOf(bytes, from, end, END);
            if (zero == end) {
                // Where the payload ends with a whole run, so does the frame.
                return extra + Math.max(0, zero - from - 1) / LONGEST_RUN;
            }
            extra += (zero - from) / LONGEST_RUN;
            from = zero + 1;
        }
    }

    /**
     * Moves the payload, run by run, to the front of the frame, and puts a link before each run.
     *
     * @param free how many bytes are free before the payload: one a link that replaces no zero byte
     */
    private static void link(ByteBuffer frame, int free) {
        byte[] bytes = frame.array();
        int end = frame.arrayOffset() + frame.limit();
        int target = frame.arrayOffset() + frame.position();
        int source = target + free;
        while (true) {
            while (source < end && bytes[source] == 0) {
                bytes[target++] = 1;
                source++;
            }
            int longest = Math.min(end, source + LONGEST_RUN);
            int zero = Words.indexOf(bytes, source, longest, END);
            int run = zero - source;
            bytes[target] = (byte) (run + 1);
            if (target + 1 != source) {
                System.arraycopy(bytes, source, bytes, target + 1, run);
            }
            target += run + 1;
            if (zero == end) {
                return;
            }
            source = run == LONGEST_RUN ? zero : zero + 1;
        }
    }

    @Override
    public String toString() {
        return "COBS, maxFrameLength=" + maxFrameLength;
    }
}
