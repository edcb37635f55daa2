/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.framing;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.wholewire.CodecException;
import io.github.wholewire.Codecs;
import io.github.wholewire.Framer;
import io.github.wholewire.MessageChannel;
import io.github.wholewire.MessageDecoder;
import io.github.wholewire.MessageEncoder;
import io.github.wholewire.Protocol;
import io.github.wholewire.TruncatedFrameException;
import io.github.wholewire.framing.Streams.Outcome;
import io.github.wholewire.memory.Faults;
import io.github.wholewire.memory.Memory;
import io.github.wholewire.tcp.Tcp;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class ChunksFramerTest {
    private static final Protocol<String> LINES = Protocol.of(Framers.lines(), Codecs.utf8());

    private static Protocol<byte[]> body(long totalBytes, int maxChunkLength) {
        return Protocol.of(Framers.chunksOf(totalBytes, maxChunkLength), Codecs.bytes());
    }

    @Test
    void piecesDoNotDependOnWhereTheBodyIsCut() throws Exception {
        Framer framer = Framers.chunksOf(8, 3);
        byte[] body = Streams.bytes("abcdefgh");
        Outcome expected = new Outcome(List.of("abc", "def", "gh"), "clean", 8);
        for (int cuts = 0; cuts < 1 << 7; cuts++) {
            assertEquals(expected, Streams.decode(framer, body, cuts, true));
        }
    }

    @Test
    void endWithinTheBodyIsTruncated() throws Exception {
        for (int length = 0; length < 8; length++) {
            byte[] body = Arrays.copyOf(Streams.bytes("abcdefgh"), length);
            Outcome outcome = Streams.decode(Framers.chunksOf(8, 3), body, 0, true);
            assertEquals("truncated", outcome.end());
            assertEquals(length / 3, outcome.frames().size());
        }
        MessageDecoder<byte[]> decoder = body(8, 3).newDecoder();
        decoder.push(ByteBuffer.wrap(Streams.bytes("abcd")));
        decoder.end();
        decoder.pull();
        String message = assertThrows(TruncatedFrameException.class, decoder::pull).getMessage();
        assertTrue(message.contains("with 5 of 8 bytes of the body to come"), message);
    }

    /** Whatever stands behind the body is left alone, and the end is told without it. */
    @Test
    void decoderIsFinishedBehindTheBody() throws Exception {
        MessageDecoder<byte[]> decoder = body(4, 3).newDecoder();
        assertFalse(decoder.isFinished());
        decoder.push(ByteBuffer.wrap(Streams.bytes("abcd")));
        assertArrayEquals(Streams.bytes("abc"), decoder.pull());
        assertArrayEquals(Streams.bytes("d"), decoder.pull());
        assertFalse(decoder.isFinished(), "before null was returned");
        assertNull(decoder.pull());
        assertTrue(decoder.isFinished());

        decoder.push(ByteBuffer.wrap(Streams.bytes("next\n")));
        assertNull(decoder.pull());
        assertEquals(5, decoder.buffered());
        assertEquals("next", decoder.switchTo(LINES).pull());
    }

    @Test
    void bodyOfNoBytesIsFinishedAtOnce() throws Exception {
        MessageDecoder<byte[]> decoder = body(0, 3).newDecoder();
        assertNull(decoder.pull());
        assertTrue(decoder.isFinished());
        decoder.push(ByteBuffer.wrap(Streams.bytes("next\n")));
        assertNull(decoder.pull());
        assertEquals("next", decoder.switchTo(LINES).pull());
    }

    @Test
    void noMoreThanTheBodyIsSent() throws Exception {
        MessageEncoder<byte[]> encoder = body(5, 3).newEncoder();
        encoder.encode(new byte[2]);
        assertThrows(CodecException.class, () -> encoder.encode(new byte[0]));
        encoder.encode(new byte[1]);
        CodecException refusal =
                assertThrows(CodecException.class, () -> encoder.encode(new byte[3]));
        assertTrue(
                refusal.getMessage().contains("a piece of 3 bytes, but 2 of 5 bytes"),
                refusal.getMessage());
        encoder.encode(new byte[2]);
        assertThrows(CodecException.class, () -> encoder.encode(new byte[1]));
        assertEquals(5, encoder.pending().remaining());
    }

    /** A body of any length arrives as it was sent, however it was cut at either end. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void bodyArrivesWhole(long seed) throws Exception {
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < Streams.cases(100); i++) {
            byte[] body = new byte[random.nextInt(300)];
            random.nextBytes(body);
            MessageEncoder<byte[]> encoder = body(body.length, 50).newEncoder();
            for (int from = 0; from < body.length; ) {
                int to = from + 1 + random.nextInt(Math.min(50, body.length - from));
                encoder.encode(Arrays.copyOfRange(body, from, to));
                from = to;
            }
            byte[] sent = new byte[encoder.pending().remaining()];
            encoder.pending().get(sent);
            Framer receiver = Framers.chunksOf(body.length, 1 + random.nextInt(60));
            Outcome outcome = RandomStreamsTest.decode(receiver, sent, random);
            assertEquals("clean", outcome.end());
            assertArrayEquals(body, Streams.bytes(String.join("", outcome.frames())));
        }
    }

    /** Headers, a body of the length they tell, and headers again. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 1000, 200_000})
    void channelSwitchesToTheBodyAndBack(int length) throws Exception {
        byte[] body = new byte[length];
        new SplittableRandom(length).nextBytes(body);
        var address = new InetSocketAddress("localhost", 0);
        try (var server = Tcp.listen(address, LINES);
                var client = Tcp.connect(server.localAddress(), LINES);
                var peer = server.accept()) {
            exchangeBody(client, peer, body);
        }
        var options =
                Memory.Options.builder().faults(Faults.none().cut(7)).capacity(1 << 20).build();
        try (var pair = Memory.pair(LINES, LINES, options)) {
            exchangeBody(pair.left(), pair.right(), body);
        }
    }

    private static void exchangeBody(
            MessageChannel<String> left, MessageChannel<String> right, byte[] body)
            throws Exception {
        Thread sender = new Thread(() -> send(left, body));
        sender.start();
        MessageChannel<String> lines = right;
        for (int round = 0; round < 2; round++) {
            int length = Integer.parseInt(lines.receive());
            MessageChannel<byte[]> pieces = lines.switchTo(body(length, 1024));
            ByteArrayOutputStream received = new ByteArrayOutputStream();
            List<Integer> lengths = new ArrayList<>();
            for (byte[] piece; (piece = pieces.receive()) != null; ) {
                received.write(piece);
                lengths.add(piece.length);
            }
            assertNull(pieces.receive(), "the body has ended");
            assertArrayEquals(body, received.toByteArray());
            assertEquals((length + 1023) / 1024, lengths.size());
            assertTrue(pieces.isOpen());
            lines = pieces.switchTo(LINES);
        }
        assertEquals("bye", lines.receive());
        assertNull(lines.receive());
        sender.join();
    }

    private static void send(MessageChannel<String> channel, byte[] body) {
        try {
            MessageChannel<String> lines = channel;
            for (int round = 0; round < 2; round++) {
                lines.send(String.valueOf(body.length));
                MessageChannel<byte[]> pieces = lines.switchTo(body(body.length, 900));
                for (int from = 0; from < body.length; from += 900) {
                    pieces.send(Arrays.copyOfRange(body, from, Math.min(body.length, from + 900)));
                }
                lines = pieces.switchTo(LINES);
            }
            lines.send("bye");
            lines.shutdownOutput();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** The body's end is told at once, though the peer sends nothing more and stays. */
    @Test
    void bodyEndsWhileTheConnectionStays() throws Exception {
        try (var pair = Memory.pair(LINES)) {
            pair.left().send("a body: xyz");
            assertEquals("a body: xyz", pair.right().receive());
            MessageChannel<byte[]> empty = pair.right().switchTo(body(0, 9));
            assertNull(empty.receive());
            MessageChannel<String> lines = empty.switchTo(LINES);
            pair.left().send("more");
            assertEquals("more", lines.receive());
        }
    }

    @Test
    void peerThatFinishesWithinTheBodyIsReported() throws Exception {
        try (var pair = Memory.pair(LINES)) {
            MessageChannel<byte[]> body = pair.right().switchTo(body(10, 4));
            pair.left().send("abcdefg");
            pair.left().shutdownOutput();
            assertEquals(4, body.receive().length);
            assertEquals(4, body.receive().length);
            assertThrows(TruncatedFrameException.class, body::receive);
        }
    }

    @Test
    void settingsAreCheckedWhenBuilt() {
        assertThrows(IllegalArgumentException.class, () -> Framers.chunksOf(-1, 1));
        assertThrows(IllegalArgumentException.class, () -> Framers.chunksOf(1, 0));
        assertThrows(IllegalArgumentException.class, () -> Framers.chunksOf(1, (1 << 30) + 1));
        assertTrue(Framers.chunksOf(1L << 40, 9).toString().contains("totalBytes=1099511627776"));
    }
}
