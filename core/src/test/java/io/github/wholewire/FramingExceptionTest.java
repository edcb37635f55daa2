/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire;

import static io.github.wholewire.Fixtures.buffer;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class FramingExceptionTest {
    @Test
    void offsetIsUnknownUntilADecoderTellsIt() {
        FramingException exception = new FramingException("the rule");

        assertEquals(-1, exception.offset());
        assertEquals("the rule", exception.getMessage());
    }

    @Test
    void decoderAddsOffsetAndFirstBytes() {
        FramingException exception = new FramingException("the rule");

        exception.locate(5_000_000_000L, "\"GET\"");

        assertEquals(5_000_000_000L, exception.offset());
        assertEquals(
                "the rule (frame at byte 5000000000 of the stream, beginning \"GET\")",
                exception.getMessage());
    }

    @Test
    void firstPlaceIsKept() {
        FramingException exception = new FramingException("the rule");
        exception.locate(0, "\"a\"");
        exception.locate(7, "\"b\"");

        assertEquals(0, exception.offset());
        assertTrue(exception.getMessage().contains("\"a\""), exception::getMessage);
    }

    static List<Arguments> kinds() {
        return List.of(
                arguments(new FramingException("the rule")),
                arguments(new FrameTooLongException("the rule")),
                arguments(new TruncatedFrameException("the rule")));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void laterExceptionIsOfTheSameKindWithTheFirstAsItsCause(FramingException first) {
        first.locate(9, "\"x\"");
        FramingException later = first.again();

        assertSame(first.getClass(), later.getClass());
        assertSame(first, later.getCause());
        assertTrue(later.getMessage().contains(first.getMessage()), later::getMessage);
    }

    /** Test doubles throw them, so each has both constructors. */
    static List<Arguments> constructors() {
        return List.of(
                both(ChannelException::new, ChannelException::new),
                both(ChannelClosedException::new, ChannelClosedException::new),
                both(ChannelInterruptedException::new, ChannelInterruptedException::new),
                both(CodecException::new, CodecException::new),
                both(FrameTooLongException::new, FrameTooLongException::new),
                both(FramingException::new, FramingException::new),
                both(PeerClosedException::new, PeerClosedException::new),
                both(PeerUnreachableException::new, PeerUnreachableException::new),
                both(ReceiveTimeoutException::new, ReceiveTimeoutException::new),
                both(SendTimeoutException::new, SendTimeoutException::new),
                both(TruncatedFrameException::new, TruncatedFrameException::new));
    }

    private static Arguments both(
            Function<String, IOException> plain,
            BiFunction<String, Throwable, IOException> caused) {
        return arguments(plain.apply("why"), caused);
    }

    @ParameterizedTest
    @MethodSource("constructors")
    void keepsMessageAndCause(
            IOException plain, BiFunction<String, Throwable, IOException> caused) {
        Throwable cause = new IOException("cause");
        assertInstanceOf(ChannelException.class, plain);
        assertEquals("why", plain.getMessage());
        assertNull(plain.getCause());
        assertEquals("why", caused.apply("why", cause).getMessage());
        assertSame(cause, caused.apply("why", cause).getCause());
        assertNull(caused.apply("why", null).getCause());
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "``, `\"\"`",
                "GET /, `\"GET /\"`",
                "`a\"b\\c`, `\"a\\\"b\\\\c\"`",
                "123456789012345678901234, `\"123456789012345678901234\"`",
                "1234567890123456789012345, `\"123456789012345678901234\"...`"
            })
    void previewIsEscapedAndCutShort(String bytes, String expected) {
        assertEquals(expected, Preview.of(buffer(bytes)));
    }

    @Test
    void previewEscapesWhatATerminalWouldObey() {
        assertEquals(
                "\"\\x00\\x1b\\x7f\\x80\\xff\\r\\n\\t\"",
                Preview.of(buffer("\0\u001b\u007f\u0080\u00ff\r\n\t")));
    }
}
