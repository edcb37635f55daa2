/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.framing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.github.wholewire.framing.Streams.Outcome;
import java.math.BigInteger;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * What a framer should make of a stream, written down once more from its description: all of the
 * stream is there, and speed does not matter.
 */
@FunctionalInterface
interface Oracle {
    /** Looks for one frame at the front of {@code rest}, which is not empty. */
    Step step(String rest, int max);

    /** A payload and the bytes that its frame took, or why there is none. */
    record Step(String payload, int taken, String end) {
        static Step end(String end) {
            return new Step("", 0, end);
        }
    }

    default Outcome decode(byte[] stream, int max) {
        String rest = new String(stream, ISO_8859_1);
        List<String> frames = new ArrayList<>();
        while (!rest.isEmpty()) {
            Step step = step(rest, max);
            if (!step.end().isEmpty()) {
                return new Outcome(frames, step.end(), stream.length - rest.length());
            }
            frames.add(step.payload());
            rest = rest.substring(step.taken());
        }
        return new Outcome(frames, "clean", stream.length);
    }

    /**
     * Too long as soon as no delimiter that may still come could make a payload within the limit.
     */
    private static Step unfinished(int shortestPayload, int max) {
        return Step.end(shortestPayload > max ? "too long" : "truncated");
    }

    static Oracle lines() {
        return (rest, max) -> {
            int lf = rest.indexOf('\n');
            String line = lf < 0 ? rest : rest.substring(0, lf);
            String payload = line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
            if (lf < 0 || payload.length() > max) {
                return unfinished(payload.length(), max);
            }
            return new Step(payload, lf + 1, "");
        };
    }

    static Oracle delimited(String delimiter) {
        return (rest, max) -> {
            int end = rest.indexOf(delimiter);
            if (end < 0) {
                int begun = Math.min(delimiter.length(), rest.length());
                while (!rest.endsWith(delimiter.substring(0, begun))) {
                    begun--;
                }
                return unfinished(rest.length() - begun, max);
            }
            return end > max
                    ? Step.end("too long")
                    : new Step(rest.substring(0, end), end + delimiter.length(), "");
        };
    }

    static Oracle prefixed(int widthBytes, ByteOrder order) {
        return lengthField(0, widthBytes, 0, widthBytes, order);
    }

    static Oracle lengthField(int offset, int length, int adjustment, int strip, ByteOrder order) {
        return (rest, max) -> {
            if (rest.length() < offset + length) {
                return Step.end("truncated");
            }
            String field = rest.substring(offset, offset + length);
            if (order == ByteOrder.LITTLE_ENDIAN) {
                field = new StringBuilder(field).reverse().toString();
            }
            BigInteger value = new BigInteger(1, field.getBytes(ISO_8859_1));
            BigInteger total = value.add(BigInteger.valueOf((long) offset + length + adjustment));
            if (total.compareTo(BigInteger.valueOf(Math.max(offset + length, strip))) < 0) {
                return Step.end("no frame");
            }
            if (total.compareTo(BigInteger.valueOf((long) max + strip)) > 0) {
                return Step.end("too long");
            }
            int end = total.intValue();
            return end > rest.length()
                    ? Step.end("truncated")
                    : new Step(rest.substring(strip, end), end, "");
        };
    }
}
