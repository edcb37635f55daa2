/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.framing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.wholewire.CodecException;
import io.github.wholewire.FrameTooLongException;
import io.github.wholewire.FramingException;
import io.github.wholewire.framing.Streams.Outcome;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Lines that end with CRLF and nothing else. */
class CrlfTest {
    @Test
    void linesEndWithBoth() throws Exception {
        assertEquals("ab\r\n\r\nc\r\n", Streams.encode(Framers.crlf(), "ab", "", "c"));
        List<String> chunks = List.of("ab\r", "\n", "\r\nc", "\r\n");
        assertEquals(
                new Outcome(List.of("ab", "", "c"), "clean", 9),
                Streams.decode(Framers.crlf(), chunks));
    }

    /** A peer in between that ends lines at one of them would see other lines. */
    @ParameterizedTest
    @CsvSource({
        "'a\r\nb\nc\r\n', a line feed without",
        "'a\r\n\nb\r\n', a line feed without",
        "'a\r\nb\rc\r\n', a carriage return without",
        "'a\r\nb\r\r\n', a carriage return without",
        "'a\r\nGET / HTTP/1.1\nHost: x\r\n', a line feed without"
    })
    void refusesOneWithoutTheOther(String stream, String said) throws Exception {
        for (List<String> chunks : List.of(List.of(stream), List.of(stream.split("")))) {
            assertEquals(
                    new Outcome(List.of("a"), "no frame", 3),
                    Streams.decode(Framers.crlf(), chunks));
        }
        var decoder = Streams.decoder(Framers.crlf());
        decoder.push(ByteBuffer.wrap(Streams.bytes(stream)));
        assertEquals("a", decoder.pull());
        Exception refusal = assertThrows(FramingException.class, decoder::pull);
        assertTrue(refusal.getMessage().contains(said), refusal::getMessage);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\nb", "a\rb", "a\r", "\n", "a\r\nb"})
    void refusesToSendEither(String line) {
        assertThrows(CodecException.class, () -> Streams.encode(Framers.crlf(), line));
    }

    @ParameterizedTest
    @CsvSource({
        "'ab\r\n', clean",
        "'ab', truncated",
        "'ab\r', truncated",
        "'abc\r\n', too long",
        "'abc', too long",
        "'abc\n', too long",
        "'ab\n', no frame"
    })
    void limitCountsTheLineAlone(String stream, String end) throws Exception {
        assertEquals(end, Streams.decode(Framers.crlf(2), List.of(stream)).end());
        assertEquals(end, Streams.decode(Framers.crlf(2), List.of(stream.split(""))).end());
        assertThrows(FrameTooLongException.class, () -> Streams.encode(Framers.crlf(2), "abc"));
        assertThrows(IllegalArgumentException.class, () -> Framers.crlf(-1));
        assertEquals(64 * 1024, Framers.crlf().maxFrameLength());
    }
}
