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
import io.github.wholewire.Framer;
import io.github.wholewire.FramingException;
import io.github.wholewire.MessageDecoder;
import io.github.wholewire.framing.Streams.Outcome;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** In these streams RS is written as ^. */
class JsonSequenceFramerTest {
    private static final Framer FRAMER = Framers.jsonSequence();

    private static String stream(String text) {
        return text.replace('^', '\u001e');
    }

    static List<Arguments> streams() {
        return List.of(
                arguments("object", "^{\"a\":1}\n", List.of("{\"a\":1}"), "clean"),
                arguments("scalars", "^1\n^true\n^\"x\"\n", List.of("1", "true", "\"x\""), "clean"),
                arguments(
                        "over lines", "^{\n  \"a\": 1\n}\n", List.of("{\n  \"a\": 1\n}"), "clean"),
                arguments("nested", "^[[\n],{\n}\n]\n", List.of("[[\n],{\n}\n]"), "clean"),
                arguments("several RS", "^^^1\n^^2\n", List.of("1", "2"), "clean"),
                arguments("space behind", "^1\n \t\r\n^2\n\n", List.of("1", "2"), "clean"),
                arguments("blank lines before", "^\n \n1\n", List.of("\n \n1"), "clean"),
                arguments("CR before LF", "^1\r\n", List.of("1\r"), "clean"),
                arguments(
                        "bracket in string",
                        "^\"[\"\n^\"{\"\n",
                        List.of("\"[\"", "\"{\""),
                        "clean"),
                arguments(
                        "quote in string", "^\"\\\"[\"\n^1\n", List.of("\"\\\"[\"", "1"), "clean"),
                arguments("backslash in string", "^\"\\\\\"\n", List.of("\"\\\\\""), "clean"),
                arguments("end in a text", "^1\n^2", List.of("1"), "truncated"),
                arguments("end behind RS", "^1\n^", List.of("1"), "truncated"),
                arguments("cut short", "^1\n^{\"a\":^2\n", List.of("1"), "no frame"),
                arguments("scalar cut short", "^12^3\n", List.of(), "no frame"),
                arguments("blank text", "^ \n^1\n", List.of(), "no frame"),
                arguments("no RS", "{}\n", List.of(), "no frame"),
                arguments("no RS behind the first", "^1\n2\n", List.of("1"), "no frame"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("streams")
    void decodes(String name, String text, List<String> frames, String end) throws Exception {
        Outcome outcome = Streams.decode(FRAMER, List.of(stream(text)));
        assertEquals(frames, outcome.frames());
        assertEquals(end, outcome.end());
        byte[] bytes = Streams.bytes(stream(text));
        assertEquals(outcome, Streams.decode(FRAMER, bytes, -1, true));
    }

    /** A reader must not have to wait for the next text. */
    @Test
    void textIsReceivedWithItsLineFeed() throws Exception {
        MessageDecoder<String> decoder = Streams.decoder(FRAMER);
        decoder.push(ByteBuffer.wrap(Streams.bytes(stream("^{\"a\":[1,\n2]}\n"))));
        assertEquals("{\"a\":[1,\n2]}", decoder.pull());
        assertEquals(0, decoder.buffered());
    }

    @Test
    void encodes() throws Exception {
        assertEquals(
                stream("^{\n}\n^1\n^[\"\\\"\"]\n"),
                Streams.encode(FRAMER, "{\n}", "1", "[\"\\\"\"]"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "\n", "1\n", "1\n2", "{", "[1", "\"", "\"\\\"", "^", "[^]", "{}\n"})
    void refusesPayloadThatWouldNotComeBack(String payload) {
        assertThrows(CodecException.class, () -> Streams.encode(FRAMER, stream(payload)));
    }

    @Test
    void saysWhatIsWrong() {
        MessageDecoder<String> decoder = Streams.decoder(FRAMER);
        decoder.push(ByteBuffer.wrap(Streams.bytes("{\"a\":1}\n")));
        FramingException refusal = assertThrows(FramingException.class, decoder::pull);
        assertTrue(refusal.getMessage().contains("begins with 1E"), refusal.getMessage());
        assertThrows(IllegalArgumentException.class, () -> Framers.jsonSequence(0));
    }
}
