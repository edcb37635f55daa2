/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire;

import static io.github.wholewire.Fixtures.buffer;
import static io.github.wholewire.Fixtures.decoder;
import static io.github.wholewire.Fixtures.pullAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Frames that are too long, and a framer that skips them. */
class MessageDecoderSkipTest {
    private static final byte[][] LF = {{Fixtures.LF}};

    /** Lines that are skipped if they are too long. */
    private static FrameDecoder skippingLines() {
        return skipping((in, refusal) -> {
            int end = in.findEnd(LF, Integer.MAX_VALUE);
            in.skip(end < 0 ? in.length() : end);
            return end >= 0;
        });
    }

    @FunctionalInterface
    private interface Skip {
        boolean skip(FrameInput in, FrameTooLongException refusal) throws FramingException;
    }

    private static FrameDecoder skipping(Skip skip) {
        return new FrameDecoder() {
            @Override
            public boolean decode(FrameInput in) throws FramingException {
                int end = in.find(Fixtures.LF);
                return end >= 0 && in.frame(0, end, 1);
            }

            @Override
            public boolean skip(FrameInput in, FrameTooLongException refusal)
                    throws FramingException {
                return skip.skip(in, refusal);
            }
        };
    }

    private final List<FrameTooLongException> told = new ArrayList<>();
    private final MessageDecoder<String> decoder = decoder(3, skippingLines());

    private MessageDecoder<String> listening(MessageDecoder<String> decoder) {
        decoder.onSkip(told::add);
        return decoder;
    }

    @Test
    void goesOnBehindAFrameThatIsTooLong() throws Exception {
        listening(decoder).push(buffer("ab\nabcd\nc\n\nabcdefgh\nabc\n"));
        assertEquals(List.of("ab", "c", "", "abc"), pullAll(decoder));
        assertEquals(2, decoder.skipped());
        assertEquals(List.of(3L, 11L), told.stream().map(FramingException::offset).toList());
        assertTrue(told.get(0).getMessage().contains("beginning \"abcd"), told::toString);
        assertEquals(24, decoder.consumed());
    }

    @Test
    void tellsAsSoonAsAFrameIsKnownToBeTooLongAndKeepsNothingOfIt() throws Exception {
        listening(decoder);
        decoder.push(buffer("a\nabc"));
        assertEquals("a", decoder.pull());
        assertNull(decoder.pull());
        assertEquals(0, decoder.skipped());
        for (int i = 0; i < 1_000; i++) {
            decoder.push(buffer("d".repeat(1_000)));
            assertNull(decoder.pull());
            assertEquals(1, told.size());
            assertEquals(1, decoder.skipped());
            assertEquals(0, decoder.buffered());
            assertEquals(2, decoder.consumed(), "where the frame began");
            assertTrue(decoder.isInsideFrame());
        }
        decoder.push(buffer("\nb\n"));
        assertEquals("b", decoder.pull());
        assertEquals(2, decoder.frameLength());
        assertEquals(1_000_008, decoder.consumed());
        assertFalse(decoder.isInsideFrame());
        decoder.end();
        assertNull(decoder.pull());
        assertEquals(1, told.size());
    }

    @Test
    void isInsideAFrameWhileBytesOfItAreAtHand() throws Exception {
        assertFalse(decoder.isInsideFrame());
        assertEquals(0, decoder.frameLength());
        decoder.push(buffer("a"));
        assertTrue(decoder.isInsideFrame());
        assertNull(decoder.pull());
        decoder.push(buffer("b\n"));
        assertEquals("ab", decoder.pull());
        assertEquals(3, decoder.frameLength());
        assertFalse(decoder.isInsideFrame());
    }

    @Test
    void endWhileSkippingIsTruncation() throws Exception {
        listening(decoder).push(buffer("a\nabcdef"));
        assertEquals("a", decoder.pull());
        assertNull(decoder.pull());
        TruncatedFrameException late = decoder.truncated("no progress");
        decoder.end();
        TruncatedFrameException failure =
                assertThrows(TruncatedFrameException.class, decoder::pull);
        for (TruncatedFrameException truncated : List.of(late, failure)) {
            assertEquals(2, truncated.offset());
            assertSame(told.get(0), truncated.getCause());
            assertTrue(
                    truncated.getMessage().contains("inside a frame that was being skipped"),
                    truncated::getMessage);
        }
        assertSame(failure, assertThrows(TruncatedFrameException.class, decoder::pull).getCause());
    }

    @Test
    void switchesBetweenFramesOnlyAndKeepsCountAndListener() throws Exception {
        Protocol<String> next = Protocol.of(TestFramer.of(3, skippingLines()), Fixtures.latin1());
        listening(decoder).push(buffer("abcd\nabcd"));
        assertNull(decoder.pull());
        assertThrows(IllegalStateException.class, () -> decoder.switchTo(next));
        decoder.push(buffer("\n"));
        assertNull(decoder.pull());
        MessageDecoder<String> other = decoder.switchTo(next);
        other.push(buffer("abcd\na\n"));
        assertEquals("a", other.pull());
        assertEquals(3, other.skipped());
        assertEquals(3, told.size());
    }

    @Test
    void whatAListenerThrowsLeavesTheDecoderUsable() throws Exception {
        IllegalStateException mistake = new IllegalStateException("a mistake");
        decoder.onSkip(refusal -> {
            throw mistake;
        });
        decoder.push(buffer("abcd\na\n"));
        assertSame(mistake, assertThrows(IllegalStateException.class, decoder::pull));
        assertEquals("a", decoder.pull());
        assertEquals(1, decoder.skipped());
    }

    @Test
    void frameTooLongEndsReceivingUnlessTheFramerSkips() {
        MessageDecoder<String> strict = listening(decoder(TestFramer.lines(3)));
        strict.push(buffer("abcd\na\n"));
        FrameTooLongException refusal = assertThrows(FrameTooLongException.class, strict::pull);
        assertSame(refusal, assertThrows(FrameTooLongException.class, strict::pull).getCause());
        assertEquals(List.of(), told);
        assertEquals(0, strict.skipped());
    }

    static List<Arguments> mistakes() {
        return List.of(
                arguments("nothing dropped", (Skip) (in, refusal) -> true, "frame of no bytes"),
                arguments("never an end", (Skip) (in, refusal) -> false, "at least"),
                arguments(
                        "an exception",
                        (Skip)
                                (in, refusal) -> {
                                    in.skip(-1);
                                    return true;
                                },
                        "the framer failed"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mistakes")
    void framersMistakeIsAFailureOfTheStream(String name, Skip skip, String said) {
        MessageDecoder<String> mistaken = decoder(3, skipping(skip));
        FramingException failure =
                assertThrows(
                        FramingException.class,
                        () -> {
                            for (int i = 0; i < 1_000; i++) {
                                mistaken.push(buffer("x".repeat(100)));
                                mistaken.pull();
                            }
                        });
        assertEquals(0, failure.offset());
        assertTrue(failure.getMessage().contains(said), failure::getMessage);
        assertThrows(FramingException.class, mistaken::pull);
        assertEquals(0, mistaken.buffered());
    }
}
