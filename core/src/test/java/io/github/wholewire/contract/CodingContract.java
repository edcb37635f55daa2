/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrowsExactly;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.wholewire.Codec;
import io.github.wholewire.CodecException;
import io.github.wholewire.Codecs;
import io.github.wholewire.FrameDecoder;
import io.github.wholewire.FrameEncoder;
import io.github.wholewire.FrameTooLongException;
import io.github.wholewire.Framer;
import io.github.wholewire.FramingException;
import io.github.wholewire.MessageChannel;
import io.github.wholewire.Protocol;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a codec cannot do costs one message; what is no frame ends receiving. */
abstract class CodingContract extends ContractBase {
    private static final String TOO_LONG = "x".repeat(101);

    /** Writes a payload, or takes it, before it fails as the message says. */
    private static final Codec<String> FRAGILE =
            Codec.of(
                    (message, out) -> {
                        out.putUtf8(message);
                        fail(message);
                    },
                    payload -> {
                        String message = Codecs.utf8().decode(payload);
                        fail(message);
                        return message.equals("null") ? null : message;
                    });

    private static final Protocol<String> FRAGILE_TEXT =
            Protocol.of(new LengthPrefixed(100), FRAGILE);

    private static void fail(String message) throws IOException {
        switch (message) {
            case "io" -> throw new IOException("codec says io");
            case "runtime" -> throw new IllegalArgumentException("codec says runtime");
            case "error" -> throw new AssertionError("codec says error");
            default -> {}
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"io", "runtime"})
    void writesNothingOfAMessageThatCannotBeEncoded(String failing) throws Exception {
        var link = connect(FRAGILE_TEXT, TEXT);
        link.left().send("before");
        for (int i = 0; i < 3; i++) {
            var failure =
                    assertThrowsExactly(CodecException.class, () -> link.left().send(failing));
            assertTrue(failure.getMessage().contains("codec says"), failure::getMessage);
        }
        link.left().send("after");
        link.left().close();
        assertEquals(List.of("before", "after"), receiveAll(link.right()));
    }

    @Test
    void writesNothingOfAMessageWhoseCodecThrowsAnError() throws Exception {
        var link = connect(FRAGILE_TEXT, TEXT);
        assertThrowsExactly(AssertionError.class, () -> link.left().send("error"));
        link.left().send("after");
        link.left().close();
        assertEquals(List.of("after"), receiveAll(link.right()));
    }

    @StreamsOnly(StreamsOnly.NO_STREAM)
    @Test
    void writesNothingOfAMessageThatTheFramerRefuses() throws Exception {
        var link = connect(LINES, LINES);
        assertThrowsExactly(CodecException.class, () -> link.left().send("two\nlines"));
        link.left().send("after");
        link.left().close();
        assertEquals(List.of("after"), receiveAll(link.right()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"io", "runtime", "null"})
    void losesOnlyTheMessageThatCannotBeDecoded(String failing) throws Exception {
        var link = connect(FRAGILE_TEXT, TEXT);
        link.right().sendAll(List.of("before", failing, failing, "after"));
        link.right().close();
        assertEquals("before", link.left().receive());
        assertThrowsExactly(CodecException.class, link.left()::receive);
        assertThrowsExactly(CodecException.class, () -> link.left().receive(LONG));
        assertEquals("after", link.left().receive());
        assertEnd(link.left());
    }

    @Test
    void losesOnlyTheMessageWhoseCodecThrowsAnError() throws Exception {
        var link = connect(FRAGILE_TEXT, TEXT);
        link.right().sendAll(List.of("error", "after"));
        assertThrowsExactly(AssertionError.class, link.left()::receive);
        assertEquals("after", link.left().receive());
    }

    @Test
    void losesOnlyTheMessageThatIsNoText() throws Exception {
        var link = connect(TEXT, BYTES);
        link.right().send(new byte[] {(byte) 0xC3});
        link.right().send("after".getBytes(UTF_8));
        assertThrowsExactly(CodecException.class, link.left()::receive);
        assertEquals("after", link.left().receive());
    }

    @ParameterizedTest
    @ValueSource(strings = {"io", "runtime"})
    void sendsAllBeforeTheOneThatCannotBeEncoded(String failing) throws Exception {
        var link = connect(FRAGILE_TEXT, TEXT);
        var failure =
                assertThrowsExactly(
                        CodecException.class,
                        () -> link.left().sendAll(List.of("a", "b", "c", failing, "never")));
        assertTrue(failure.getMessage().startsWith("3 "), failure::getMessage);
        link.left().send("after");
        link.left().close();
        assertEquals(List.of("a", "b", "c", "after"), receiveAll(link.right()));
    }

    @Test
    void sendsAllBeforeTheOneThatIsTooLong() throws Exception {
        var link = connect(FRAGILE_TEXT, TEXT);
        var failure =
                assertThrowsExactly(
                        FrameTooLongException.class,
                        () -> link.left().sendAll(List.of("a", "b", TOO_LONG, "never")));
        assertTrue(failure.getMessage().startsWith("2 "), failure::getMessage);
        var none =
                assertThrowsExactly(
                        FrameTooLongException.class,
                        () -> link.left().sendAll(List.of(TOO_LONG, "never")));
        assertTrue(none.getMessage().startsWith("0 "), none::getMessage);
        link.left().send("after");
        link.left().close();
        assertEquals(List.of("a", "b", "after"), receiveAll(link.right()));
    }

    @Test
    void refusesASendFromItsOwnEncoder() throws Exception {
        var self = new AtomicReference<MessageChannel<String>>();
        Codec<String> reentrant =
                Codec.of(
                        (message, out) -> {
                            if (message.equals("again")) {
                                self.get().send("inner");
                            }
                            out.putUtf8(message);
                        },
                        Codecs.utf8()::decode);
        var link = connect(Protocol.of(new LengthPrefixed(100), reentrant), TEXT);
        self.set(link.left());
        var failure = assertThrowsExactly(CodecException.class, () -> link.left().send("again"));
        assertInstanceOf(IllegalStateException.class, failure.getCause());
        link.left().send("after");
        assertEquals("after", link.right().receive());
    }

    @Test
    void refusesAReceiveFromItsOwnDecoder() throws Exception {
        var self = new AtomicReference<MessageChannel<String>>();
        Codec<String> reentrant =
                Codec.of(
                        Codecs.utf8()::encode,
                        payload -> {
                            String message = Codecs.utf8().decode(payload);
                            return message.equals("again") ? self.get().receive() : message;
                        });
        var link = connect(Protocol.of(new LengthPrefixed(100), reentrant), TEXT);
        self.set(link.left());
        link.right().sendAll(List.of("again", "after"));
        var failure = assertThrowsExactly(CodecException.class, link.left()::receive);
        assertInstanceOf(IllegalStateException.class, failure.getCause());
        assertEquals("after", link.left().receive());
    }

    @StreamsOnly(StreamsOnly.NO_STREAM)
    @Test
    void latchesBytesThatAreNoFrameAndGoesOnSending() throws Exception {
        var link = connect(TEXT, RAW);
        byte[] stream = wire(TEXT, "whole");
        link.right().send(stream);
        link.right().send(new byte[] {-1, -1, -1, -1, 0});
        assertEquals("whole", link.left().receive());
        var first = assertThrowsExactly(FrameTooLongException.class, link.left()::receive);
        assertEquals(stream.length, first.offset());
        assertLatched(first, link.left()::receive, () -> link.left().receive(LONG));
        link.left().send("you speak another protocol");
        link.left().shutdownOutput();
        assertTrue(link.left().isOpen());
        var answer = new ByteArrayOutputStream();
        for (byte[] each : receiveAll(link.right())) {
            answer.write(each);
        }
        assertArrayEquals(wire(TEXT, "you speak another protocol"), answer.toByteArray());
    }

    @StreamsOnly(StreamsOnly.NO_STREAM)
    @Test
    void takesAFramerThatFailsForBytesThatAreNoFrame() throws Exception {
        var bug = new IllegalStateException("the framer has a bug");
        var link = connect(Protocol.of(new BrokenFramer(bug), Codecs.utf8()), RAW);
        link.right().send(new byte[1]);
        var first = assertThrowsExactly(FramingException.class, link.left()::receive);
        assertSame(bug, first.getCause());
        assertLatched(first, link.left()::receive);
    }

    private record BrokenFramer(RuntimeException bug) implements Framer {
        @Override
        public int maxFrameLength() {
            return 100;
        }

        @Override
        public FrameDecoder newDecoder() {
            return in -> {
                throw bug;
            };
        }

        @Override
        public FrameEncoder newEncoder() {
            return out -> {};
        }
    }
}
