/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.framing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.wholewire.CodecException;
import io.github.wholewire.FrameTooLongException;
import io.github.wholewire.Framer;
import io.github.wholewire.MessageEncoder;
import io.github.wholewire.Protocol;
import io.github.wholewire.framing.Streams.Outcome;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class DelimiterFramerTest {
    static List<Arguments> streams() {
        return List.of(
                arguments("single byte", "|", 9, List.of("ab|cd|"), List.of("ab", "cd"), "clean"),
                arguments(
                        "empty frames",
                        "|",
                        9,
                        List.of("||a||"),
                        List.of("", "", "a", ""),
                        "clean"),
                arguments("byte 0", "\0", 9, List.of("a\0\0"), List.of("a", ""), "clean"),
                arguments("byte 255", "\u00ff", 9, List.of("a\u00ff"), List.of("a"), "clean"),
                arguments(
                        "two bytes", "|=", 9, List.of("a|b=|=c|="), List.of("a|b=", "c"), "clean"),
                arguments(
                        "cut delimiter",
                        "|=",
                        9,
                        List.of("a|", "=", "b|="),
                        List.of("a", "b"),
                        "clean"),
                arguments("false start", "aab", 9, List.of("aa", "ab"), List.of("a"), "clean"),
                arguments("overlap", "abac", 9, List.of("aba", "bac"), List.of("ab"), "clean"),
                arguments(
                        "leftmost counts",
                        "aa",
                        9,
                        List.of("xaaa", "a"),
                        List.of("x", ""),
                        "clean"),
                arguments("odd leftover", "aa", 9, List.of("xaaa"), List.of("x"), "truncated"),
                arguments("inside a frame", "|=", 9, List.of("a|=b"), List.of("a"), "truncated"),
                arguments(
                        "inside a delimiter", "|=", 9, List.of("a|=b|"), List.of("a"), "truncated"),
                arguments("limit", "|=", 2, List.of("ab|="), List.of("ab"), "clean"),
                arguments("limit, cut", "|=", 2, List.of("ab|", "="), List.of("ab"), "clean"),
                arguments(
                        "limit, cut before", "|=", 2, List.of("ab", "|="), List.of("ab"), "clean"),
                arguments(
                        "limit, false start",
                        "|=",
                        3,
                        List.of("ab|", "|", "="),
                        List.of("ab|"),
                        "clean"),
                arguments("over the limit", "|=", 2, List.of("abc|="), List.of(), "too long"),
                arguments(
                        "over by a false start",
                        "|=",
                        2,
                        List.of("ab|", "|="),
                        List.of(),
                        "too long"),
                arguments("over without end", "|=", 2, List.of("abc"), List.of(), "too long"),
                arguments("limit 0", "|=", 0, List.of("|", "=|="), List.of("", ""), "clean"),
                arguments("over limit 0", "|=", 0, List.of("|=", "a"), List.of(""), "too long"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("streams")
    void decodes(
            String name,
            String delimiter,
            int max,
            List<String> chunks,
            List<String> frames,
            String end)
            throws Exception {
        Framer framer = Streams.delimited(delimiter, max);
        Outcome outcome = Streams.decode(framer, chunks);
        assertEquals(frames, outcome.frames());
        assertEquals(end, outcome.end());
        assertEquals(outcome, Streams.decode(framer, List.of(String.join("", chunks))));
    }

    @ParameterizedTest
    @CsvSource({
        "aa, xa",
        "aa, a",
        "aa, xaax",
        "aba, ab",
        "aba, xab",
        "'|=', a|=b",
        "'|=', '|='",
        "abab, ab",
        "aab, xaaba"
    })
    void refusesPayloadThatWouldNotComeBackAsSent(String delimiter, String message)
            throws Exception {
        Framer framer = Streams.delimited(delimiter, 100);
        MessageEncoder<String> encoder = Protocol.of(framer, Streams.LATIN_1).newEncoder();
        encoder.encode("1");
        Exception refusal = assertThrows(CodecException.class, () -> encoder.encode(message));
        encoder.encode("2");

        assertTrue(refusal.getMessage().contains("use another delimiter"), refusal::getMessage);
        assertEquals("1" + delimiter + "2" + delimiter, Streams.text(encoder.pending()));
    }

    @ParameterizedTest
    @CsvSource({"aa, ax", "'|=', a|", "'|=', =|", "aba, ba", "aab, a", "abac, ababa", "aab, aa"})
    void acceptsPayloadThatOnlyLooksDangerous(String delimiter, String message) throws Exception {
        Framer framer = Streams.delimited(delimiter, 100);
        String frame = Streams.encode(framer, message);
        assertEquals(message + delimiter, frame);
        assertEquals(List.of(message), Streams.decode(framer, List.of(frame)).frames());
    }

    @ParameterizedTest
    @ValueSource(strings = {"|", "|=", "aaaaaaaaaab"})
    void acceptsPayloadUpToTheLimitAndRefusesOneByteMoreBothWays(String delimiter)
            throws Exception {
        for (int max : new int[] {0, 1, 7, 8, 9, 5000}) {
            Framer framer = Streams.delimited(delimiter, max);
            for (int length : new int[] {Math.max(0, max - 1), max}) {
                String payload = "x".repeat(length);
                assertEquals(payload + delimiter, Streams.encode(framer, payload));
                assertEquals(
                        List.of(payload),
                        Streams.decode(framer, List.of(payload + delimiter)).frames());
            }
            String over = "x".repeat(max + 1);
            assertThrows(FrameTooLongException.class, () -> Streams.encode(framer, over));
            assertEquals("too long", Streams.decode(framer, List.of(over + delimiter)).end());
            assertEquals("too long", Streams.decode(framer, List.of(over)).end());
        }
    }

    @Test
    void longestDelimiterEndsTheLongestFrame() throws Exception {
        String delimiter = "=".repeat(1023) + "|";
        Framer framer = Streams.delimited(delimiter, 10);
        String frame = Streams.encode(framer, "0123456789");
        for (int cut = 0; cut < frame.length(); cut += 31) {
            List<String> chunks = List.of(frame.substring(0, cut), frame.substring(cut));
            assertEquals(List.of("0123456789"), Streams.decode(framer, chunks).frames());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1025})
    void refusesDelimiterOfImpossibleLength(int length) {
        Exception refusal =
                assertThrows(
                        IllegalArgumentException.class,
                        () -> DelimiterFramer.builder().delimiter(new byte[length]));
        assertTrue(refusal.getMessage().contains("delimiter.length=" + length));
        assertTrue(refusal.getMessage().contains("1 to 1024"), refusal::getMessage);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, Integer.MIN_VALUE, (1 << 30) + 1})
    void refusesLimitOutOfRange(int max) {
        Exception refusal =
                assertThrows(
                        IllegalArgumentException.class,
                        () -> DelimiterFramer.builder().maxFrameLength(max));
        assertTrue(refusal.getMessage().contains("maxFrameLength=" + max), refusal::getMessage);
        assertTrue(refusal.getMessage().contains("0 to " + (1 << 30)), refusal::getMessage);
    }

    @Test
    void refusesToBuildWithoutADelimiter() {
        DelimiterFramer.Builder builder = DelimiterFramer.builder();
        Exception refusal = assertThrows(IllegalStateException.class, builder::build);
        assertTrue(refusal.getMessage().contains("delimiter(...)"), refusal::getMessage);
        assertThrows(NullPointerException.class, () -> builder.delimiter((byte[]) null));
    }

    @Test
    void builtFramerSeesNoLaterChange() throws Exception {
        byte[] delimiter = Streams.bytes("|");
        DelimiterFramer.Builder builder = DelimiterFramer.builder().delimiter(delimiter);
        DelimiterFramer framer = builder.build();
        delimiter[0] = 'x';
        builder.delimiter((byte) '#').stripDelimiter(false).maxFrameLength(1);

        assertEquals("ab|", Streams.encode(framer, "ab"));
        assertEquals("a#b|", Streams.encode(framer, "a#b"));
        assertEquals(DelimiterFramer.DEFAULT_MAX_FRAME_LENGTH, framer.maxFrameLength());
        assertEquals("a#", Streams.encode(builder.build(), "a#"));
        assertTrue(framer.toString().contains("7c"), framer::toString);
    }
}
