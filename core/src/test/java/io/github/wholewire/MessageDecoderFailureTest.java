/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire;

import static io.github.wholewire.Fixtures.buffer;
import static io.github.wholewire.Fixtures.decoder;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bytes that are no frame, payloads that are no message, framers and codecs with mistakes. */
class MessageDecoderFailureTest {
    @Test
    void failureTellsOffsetAndFirstBytesOfTheFrame() throws Exception {
        MessageDecoder<String> decoder = decoder(TestFramer.lengths(10));
        decoder.push(buffer("\0\u0001a\0\u0001bGET / HTTP/1.1\r\nHost: example\r\n"));
        assertEquals("a", decoder.pull());
        assertEquals("b", decoder.pull());

        FramingException failure = assertThrows(FramingException.class, decoder::pull);

        assertEquals(6, failure.offset());
        assertTrue(failure.getMessage().contains("payload of 18245 bytes"), failure::getMessage);
        assertTrue(failure.getMessage().contains("maxFrameLength=10"), failure::getMessage);
        assertTrue(failure.getMessage().contains("at byte 6 of the stream"), failure::getMessage);
        assertTrue(
                failure.getMessage().contains("\"GET / HTTP/1.1\\r\\nHost: ex\"..."),
                failure::getMessage);
    }

    static List<Arguments> failing() {
        return List.of(
                arguments(FrameTooLongException.class, "\u0009\u0009"),
                arguments(TruncatedFrameException.class, "\0\u0005abc"));
    }

    @ParameterizedTest
    @MethodSource("failing")
    void eachLaterPullThrowsANewExceptionWithTheFirstAsItsCause(
            Class<? extends FramingException> kind, String bytes) {
        MessageDecoder<String> decoder = decoder(TestFramer.lengths(10));
        decoder.push(buffer(bytes));
        decoder.end();
        FramingException first = assertThrows(kind, decoder::pull);
        FramingException second = assertThrows(kind, decoder::pull);
        FramingException third = assertThrows(kind, decoder::pull);

        assertSame(first, second.getCause());
        assertSame(first, third.getCause());
        assertNotSame(second, third);
        assertTrue(second.getMessage().contains(first.getMessage()), second::getMessage);
        assertThrows(
                kind, () -> decoder.switchTo(Protocol.of(TestFramer.lines(10), Codecs.utf8())));
    }

    /** A slip of a framer's author must be an error that names the framer, never a loop. */
    static List<Arguments> mistakes() {
        FrameDecoder noMark = in -> true;
        FrameDecoder emptyMark = in -> in.frame(0, 0, 0);
        FrameDecoder beyond = in -> in.get(in.length()) == 0;
        FrameDecoder badSkip =
                in -> {
                    in.skip(-1);
                    return false;
                };
        FrameDecoder badHeader = in -> in.frame(-1, 1, 0);
        FrameDecoder divides = in -> in.get(0) / (in.length() - in.length()) > 0;
        FrameDecoder markThenNothing = in -> in.frame(0, 11, 0);
        return List.of(
                arguments("true without a mark", noMark, "marked no frame"),
                arguments("a mark of no bytes", emptyMark, "marked a frame of no bytes"),
                arguments("an index beyond the bytes", beyond, "has(4)"),
                arguments("a negative skip", badSkip, "framer failed"),
                arguments("a negative header", badHeader, "headerLength=-1"),
                arguments("an exception", divides, "ArithmeticException"),
                arguments("a frame over its own limit", markThenNothing, "maxFrameLength=10"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mistakes")
    void framersMistakeIsAFailureOfTheStream(String name, FrameDecoder framer, String said) {
        MessageDecoder<String> decoder = decoder(10, framer);
        decoder.push(buffer("abc"));

        FramingException failure = assertThrows(FramingException.class, decoder::pull);

        assertEquals(0, failure.offset());
        assertTrue(failure.getMessage().contains(said), failure::getMessage);
        assertSame(failure, assertThrows(FramingException.class, decoder::pull).getCause());
    }

    @Test
    void whatComesAfterAFailureCountsNeitherAsBufferedNorAsConsumed() throws Exception {
        MessageDecoder<String> decoder = decoder(TestFramer.lengths(10));
        decoder.push(buffer("\u0000\u0001a\u0000\u000bb"));
        assertEquals("a", decoder.pull());
        assertThrows(FrameTooLongException.class, decoder::pull);
        for (int i = 0; i < 3; i++) {
            decoder.push(buffer("more"));
            assertThrows(FrameTooLongException.class, decoder::pull);
            assertEquals(0, decoder.buffered());
            assertEquals(3, decoder.consumed());
        }
    }

    @Test
    void runtimeExceptionOfAFramerIsKeptAsTheCause() {
        IllegalStateException cause = new IllegalStateException("a bug");
        MessageDecoder<String> decoder =
                decoder(
                        10,
                        in -> {
                            throw cause;
                        });
        decoder.push(buffer("abc"));

        assertSame(cause, assertThrows(FramingException.class, decoder::pull).getCause());
    }

    @Test
    void mistakeAtTheEndIsAFailureToo() {
        FrameDecoder endless =
                new FrameDecoder() {
                    @Override
                    public boolean decode(FrameInput in) {
                        return false;
                    }

                    @Override
                    public boolean end(FrameInput in) throws FramingException {
                        return in.frame(0, 0, 0);
                    }
                };
        MessageDecoder<String> decoder = decoder(10, endless);
        decoder.end();

        FramingException failure = assertThrows(FramingException.class, decoder::pull);

        assertTrue(failure.getMessage().contains("no bytes"), failure::getMessage);
    }

    @Test
    void endThatSaysYesWithoutAMarkIsAFailure() {
        FrameDecoder careless =
                new FrameDecoder() {
                    @Override
                    public boolean decode(FrameInput in) {
                        return false;
                    }

                    @Override
                    public boolean end(FrameInput in) {
                        return true;
                    }
                };
        MessageDecoder<String> decoder = decoder(10, careless);
        decoder.push(buffer("a"));
        decoder.end();

        assertThrows(FramingException.class, decoder::pull);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 100, 10_000})
    void headerWithoutEndIsRefused(int piece) {
        MessageDecoder<String> decoder = decoder(10, in -> in.has(in.length() + 1));

        assertThrows(
                FrameTooLongException.class,
                () -> {
                    for (int i = 0; i < 10_000; i += piece) {
                        decoder.push(ByteBuffer.allocate(piece));
                        assertNull(decoder.pull());
                    }
                });

        assertTrue(
                decoder.buffered() <= 2 * 4096 + 10 + piece, () -> decoder.buffered() + " bytes");
    }

    @Test
    void wantingMoreThanAnyFrameTakesIsRefusedAtOnce() {
        MessageDecoder<String> decoder = decoder(10, in -> in.has(Integer.MAX_VALUE));
        decoder.push(buffer("a"));

        assertThrows(FrameTooLongException.class, decoder::pull);
    }

    static List<Arguments> codecs() {
        Codec.Decoder<String> refuses =
                payload -> {
                    throw new CodecException("no such message");
                };
        Codec.Decoder<String> fails =
                payload -> {
                    throw new IOException("no such message");
                };
        Codec.Decoder<String> framing =
                payload -> {
                    throw new FrameTooLongException("no such message");
                };
        Codec.Decoder<String> underflows = payload -> "" + payload.getLong() + "no such message";
        Codec.Decoder<String> makesNull = payload -> null;
        return List.of(
                arguments("CodecException", refuses, "no such message"),
                arguments("IOException", fails, "no such message"),
                arguments("FramingException", framing, "no such message"),
                arguments("RuntimeException", underflows, "BufferUnderflowException"),
                arguments("null", makesNull, "made null of a payload of 3 bytes"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("codecs")
    void payloadThatIsNoMessageCostsThatMessageAlone(
            String name, Codec.Decoder<String> failure, String said) throws Exception {
        Codec<String> codec =
                Codec.of(
                        (message, out) -> {},
                        payload ->
                                payload.get(payload.position()) == '!'
                                        ? failure.decode(payload)
                                        : Fixtures.text(payload));
        for (BufferKind kind : BufferKind.values()) {
            MessageDecoder<String> decoder = Protocol.of(TestFramer.lines(10), codec).newDecoder();
            decoder.push(kind.of(Fixtures.bytes("ab\n!12\n!34\ncd\n")));

            assertEquals("ab", decoder.pull());
            for (int i = 0; i < 2; i++) {
                Exception refusal = assertThrows(CodecException.class, decoder::pull);
                assertTrue(refusal.getMessage().contains(said), refusal::getMessage);
            }
            assertEquals("cd", decoder.pull());
            decoder.end();
            assertNull(decoder.pull());
        }
    }

    @Test
    void causeOfACodecsExceptionIsKept() {
        IOException cause = new IOException("bad checksum");
        Codec<String> codec =
                Codec.of(
                        (message, out) -> {},
                        payload -> {
                            throw cause;
                        });
        MessageDecoder<String> decoder = Protocol.of(TestFramer.lines(10), codec).newDecoder();
        decoder.push(buffer("abc\n"));

        CodecException refusal = assertThrows(CodecException.class, decoder::pull);

        assertSame(cause, refusal.getCause());
        assertInstanceOf(ChannelException.class, refusal);
        assertTrue(refusal.getMessage().contains("payload of 3 bytes"), refusal::getMessage);
    }

    @Test
    void codecMayLeaveBytesUnreadAndChangeTheBuffer() throws Exception {
        Codec<String> codec =
                Codec.of(
                        (message, out) -> {},
                        payload -> {
                            String first = "" + (char) payload.get();
                            payload.order(java.nio.ByteOrder.LITTLE_ENDIAN).clear();
                            return first;
                        });
        MessageDecoder<String> decoder = Protocol.of(TestFramer.lines(10), codec).newDecoder();
        decoder.push(buffer("abc\ndef\ng"));

        assertEquals(List.of("a", "d"), Fixtures.pullAll(decoder));
        decoder.push(buffer("hi\n"));
        assertEquals("g", decoder.pull());
    }
}
