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

    /** As {@link #decode}, but goes on behind a frame that is too long, and counts such frames. */
    default Skipped decodeSkipping(byte[] stream, int max) {
        String rest = new String(stream, ISO_8859_1);
        List<String> frames = new ArrayList<>();
        int skipped = 0;
        while (!rest.isEmpty()) {
            Step step = step(rest, max);
            boolean tooLong = step.end().equals("too long");
            if (tooLong) {
                skipped++;
                step = step(rest, Integer.MAX_VALUE);
            }
            if (!step.end().isEmpty()) {
                return new Skipped(
                        new Outcome(frames, step.end(), stream.length - rest.length()), skipped);
            }
            if (!tooLong) {
                frames.add(step.payload());
            }
            rest = rest.substring(step.taken());
        }
        return new Skipped(new Outcome(frames, "clean", stream.length), skipped);
    }

    /** What became of a stream, and how many frames were skipped. */
    record Skipped(Outcome outcome, int count) {}

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

    /** Neither a carriage return nor a line feed stands alone. */
    static Oracle crlf() {
        return (rest, max) -> {
            int end = 0;
            while (end < rest.length() && "\r\n".indexOf(rest.charAt(end)) < 0) {
                end++;
            }
            if (end > max || end == rest.length() || rest.substring(end).equals("\r")) {
                return unfinished(end, max);
            }
            return rest.startsWith("\r\n", end)
                    ? new Step(rest.substring(0, end), end + 2, "")
                    : Step.end("no frame");
        };
    }

    static Oracle delimited(String... delimiters) {
        return delimited(true, delimiters);
    }

    static Oracle delimited(boolean strip, String... delimiters) {
        return (rest, max) -> {
            for (int end = 1; end <= rest.length(); end++) {
                int longest = longestAtEnd(rest.substring(0, end), delimiters, 0);
                if (longest > 0) {
                    int length = end - longest;
                    return length > max
                            ? Step.end("too long")
                            : new Step(rest.substring(0, strip ? length : end), end, "");
                }
            }
            int begun = 0;
            for (String delimiter : delimiters) {
                for (int length = 1; length < delimiter.length(); length++) {
                    String beginning = delimiter.substring(0, length);
                    begun = longestAtEnd(rest, new String[] {beginning}, begun);
                }
            }
            return unfinished(rest.length() - begun, max);
        };
    }

    private static int longestAtEnd(String text, String[] ends, int atLeast) {
        int longest = atLeast;
        for (String end : ends) {
            if (text.endsWith(end)) {
                longest = Math.max(longest, end.length());
            }
        }
        return longest;
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
