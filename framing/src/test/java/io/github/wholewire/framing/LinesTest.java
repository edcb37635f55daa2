/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.framing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.wholewire.CodecException;
import io.github.wholewire.FrameTooLongException;
import io.github.wholewire.Framer;
import io.github.wholewire.MessageEncoder;
import io.github.wholewire.Protocol;
import io.github.wholewire.framing.Streams.Outcome;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class LinesTest {
    static List<Arguments> streams() {
        return List.of(
                arguments("one line", 9, List.of("ab\n"), List.of("ab"), "clean"),
                arguments("two in one chunk", 9, List.of("ab\ncd\n"), List.of("ab", "cd"), "clean"),
                arguments("end in its own chunk", 9, List.of("ab", "\n"), List.of("ab"), "clean"),
                arguments("empty lines", 9, List.of("\n\r\n\n"), List.of("", "", ""), "clean"),
                arguments("CRLF", 9, List.of("ab\r\ncd\r\n"), List.of("ab", "cd"), "clean"),
                arguments("CRLF cut in two", 9, List.of("ab\r", "\n"), List.of("ab"), "clean"),
                arguments(
                        "a CR belongs to the end", 9, List.of("a\r\r\n"), List.of("a\r"), "clean"),
                arguments("two CRs cut", 9, List.of("a\r", "\r", "\n"), List.of("a\r"), "clean"),
                arguments("CR within a line", 9, List.of("a\rb\n"), List.of("a\rb"), "clean"),
                arguments("CR after LF", 9, List.of("a\n\rb\n"), List.of("a", "\rb"), "clean"),
                arguments(
                        "any bytes",
                        9,
                        List.of("\0\u00ff\u0080\n"),
                        List.of("\0\u00ff\u0080"),
                        "clean"),
                arguments("end inside a line", 9, List.of("ab\ncd"), List.of("ab"), "truncated"),
                arguments("end after a CR", 9, List.of("ab\r"), List.of(), "truncated"),
                arguments("limit, LF", 2, List.of("ab\n"), List.of("ab"), "clean"),
                arguments("limit, CRLF", 2, List.of("ab\r\n"), List.of("ab"), "clean"),
                arguments("limit, CR pending", 2, List.of("ab\r", "\n"), List.of("ab"), "clean"),
                arguments("limit, LF pending", 2, List.of("ab", "\n"), List.of("ab"), "clean"),
                arguments(
                        "limit, CR the last byte", 2, List.of("a\r\r\n"), List.of("a\r"), "clean"),
                arguments("over the limit", 2, List.of("abc\n"), List.of(), "too long"),
                arguments("over the limit, CRLF", 2, List.of("abc\r\n"), List.of(), "too long"),
                arguments("over the limit by a CR", 2, List.of("ab\r\r\n"), List.of(), "too long"),
                arguments("limit 0", 0, List.of("\r", "\n\n"), List.of("", ""), "clean"),
                arguments("over limit 0", 0, List.of("\n", "a"), List.of(""), "too long"),
                arguments(
                        "whole frames before",
                        2,
                        List.of("a\nb\nabc"),
                        List.of("a", "b"),
                        "too long"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("streams")
    void decodes(String name, int max, List<String> chunks, List<String> frames, String end)
            throws Exception {
        Outcome outcome = Streams.decode(Framers.lines(max), chunks);
        assertEquals(frames, outcome.frames());
        assertEquals(end, outcome.end());
        assertEquals(outcome, Streams.decode(Framers.lines(max), List.of(String.join("", chunks))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "\r", "a\r", "ab\r", "ab\rc", "\ra"})
    void refusesLineOverTheLimitAsSoonAsNoEndCanFitIt(String line) throws Exception {
        var decoder = Streams.decoder(Framers.lines(2));
        decoder.push(ByteBuffer.wrap(Streams.bytes(line)));
        boolean tooLong = line.length() - (line.endsWith("\r") ? 1 : 0) > 2;
        if (tooLong) {
            assertThrows(FrameTooLongException.class, decoder::pull);
        } else {
            assertNull(decoder.pull());
        }
    }

    @Test
    void encodesWithALineFeed() throws Exception {
        assertEquals(
                "ab\n\na\rb\n\r\u00ff\n",
                Streams.encode(Framers.lines(), "ab", "", "a\rb", "\r\u00ff"));
    }

    @ParameterizedTest
    @CsvSource({
        "'a\nb', byte 1",
        "'\n', byte 0",
        "'ab\n', byte 2",
        "'a\r', carriage return",
        "'\r', carriage return"
    })
    void refusesPayloadThatWouldNotComeBackAsSent(String message, String said) throws Exception {
        MessageEncoder<String> encoder = Protocol.of(Framers.lines(), Streams.LATIN_1).newEncoder();
        encoder.encode("before");
        Exception refusal = assertThrows(CodecException.class, () -> encoder.encode(message));
        encoder.encode("after");

        assertTrue(refusal.getMessage().contains(said), refusal::getMessage);
        assertTrue(refusal.getMessage().contains("prefix a length"), refusal::getMessage);
        assertEquals("before\nafter\n", Streams.text(encoder.pending()));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 100, 65536})
    void acceptsPayloadUpToTheLimitAndRefusesOneByteMoreBothWays(int max) throws Exception {
        Framer framer = Framers.lines(max);
        for (int length : new int[] {Math.max(0, max - 1), max}) {
            String line = "x".repeat(length);
            assertEquals(line + "\n", Streams.encode(framer, line));
            assertEquals(
                    List.of(line), Streams.decode(framer, List.of(line + "\r", "\n")).frames());
        }
        String over = "x".repeat(max + 1);
        Exception refusal =
                assertThrows(FrameTooLongException.class, () -> Streams.encode(framer, over));
        assertTrue(refusal.getMessage().contains("maxFrameLength=" + max), refusal::getMessage);
        assertEquals("too long", Streams.decode(framer, List.of(over + "\n")).end());
        assertEquals("too long", Streams.decode(framer, List.of(over)).end());
    }

    @Test
    void limitIs64KibibytesUnlessToldOtherwise() {
        assertEquals(64 * 1024, DelimiterFramer.DEFAULT_MAX_FRAME_LENGTH);
        assertEquals(64 * 1024, Framers.lines().maxFrameLength());
        assertEquals(7, Framers.lines(7).maxFrameLength());
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, Integer.MIN_VALUE, 1 << 30, Integer.MAX_VALUE})
    void refusesLimitOutOfRange(int max) {
        Exception refusal = assertThrows(IllegalArgumentException.class, () -> Framers.lines(max));
        assertTrue(refusal.getMessage().contains("maxFrameLength=" + max), refusal::getMessage);
        assertTrue(refusal.getMessage().contains("0 to " + ((1 << 30) - 1)), refusal::getMessage);
    }

    @Test
    void largestLimitMakesAProtocol() throws Exception {
        Framer framer = Framers.lines((1 << 30) - 1);
        assertEquals("a\n", Streams.encode(framer, "a"));
        assertTrue(framer.toString().contains("lines"), framer::toString);
    }
}
