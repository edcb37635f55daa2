/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What the framers of {@link TestFramer} should make of a whole stream, written without cuts,
 * buffers or resumption: from the start of a frame, look at all that is there.
 *
 * @param frames the payloads
 * @param end "clean", "truncated", "too long" or "no frame"
 * @param offset bytes in front of what could not be decoded
 */
record Reference(List<String> frames, String end, int offset) {
    /** One frame at the front of {@code rest}, or why there is none. */
    @FunctionalInterface
    interface Rule {
        Step apply(byte[] rest, int max);
    }

    /** A payload and the bytes it took, or an end. */
    record Step(String payload, int taken, String end) {
        static Step end(String end) {
            return new Step("", 0, end);
        }

        static Step frame(byte[] bytes, int from, int length, int taken) {
            return new Step(new String(bytes, from, length, ISO_8859_1), taken, "");
        }
    }

    static Reference decode(byte[] stream, int max, Rule rule) {
        List<String> frames = new ArrayList<>();
        byte[] rest = stream;
        while (rest.length > 0) {
            Step step = rule.apply(rest, max);
            if (!step.end().isEmpty()) {
                return new Reference(frames, step.end(), stream.length - rest.length);
            }
            frames.add(step.payload());
            rest = Arrays.copyOfRange(rest, step.taken(), rest.length);
        }
        return new Reference(frames, "clean", stream.length);
    }

    private static int indexOf(byte[] bytes, byte value) {
        return new String(bytes, ISO_8859_1).indexOf(value & 0xFF);
    }

    private static Step prefixed(byte[] rest, int header, int length, int max) {
        if (length > max) {
            return Step.end("too long");
        }
        return rest.length < header + length
                ? Step.end("truncated")
                : Step.frame(rest, header, length, header + length);
    }

    static Step line(byte[] rest, int max) {
        int end = indexOf(rest, Fixtures.LF);
        if ((end < 0 ? rest.length : end) > max) {
            return Step.end("too long");
        }
        return end < 0 ? Step.end("truncated") : Step.frame(rest, 0, end, end + 1);
    }

    static Step length(byte[] rest, int max) {
        return rest.length < 2
                ? Step.end("truncated")
                : prefixed(rest, 2, (rest[0] & 0xFF) << 8 | rest[1] & 0xFF, max);
    }

    static Step decimal(byte[] rest, int max) {
        String text = new String(rest, ISO_8859_1);
        if (text.matches("(?s)[0-9]{1,5}:.*")) {
            int colon = text.indexOf(':');
            return prefixed(rest, colon + 1, Integer.parseInt(text.substring(0, colon)), max);
        }
        return Step.end(text.matches("[0-9]{1,5}") ? "truncated" : "no frame");
    }

    static Step stuffed(byte[] rest, int max) {
        int end = indexOf(rest, TestFramer.END);
        if ((end < 0 ? rest.length : end) > 2 * max) {
            return Step.end("too long");
        }
        if (end < 0) {
            return Step.end("truncated");
        }
        ByteArrayOutputStream payload = new ByteArrayOutputStream();
        for (int i = 0; i < end; i++) {
            boolean escape = rest[i] == TestFramer.ESCAPE;
            if (escape && i + 1 == end) {
                return Step.end("no frame");
            }
            payload.write(escape ? ~rest[++i] : rest[i]);
        }
        return payload.size() > max
                ? Step.end("too long")
                : Step.frame(payload.toByteArray(), 0, payload.size(), end + 1);
    }
}
