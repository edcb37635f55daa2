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
import io.github.wholewire.framing.Streams.Outcome;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Several delimiters, and delimiters that are kept. */
class SeveralDelimitersTest {
    private static Framer strip(String delimiters) {
        return Streams.delimited(true, 9, delimiters.split(" "));
    }

    private static Framer keep(String delimiters) {
        return Streams.delimited(false, 9, delimiters.split(" "));
    }

    static List<Arguments> streams() {
        return List.of(
                arguments("each ends a frame", strip(", ;"), "a,b;;c,", List.of("a", "b", "", "c")),
                arguments("the first end counts", strip("abc b"), "xabcb", List.of("xa", "c")),
                arguments("even within another", strip("abcd bc"), "xabcdbc", List.of("xa", "d")),
                arguments("the longest on a tie", strip("b ab"), "xabb", List.of("x", "")),
                arguments("whatever the order", strip("ab b"), "xabb", List.of("x", "")),
                arguments("three on a tie", strip("c bc abc"), "xabcbcc", List.of("x", "", "")),
                arguments("begin behind the last", strip("ab ba"), "xabab", List.of("x", "")),
                arguments("of many", strip("1 2 3 4 5 67"), "a1b6c67d5", List.of("a", "b6c", "d")),
                arguments("twice the same", strip(", ,"), "a,b,", List.of("a", "b")),
                arguments("kept", keep(", ;"), "a,b;;", List.of("a,", "b;", ";")),
                arguments("kept, the longest", keep("b ab"), "xabb", List.of("xab", "b")),
                arguments("kept, long", keep("abac"), "xababac", List.of("xababac")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("streams")
    void decodes(String name, Framer framer, String stream, List<String> frames) throws Exception {
        Outcome expected = new Outcome(frames, "clean", stream.length());
        assertEquals(expected, Streams.decode(framer, List.of(stream)));
        assertEquals(expected, Streams.decode(framer, List.of(stream.split(""))));
    }

    @ParameterizedTest
    @CsvSource({
        "123;, clean",
        "123|=#, clean",
        "1234;, too long",
        "1234|=#, too long",
        "1234, too long",
        "123|=, truncated",
        "1234|=, too long",
        "123|=x, too long",
        "123|=|, too long"
    })
    void limitDoesNotCountTheDelimiterKeptOrNot(String stream, String end) throws Exception {
        for (boolean strip : new boolean[] {true, false}) {
            Framer framer = Streams.delimited(strip, 3, ";", "|=#");
            assertEquals(end, Streams.decode(framer, List.of(stream)).end());
            assertEquals(end, Streams.decode(framer, List.of(stream.split(""))).end());
        }
    }

    @Test
    void firstOneGivenIsSent() throws Exception {
        assertEquals("a;b;", Streams.encode(strip("; ,"), "a", "b"));
        assertEquals("a,b,", Streams.encode(strip(", ;"), "a", "b"));
    }

    @ParameterizedTest
    @CsvSource({
        "; |=, a|=", // another one in it
        "; |=, a;b",
        "= |=, a|", // another one, longer, made by the one appended
        "ab b, xb",
        "aa ba, xb", // ends earlier, since it is made by a part of the one appended
    })
    void refusesPayloadThatWouldNotComeBackAsSent(String delimiters, String payload) {
        Exception refusal =
                assertThrows(
                        CodecException.class, () -> Streams.encode(strip(delimiters), payload));
        assertTrue(refusal.getMessage().contains("the receiver would find one"));
    }

    @Test
    void payloadBringsADelimiterThatIsKept() throws Exception {
        assertEquals("a;b,", Streams.encode(keep("; ,"), "a;", "b,"));
        assertEquals("xabac", Streams.encode(keep("abac"), "xabac"));
    }

    @ParameterizedTest
    @CsvSource({"a, there is none in its 1 bytes", "a;b;, one ends at byte 2 of 4", "'', 0 bytes"})
    void refusesPayloadThatDoesNotEndWithItsFirstDelimiter(String payload, String said) {
        Exception refusal =
                assertThrows(CodecException.class, () -> Streams.encode(keep("; ,"), payload));
        assertTrue(refusal.getMessage().contains(said), refusal::getMessage);
        assertTrue(refusal.getMessage().contains("stripDelimiter=false"), refusal::getMessage);
    }

    @Test
    void keptDelimiterIsNotCountedWhenSentEither() throws Exception {
        Framer framer = Streams.delimited(false, 3, ";", "|=#");
        assertEquals(6, framer.maxFrameLength(), "what a codec may see");
        assertEquals("abc;abc|=#", Streams.encode(framer, "abc;", "abc|=#"));
        for (String tooLong : List.of("abcd;", "abcd|=#")) {
            assertThrows(FrameTooLongException.class, () -> Streams.encode(framer, tooLong));
            assertEquals("too long", Streams.decode(framer, List.of(tooLong)).end());
        }
    }

    @Test
    void textIsItsBytesInUtf8() throws Exception {
        Framer framer = DelimiterFramer.builder().delimiter("\u00e9").delimiter("\0").build();
        assertEquals("a\u00c3\u00a9", Streams.encode(framer, "a"));
        assertEquals(
                List.of("a", "b"), Streams.decode(framer, List.of("a\0b\u00c3\u00a9")).frames());
        assertThrows(IllegalArgumentException.class, () -> DelimiterFramer.builder().delimiter(""));
        assertTrue(framer.toString().contains("c3 a9 or 00"), framer::toString);
        assertTrue(keep(";").toString().contains("3b, kept"), keep(";")::toString);
    }

    @Test
    void limitAndKeptDelimiterMustFitTogether() {
        DelimiterFramer.Builder builder =
                DelimiterFramer.builder().delimiter(";;").maxFrameLength(Framer.MAX_LENGTH);
        assertEquals(Framer.MAX_LENGTH, builder.build().maxFrameLength());
        builder.stripDelimiter(false);
        Exception refusal = assertThrows(IllegalArgumentException.class, builder::build);
        assertTrue(refusal.getMessage().contains("0 to " + (Framer.MAX_LENGTH - 2)));
        builder.maxFrameLength(Framer.MAX_LENGTH - 2);
        assertEquals(Framer.MAX_LENGTH, builder.build().maxFrameLength());
    }
}
