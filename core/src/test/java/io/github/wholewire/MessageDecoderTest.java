/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire;

import static io.github.wholewire.Fixtures.buffer;
import static io.github.wholewire.Fixtures.bytes;
import static io.github.wholewire.Fixtures.decoder;
import static io.github.wholewire.Fixtures.pullAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bytes in, messages out, and the end. */
class MessageDecoderTest {
    @ParameterizedTest
    @EnumSource
    void decodesEveryFrameOfWhatIsPushed(BufferKind kind) throws Exception {
        MessageDecoder<String> decoder = decoder(TestFramer.lines(10));
        ByteBuffer pushed = kind.of(bytes("ab\n\ncd\nef"));

        decoder.push(pushed);

        assertFalse(pushed.hasRemaining());
        assertEquals(9, decoder.buffered());
        assertEquals(List.of("ab", "", "cd"), pullAll(decoder));
        assertEquals(2, decoder.buffered());
        assertEquals(7, decoder.consumed());
    }

    @ParameterizedTest
    @EnumSource
    void keepsPartialFrameUntilTheRestArrives(BufferKind kind) throws Exception {
        String stream = "ab\ncde\n";
        for (int cut = 0; cut <= stream.length(); cut++) {
            MessageDecoder<String> decoder = decoder(TestFramer.lines(10));
            decoder.push(kind.of(bytes(stream.substring(0, cut))));
            List<String> messages = pullAll(decoder);
            decoder.push(kind.of(bytes(stream.substring(cut))));
            messages.addAll(pullAll(decoder));
            assertEquals(List.of("ab", "cde"), messages, "cut at " + cut);
        }
    }

    @ParameterizedTest
    @EnumSource
    void bufferIsTheCallersAgainOncePullReturnsNull(BufferKind kind) throws Exception {
        MessageDecoder<String> decoder = decoder(TestFramer.lines(10));
        ByteBuffer pushed = kind.of(bytes("ab\ncd"));
        decoder.push(pushed);
        assertEquals("ab", decoder.pull());
        assertNull(decoder.pull());

        if (!pushed.isReadOnly()) {
            for (int i = 0; i < pushed.limit(); i++) {
                pushed.put(i, (byte) '!');
            }
        }
        decoder.push(kind.of(bytes("e\n")));

        assertEquals("cde", decoder.pull());
    }

    /** Views of a buffer that is pushed again and again are kept, so they must not remember. */
    @ParameterizedTest
    @EnumSource
    void sameBufferMayBePushedAgainWithOtherBytesAtOtherPlaces(BufferKind kind) throws Exception {
        MessageDecoder<String> decoder = decoder(TestFramer.lines(20));
        ByteBuffer buffer = kind.of(bytes("one\ntwo\nthree\nfour\n"));
        int start = buffer.position();
        ByteBuffer other = kind.of(bytes("five\n"));

        decoder.push(buffer.limit(start + 8));
        assertEquals(List.of("one", "two"), pullAll(decoder));
        decoder.push(buffer.limit(start + 19));
        assertEquals(List.of("three", "four"), pullAll(decoder));
        decoder.push(other);
        assertEquals(List.of("five"), pullAll(decoder));
        decoder.push(buffer.position(start + 4).limit(start + 11));
        assertEquals(List.of("two"), pullAll(decoder));
        decoder.push(buffer.position(start + 11).limit(start + 14));
        assertEquals(List.of("three"), pullAll(decoder));
        decoder.push(buffer.position(start).limit(start + 4));
        assertEquals(List.of("one"), pullAll(decoder));
    }

    @Test
    void pushBetweenPullsLeavesWhatWasPushedBefore() throws Exception {
        MessageDecoder<String> decoder = decoder(TestFramer.lines(10));
        decoder.push(buffer("ab\ncd\n"));
        assertEquals("ab", decoder.pull());
        decoder.push(BufferKind.DIRECT.of(bytes("ef\ng")));
        decoder.push(ByteBuffer.allocate(0));
        assertEquals("cd", decoder.pull());
        decoder.space().put(bytes("h\n"));
        assertEquals(List.of("ef", "gh"), pullAll(decoder));
    }

    @Test
    void readOnlyBufferIsNotOverwrittenByAFramerThatUnstuffs() throws Exception {
        byte[] stream = bytes("a\u00db\u003f\u00c0");
        MessageDecoder<String> decoder = decoder(TestFramer.stuffed(10));

        decoder.push(ByteBuffer.wrap(stream).asReadOnlyBuffer());

        assertEquals("a\u00c0", decoder.pull());
        assertEquals("a\u00db\u003f\u00c0", Fixtures.text(ByteBuffer.wrap(stream)));
    }

    @Test
    void whatIsReadIntoSpaceIsThereAtTheNextCall() throws Exception {
        MessageDecoder<String> decoder = decoder(TestFramer.lines(10));
        ByteBuffer space = decoder.space();
        assertTrue(space.hasArray());
        assertTrue(space.remaining() >= 1 && space.remaining() <= 64 * 1024);
        space.put(bytes("ab\nc"));
        assertEquals(4, decoder.buffered());
        assertEquals("ab", decoder.pull());
        assertNull(decoder.pull());
        decoder.space().put(bytes("d\n"));
        decoder.space().put(bytes("e"));
        decoder.space();
        decoder.push(buffer("f\n"));
        assertEquals(List.of("cd", "ef"), pullAll(decoder));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 4096, 8192, Integer.MAX_VALUE})
    void longFrameArrivesThroughSpaceInPiecesOfAnySize(int piece) throws Exception {
        String message = "0123456789".repeat(30_000);
        MessageDecoder<String> decoder = decoder(TestFramer.lines(message.length()));
        ByteBuffer stream = buffer(message + "\n" + message + "\nrest");
        int pulled = 0;
        while (stream.hasRemaining()) {
            ByteBuffer space = decoder.space();
            assertTrue(space.hasRemaining() && space.remaining() <= 64 * 1024);
            int count = Math.min(piece, Math.min(space.remaining(), stream.remaining()));
            space.put(stream.slice(stream.position(), count));
            stream.position(stream.position() + count);
            for (String m; (m = decoder.pull()) != null; pulled++) {
                assertTrue(message.equals(m));
            }
        }
        assertEquals(2, pulled);
        assertEquals(4, decoder.buffered());
    }

    @Test
    void endAfterAWholeFrameIsClean() throws Exception {
        MessageDecoder<String> decoder = decoder(TestFramer.lines(10));
        decoder.push(buffer("ab\ncd\n"));
        decoder.end();
        decoder.end();
        assertEquals(List.of("ab", "cd"), pullAll(decoder));
        assertNull(decoder.pull());
        assertNull(decoder.pull());
        assertEquals(0, decoder.buffered());
    }

    @Test
    void endOfAnEmptyStreamIsClean() throws Exception {
        MessageDecoder<String> decoder = decoder(TestFramer.lines(10));
        decoder.end();
        assertNull(decoder.pull());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5})
    void endInsideAFrameIsTruncation(int had) throws Exception {
        MessageDecoder<String> decoder = decoder(TestFramer.lengths(10));
        decoder.push(buffer("\0\u0001a\0\u0004bcde".substring(0, 3 + had)));
        decoder.end();

        assertEquals("a", decoder.pull());
        TruncatedFrameException truncated =
                assertThrows(TruncatedFrameException.class, decoder::pull);
        assertEquals(3, truncated.offset());
        int wanted = had < 2 ? 2 : 6;
        assertTrue(
                truncated.getMessage().contains("had " + had + " bytes, wanted at least " + wanted),
                truncated::getMessage);
    }

    @Test
    void framerMayTakeTheRestAsALastFrame() throws Exception {
        FrameDecoder openEnded =
                new FrameDecoder() {
                    @Override
                    public boolean decode(FrameInput in) throws FramingException {
                        int end = in.find(Fixtures.LF);
                        return end >= 0 && in.frame(0, end, 1);
                    }

                    @Override
                    public boolean end(FrameInput in) throws FramingException {
                        return in.length() > 0 && in.frame(0, in.length(), 0);
                    }
                };
        MessageDecoder<String> decoder = decoder(10, openEnded);
        decoder.push(buffer("ab\ncd"));
        assertEquals(List.of("ab"), pullAll(decoder));
        decoder.end();
        assertEquals(List.of("cd"), pullAll(decoder));
        assertNull(decoder.pull());
        assertEquals(5, decoder.consumed());
    }

    @Test
    void framerThatAllowsTheEndButLeavesBytesIsTruncation() throws Exception {
        FrameDecoder careless =
                new FrameDecoder() {
                    @Override
                    public boolean decode(FrameInput in) {
                        return false;
                    }

                    @Override
                    public boolean end(FrameInput in) {
                        return false;
                    }
                };
        MessageDecoder<String> decoder = decoder(10, careless);
        decoder.push(buffer("ab"));
        decoder.end();
        assertThrows(TruncatedFrameException.class, decoder::pull);
    }

    @Test
    void nothingCanBePushedAfterTheEnd() {
        MessageDecoder<String> decoder = decoder(TestFramer.lines(10));
        decoder.end();
        assertThrows(IllegalStateException.class, () -> decoder.push(buffer("a")));
        assertThrows(IllegalStateException.class, decoder::space);
        assertThrows(NullPointerException.class, () -> decoder.push(null));
    }

    @Test
    void standstillIsToldWithBytesHadAndWanted() throws Exception {
        MessageDecoder<String> decoder = decoder(TestFramer.lengths(10));
        decoder.push(buffer("\0\u0001a\0\u0004b"));
        assertEquals(List.of("a"), pullAll(decoder));

        TruncatedFrameException truncated = decoder.truncated("no progress for 30 s");

        assertEquals(3, truncated.offset());
        assertTrue(truncated.getMessage().startsWith("no progress for 30 s inside a frame"));
        assertTrue(truncated.getMessage().contains("had 3 bytes, wanted at least 6"));
        decoder.push(buffer("cde"));
        assertEquals("bcde", decoder.pull());
    }

    @Test
    void limitIsTheSameForEveryWayToPush() throws Exception {
        for (BufferKind kind : BufferKind.values()) {
            MessageDecoder<String> decoder = decoder(TestFramer.lengths(10));
            decoder.push(kind.of(bytes("\0\n0123456789\0\t012345678\0\u000b")));
            assertEquals("0123456789", decoder.pull());
            assertEquals("012345678", decoder.pull());
            assertThrows(FrameTooLongException.class, decoder::pull);
        }
    }

    @Test
    void isFinishedOnceNullMeansTheEnd() throws Exception {
        MessageDecoder<String> decoder =
                Protocol.of(TestFramer.lines(10), Fixtures.latin1()).newDecoder();
        decoder.push(buffer("ab\n"));
        assertEquals("ab", decoder.pull());
        assertNull(decoder.pull());
        assertFalse(decoder.isFinished(), "more may come");
        decoder.end();
        assertFalse(decoder.isFinished(), "only pull tells whether the end is clean");
        assertNull(decoder.pull());
        assertTrue(decoder.isFinished());
    }

    @Test
    void isNotFinishedByTheEndInsideAFrame() {
        MessageDecoder<String> decoder =
                Protocol.of(TestFramer.lines(10), Fixtures.latin1()).newDecoder();
        decoder.push(buffer("ab"));
        decoder.end();
        assertThrows(TruncatedFrameException.class, decoder::pull);
        assertFalse(decoder.isFinished());
    }
}
