/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.framing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.wholewire.CodecException;
import io.github.wholewire.FrameTooLongException;
import io.github.wholewire.Framer;
import io.github.wholewire.FramingException;
import io.github.wholewire.MessageDecoder;
import io.github.wholewire.TruncatedFrameException;
import io.github.wholewire.testing.Conformance;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Netty's answers, from {@code framing.jsonl}, for the chunks given, for one byte at a time, and
 * for other cuts of the same stream. None is skipped: where another answer is as good as the
 * oracle's, either one passes, and how many differ is printed.
 */
class FramingConformanceTest {
    private static final String FILE = "framing.jsonl";
    private static final HexFormat HEX = HexFormat.of();
    private static final int RANDOM_CUTS = 8;

    /** Debatable answers, and the error that is as good: the frames in front of it are the same. */
    private static final Map<String, String> ALTERNATIVES =
            Map.of(
                    "length-sign-bit", "too-large",
                    "length-overflow", "too-large",
                    "varint-sign-bit", "too-large",
                    "varint-overflow-bits", "corrupted");

    private static final Set<String> ERRORS = Set.of("too-large", "corrupted");

    private static final TreeMap<String, Integer> OUTCOMES = new TreeMap<>();

    /**
     * What comes of a stream.
     *
     * @param frames the payloads in hex
     * @param counts how many there were after each chunk, up to the one with the error
     * @param error what it ended with, or an empty string
     * @param leftover bytes behind the last frame in hex, or an empty string after an error
     */
    private record Answer(
            List<String> frames, List<Integer> counts, String error, String leftover) {
        /** The same without the counts, which depend on the chunks. */
        Answer uncounted() {
            return new Answer(frames, List.of(), error, leftover);
        }
    }

    @TestFactory
    Stream<DynamicTest> answersAsNettyDoes() {
        List<Map<String, Object>> vectors = Conformance.vectors(FILE);
        assertFalse(vectors.isEmpty(), "no vectors in " + Conformance.source(FILE));
        return vectors.stream()
                .map(vector -> DynamicTest.dynamicTest(name(vector), () -> check(vector)));
    }

    @AfterAll
    static void listOutcomes() {
        StringBuilder out = new StringBuilder("framing conformance, " + Conformance.source(FILE));
        OUTCOMES.forEach(
                (what, count) -> out.append("\n  ").append(count).append(' ').append(what));
        System.out.println(out.append("\n  0 skipped"));
    }

    private static String name(Map<String, Object> vector) {
        return vector.get("id") + " " + vector.get("framer");
    }

    private static void check(Map<String, Object> vector) throws CodecException {
        List<byte[]> chunks = list(vector, "chunks").stream().map(HEX::parseHex).toList();
        Answer expected = expected(vector);
        Framer framer;
        try {
            framer = Configuration.framer(object(vector, "framer"));
        } catch (Configuration.NothingDeliverable e) {
            assertEquals(List.of(), expected.frames(), e.getMessage());
            count("refused when built, since no frame can be delivered: " + e.getMessage());
            return;
        }
        Answer answer = decode(framer, chunks);
        String debatable = (String) vector.get("debatable");
        boolean same = matches(expected, answer, late(vector, chunks, expected));
        if (debatable != null && !same) {
            String alternative = ALTERNATIVES.get(debatable);
            assertTrue(alternative != null, () -> "unknown kind of debatable: " + debatable);
            assertEquals(alternative, answer.error());
            int least = Math.min(expected.frames().size(), answer.frames().size());
            assertEquals(expected.frames().subList(0, least), answer.frames());
            count("passed, debatable " + debatable + ": " + alternative);
        } else {
            if (!same) {
                assertEquals(expected, answer);
            }
            count("passed" + (debatable == null ? "" : ", debatable " + debatable + ": the same"));
        }
        requireSameForOtherCuts(framer, chunks, answer.uncounted());
    }

    /**
     * An error may be known in an earlier chunk than the oracle's, or one of {@code late} chunks
     * later; no frame comes between.
     */
    private static boolean matches(Answer expected, Answer answer, int late) {
        if (!expected.uncounted().equals(answer.uncounted())) {
            return false;
        }
        List<Integer> counts = new ArrayList<>(expected.counts());
        if (expected.error().isEmpty()) {
            return counts.equals(answer.counts());
        }
        counts.addAll(Collections.nCopies(late, expected.frames().size()));
        int chunks = answer.counts().size();
        return chunks <= counts.size() && counts.subList(0, chunks).equals(answer.counts());
    }

    /** How many more chunks a line too long may need, since a CR may be part of its end: a byte. */
    private static int late(Map<String, Object> vector, List<byte[]> chunks, Answer expected) {
        if (!object(vector, "framer").get("type").equals("line")) {
            return 0;
        }
        int next = expected.counts().size();
        int end = next;
        while (end < chunks.size() && chunks.get(end).length == 0) {
            end++;
        }
        return Math.min(end + 1, chunks.size()) - next;
    }

    private static void requireSameForOtherCuts(Framer framer, List<byte[]> chunks, Answer answer)
            throws CodecException {
        byte[] stream = joined(chunks);
        SplittableRandom random = new SplittableRandom(stream.length);
        for (int longest : new int[] {stream.length, 1, 2, 3, 5, 7}) {
            assertEquals(answer, decode(framer, cut(stream, longest)).uncounted());
        }
        for (int i = 0; i < RANDOM_CUTS; i++) {
            List<byte[]> cuts = new ArrayList<>();
            for (int from = 0; from < stream.length; ) {
                int to = Math.min(stream.length, from + random.nextInt(12));
                cuts.add(Arrays.copyOfRange(stream, from, to));
                from = to;
            }
            assertEquals(answer, decode(framer, cuts).uncounted());
        }
    }

    private static byte[] joined(List<byte[]> chunks) {
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        chunks.forEach(stream::writeBytes);
        return stream.toByteArray();
    }

    private static List<byte[]> cut(byte[] stream, int longest) {
        List<byte[]> chunks = new ArrayList<>();
        for (int from = 0; from < stream.length; from += longest) {
            chunks.add(Arrays.copyOfRange(stream, from, Math.min(stream.length, from + longest)));
        }
        return chunks;
    }

    private static Answer decode(Framer framer, List<byte[]> chunks) throws CodecException {
        MessageDecoder<String> decoder = Streams.decoder(framer);
        List<String> frames = new ArrayList<>();
        List<Integer> counts = new ArrayList<>();
        String error = "";
        String leftover = "";
        try {
            for (byte[] chunk : chunks) {
                decoder.push(ByteBuffer.wrap(chunk.clone()));
                try {
                    Streams.pull(decoder, frames);
                } finally {
                    counts.add(frames.size());
                }
            }
            leftover = leftover(decoder, chunks);
        } catch (FrameTooLongException e) {
            error = "too-large";
        } catch (TruncatedFrameException e) {
            throw new AssertionError("no end was told", e);
        } catch (FramingException e) {
            error = "corrupted";
        }
        List<String> hex =
                frames.stream().map(frame -> HEX.formatHex(Streams.bytes(frame))).toList();
        return new Answer(hex, List.copyOf(counts), error, leftover);
    }

    private static String leftover(MessageDecoder<?> decoder, List<byte[]> chunks) {
        byte[] stream = joined(chunks);
        assertEquals(stream.length, decoder.consumed() + decoder.buffered());
        return HEX.formatHex(stream, (int) decoder.consumed(), stream.length);
    }

    private static Answer expected(Map<String, Object> vector) {
        String error = vector.get("error") == null ? "" : (String) vector.get("error");
        assertTrue(error.isEmpty() || ERRORS.contains(error), () -> "unknown error: " + error);
        String leftover = (String) vector.get("leftover");
        List<Integer> counts =
                ((List<?>) vector.get("counts"))
                        .stream().map(count -> ((BigDecimal) count).intValueExact()).toList();
        return new Answer(list(vector, "frames"), counts, error, leftover == null ? "" : leftover);
    }

    @SuppressWarnings("unchecked")
    private static List<String> list(Map<String, Object> vector, String name) {
        return (List<String>) vector.get(name);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> object(Map<String, Object> vector, String name) {
        return (Map<String, Object>) vector.get(name);
    }

    private static void count(String what) {
        OUTCOMES.merge(what, 1, Integer::sum);
    }
}
