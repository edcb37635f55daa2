/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire;

import static io.github.wholewire.Fixtures.bytes;
import static io.github.wholewire.Fixtures.encoder;
import static io.github.wholewire.Fixtures.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.BufferedWriter;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class MessageEncoderTest {
    private static MessageEncoder<String> failing(Codec.Encoder<String> encode) {
        Codec.Encoder<String> writesThenFails =
                (message, out) -> {
                    out.write(bytes(message));
                    if (message.startsWith("bad")) {
                        encode.encode(message, out);
                    }
                };
        Codec<String> codec = Codec.of(writesThenFails, Fixtures::text);
        return Protocol.of(TestFramer.lines(100), codec).newEncoder();
    }

    @Test
    void keepsFramesUntilTheyAreTaken() throws Exception {
        MessageEncoder<String> encoder = encoder(TestFramer.lines(10));
        assertEquals("", text(encoder.pending()));
        encoder.encode("ab");
        encoder.encode("");
        assertEquals("ab\n\n", text(encoder.pending()));
        encoder.encode("c");
        assertEquals("ab\n\nc\n", text(encoder.pending()));
    }

    @Test
    void sharesItsFramesAndNotItsLimit() throws Exception {
        MessageEncoder<String> encoder = encoder(TestFramer.lines(2));
        MessageEncoder<String> sharing =
                encoder.sharing(Protocol.of(TestFramer.lines(4), Codecs.utf8()));
        encoder.encode("ab");
        sharing.encode("abcd");
        assertThrows(FrameTooLongException.class, () -> encoder.encode("abc"));
        assertThrows(FrameTooLongException.class, () -> sharing.encode("abcde"));
        assertEquals("ab\nabcd\n", text(encoder.pending()));
        sharing.clear();
        assertEquals("", text(encoder.pending()));
    }

    @Test
    void whatIsReadFromPendingIsTaken() throws Exception {
        MessageEncoder<String> encoder = encoder(TestFramer.lines(10));
        encoder.encode("abc");
        encoder.pending().get(new byte[3]);
        encoder.encode("def");
        ByteBuffer pending = encoder.pending();
        assertEquals("\ndef\n", text(pending));
        pending.get();
        assertEquals("def\n", text(encoder.pending()));
        ByteBuffer rest = encoder.pending();
        rest.position(rest.limit());
        assertEquals("", text(encoder.pending()));
        encoder.encode("g");
        assertEquals("g\n", text(encoder.pending()));
    }

    /** Whoever writes to a socket that takes little at a time asks for what is left each time. */
    @Test
    void takingALongFrameInSmallPiecesMovesItAFewTimesAtMost() throws Exception {
        int length = 1 << 16;
        MessageEncoder<String> encoder = encoder(TestFramer.lines(length));
        encoder.encode("x".repeat(length));
        long moved = 0;
        int expected = 0;
        for (int left = length + 1; left > 0; left--) {
            ByteBuffer pending = encoder.pending();
            assertEquals(left, pending.remaining());
            int at = pending.arrayOffset() + pending.position();
            moved += at == expected ? 0 : left;
            pending.get();
            expected = at + 1;
        }
        assertTrue(moved <= 2 * length, moved + " bytes moved");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 5, 8, 13})
    void framesAndPiecesTakenInAnyOrderStayInOrder(long seed) throws Exception {
        SplittableRandom random = new SplittableRandom(seed);
        MessageEncoder<String> encoder = encoder(TestFramer.lines(200_000));
        StringBuilder model = new StringBuilder();
        for (int i = 0; i < 3_000; i++) {
            String context = "seed=" + seed + " step=" + i;
            if (random.nextInt(3) == 0) {
                int most = random.nextInt(100) == 0 ? 200_001 : 300;
                String message = ("" + (char) ('a' + i % 26)).repeat(random.nextInt(most));
                encoder.encode(message);
                model.append(message).append('\n');
            } else {
                ByteBuffer pending = encoder.pending();
                assertEquals(model.length(), pending.remaining(), context);
                int count = Math.min(random.nextInt(400), model.length());
                byte[] piece = new byte[random.nextInt(20) == 0 ? model.length() : count];
                pending.get(piece);
                assertEquals(
                        model.substring(0, piece.length), text(ByteBuffer.wrap(piece)), context);
                model.delete(0, piece.length);
            }
        }
        assertEquals(model.toString(), text(encoder.pending()));
    }

    @Test
    void clearForgetsWhatIsPending() throws Exception {
        MessageEncoder<String> encoder = encoder(TestFramer.lines(10));
        encoder.clear();
        encoder.encode("abc");
        encoder.pending().get();
        encoder.clear();
        assertEquals("", text(encoder.pending()));
        encoder.encode("d");
        assertEquals("d\n", text(encoder.pending()));
    }

    static List<Arguments> failures() {
        Codec.Encoder<String> refuses =
                (message, out) -> {
                    throw new CodecException("no such message");
                };
        Codec.Encoder<String> fails =
                (message, out) -> {
                    throw new IOException("no such message");
                };
        Codec.Encoder<String> breaks =
                (message, out) -> {
                    throw new IllegalStateException("no such message");
                };
        Codec.Encoder<String> framing =
                (message, out) -> {
                    throw new FramingException("no such message");
                };
        return List.of(
                arguments("CodecException", refuses),
                arguments("IOException", fails),
                arguments("RuntimeException", breaks),
                arguments("FramingException", framing));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("failures")
    void failedMessageLeavesNothingAndNoHarm(String name, Codec.Encoder<String> failure)
            throws Exception {
        MessageEncoder<String> encoder = failing(failure);
        encoder.encode("first");
        encoder.pending().get();
        Exception refusal = assertThrows(CodecException.class, () -> encoder.encode("bad"));
        assertTrue(refusal.getMessage().contains("no such message"), refusal::getMessage);
        encoder.encode("last");
        assertThrows(CodecException.class, () -> encoder.encode("bad" + "x".repeat(90)));
        assertEquals("irst\nlast\n", text(encoder.pending()));
    }

    @Test
    void errorLeavesNothingAndIsNotHidden() throws Exception {
        AssertionError error = new AssertionError("a bug");
        MessageEncoder<String> encoder =
                failing((message, out) -> {
                    throw error;
                });
        encoder.encode("first");
        assertSame(error, assertThrows(AssertionError.class, () -> encoder.encode("bad")));
        assertEquals("first\n", text(encoder.pending()));
    }

    @Test
    void causeIsKeptAndTheMessageTypeNamed() {
        IOException cause = new IOException("disk on fire");
        MessageEncoder<String> encoder =
                failing((message, out) -> {
                    throw cause;
                });
        Exception refusal = assertThrows(CodecException.class, () -> encoder.encode("bad"));
        assertSame(cause, refusal.getCause());
        assertTrue(refusal.getMessage().contains("java.lang.String"), refusal::getMessage);
        assertTrue(refusal.getMessage().contains("disk on fire"), refusal::getMessage);
    }

    @Test
    void framerMayRefuseWhatTheCodecWrote() throws Exception {
        MessageEncoder<String> encoder = encoder(TestFramer.lines(10));
        encoder.encode("ab");
        assertThrows(CodecException.class, () -> encoder.encode("c\nd"));
        encoder.encode("e");
        assertEquals("ab\ne\n", text(encoder.pending()));
    }

    @Test
    void refusesNull() throws Exception {
        MessageEncoder<String> encoder = encoder(TestFramer.lines(10));
        encoder.encode("ab");
        assertThrows(NullPointerException.class, () -> encoder.encode(null));
        assertEquals("ab\n", text(encoder.pending()));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 9, 10})
    void acceptsPayloadUpToTheLimit(int length) throws Exception {
        MessageEncoder<String> encoder = encoder(TestFramer.lengths(10));
        encoder.encode("x".repeat(length));
        assertEquals(2 + length, encoder.pending().remaining());
    }

    @ParameterizedTest
    @ValueSource(ints = {11, 12, 100_000})
    void refusesPayloadOverTheLimit(int length) throws Exception {
        MessageEncoder<String> encoder = encoder(TestFramer.lengths(10));
        encoder.encode("ab");
        assertThrows(FrameTooLongException.class, () -> encoder.encode("x".repeat(length)));
        encoder.encode("cd");
        assertEquals("\0\u0002ab\0\u0002cd", text(encoder.pending()));
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 4097})
    void refusesFramerWithHeaderOutOfRange(int headerLength) {
        FrameEncoder header =
                new FrameEncoder() {
                    @Override
                    public int headerLength() {
                        return headerLength;
                    }

                    @Override
                    public void finish(FrameOutput out) {}
                };
        Protocol<String> protocol =
                Protocol.of(new TestFramer(10, 10, in -> false, header), Fixtures.latin1());
        Exception refusal = assertThrows(IllegalArgumentException.class, protocol::newEncoder);
        assertTrue(refusal.getMessage().contains("headerLength=" + headerLength));
    }

    @Test
    void headerEncoderRefusesNegativeLengthAndNull() {
        assertThrows(IllegalArgumentException.class, () -> FrameEncoder.header(-1, out -> {}));
        assertThrows(NullPointerException.class, () -> FrameEncoder.header(1, null));
    }

    @Test
    void serializersWriteIntoItAsIntoAnyStream() throws Exception {
        Codec.Encoder<String> serializer =
                (message, out) -> {
                    try (DataOutputStream data = new DataOutputStream(out)) {
                        data.writeLong(-2);
                        data.writeUTF(message);
                    }
                    try (BufferedWriter writer =
                            new BufferedWriter(
                                    new OutputStreamWriter(out, StandardCharsets.UTF_8))) {
                        writer.write("ä");
                    }
                };
        Codec<String> codec = Codec.of(serializer, Fixtures::text);
        MessageEncoder<String> encoder = Protocol.of(TestFramer.lengths(100), codec).newEncoder();
        encoder.encode("ab");
        encoder.encode("");
        assertEquals(
                "000e"
                        + "fffffffffffffffe"
                        + "00026162"
                        + "c3a4"
                        + "000c"
                        + "fffffffffffffffe"
                        + "0000"
                        + "c3a4",
                Fixtures.hex(encoder.pending()));
    }

    @Test
    void memoryOfAnUnusuallyLongFrameIsGivenBack() throws Exception {
        MessageEncoder<String> encoder = encoder(TestFramer.decimals(99_999));
        encoder.encode("x".repeat(99_999));
        encoder.clear();
        encoder.encode("ab");
        assertTrue(encoder.pending().capacity() <= 64 * 1024);
        assertEquals("2:ab", text(encoder.pending()));
    }

    /** Growing a little with every frame would copy all that is pending with every frame. */
    @ParameterizedTest
    @ValueSource(ints = {8, 64, 4096})
    void growthIsAmortisedOverTheFramesThatArePending(int maxFrameLength) throws Exception {
        MessageEncoder<String> encoder = encoder(TestFramer.lengths(maxFrameLength));
        String message = "x".repeat(8);
        long copied = 0;
        int capacity = 0;
        for (int i = 0; i < 20_000; i++) {
            encoder.encode(message);
            ByteBuffer pending = encoder.pending();
            if (pending.capacity() != capacity) {
                capacity = pending.capacity();
                copied += pending.limit();
            }
        }
        int pending = encoder.pending().limit();
        long bytesCopied = copied;
        assertTrue(copied <= 8L * pending, () -> bytesCopied + " bytes copied for " + pending);
    }
}
