/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.wholewire.contract.LengthPrefixed;
import io.github.wholewire.contract.Lines;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Decoders that share their memory make of their streams what each would make alone. */
class MessageDecoderSharingTest {
    private static final Protocol<String> LINES = Protocol.of(new Lines(50_000), Codecs.utf8());
    private static final Protocol<String> BLOCKS =
            Protocol.of(new LengthPrefixed(50_000), Codecs.utf8());

    /** A stream, and the decoder that shares beside one that does not. */
    private static final class Stream {
        private final MessageDecoder<String> sharing;
        private final MessageDecoder<String> alone;
        private final byte[] bytes;
        private int position;

        Stream(MessageDecoder<?> first, Protocol<String> protocol, Random random)
                throws IOException {
            sharing = first.sharing(protocol);
            alone = protocol.newDecoder();
            MessageEncoder<String> encoder = protocol.newEncoder();
            for (int i = 0; i < 30; i++) {
                encoder.encode("x".repeat(random.nextInt(i % 10 == 0 ? 40_000 : 20)));
            }
            bytes = new byte[encoder.pending().remaining()];
            encoder.pending().get(bytes);
        }

        boolean isOver() {
            return position == bytes.length;
        }

        void goOn(ByteBuffer shared, Random random) throws IOException {
            int length = Math.min(random.nextInt(30_000), bytes.length - position);
            if (random.nextInt(4) == 0) {
                ByteBuffer space = sharing.space();
                length = Math.min(length, space.remaining());
                space.put(bytes, position, length);
            } else {
                shared.clear().put(bytes, position, length).flip();
                sharing.push(shared);
            }
            alone.push(ByteBuffer.wrap(bytes.clone(), position, length));
            position += length;
            boolean stops = random.nextInt(4) == 0;
            for (String expected; !stops && (expected = alone.pull()) != null; ) {
                assertEquals(expected, sharing.pull());
                assertSameState();
            }
            if (!stops) {
                assertNull(sharing.pull());
            }
            sharing.settle(); // the shared buffer is somebody else's now
            assertSameState();
        }

        private void assertSameState() {
            assertEquals(alone.buffered(), sharing.buffered());
            assertEquals(alone.consumed(), sharing.consumed());
            assertEquals(alone.frameLength(), sharing.frameLength());
            assertEquals(alone.isInsideFrame(), sharing.isInsideFrame());
        }

        void end() throws IOException {
            alone.end();
            sharing.end();
            for (String expected; (expected = alone.pull()) != null; ) {
                assertEquals(expected, sharing.pull());
            }
            assertNull(sharing.pull());
            assertTrue(sharing.isFinished());
            assertEquals(bytes.length, sharing.consumed());
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 5, 8})
    void doNotDisturbEachOther(long seed) throws Exception {
        var random = new Random(seed);
        MessageDecoder<String> first = LINES.newDecoder();
        List<Stream> streams = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            streams.add(new Stream(first, i % 2 == 0 ? LINES : BLOCKS, random));
        }
        ByteBuffer shared = ByteBuffer.allocateDirect(64 * 1024);
        while (!streams.isEmpty()) {
            Stream each = streams.get(random.nextInt(streams.size()));
            each.goOn(shared, random);
            if (each.isOver()) {
                each.end();
                streams.remove(each);
            }
        }
    }

    @Test
    void keepNothingBetweenFrames() throws Exception {
        MessageDecoder<String> first = LINES.newDecoder();
        MessageDecoder<String> other = first.sharing(LINES);
        first.push(ByteBuffer.wrap("whole\n".getBytes(UTF_8)));
        assertEquals("whole", first.pull());
        assertNull(first.pull());
        assertFalse(first.hasMemory());
        assertNull(first.pull());
        assertEquals(6, first.frameLength());
        first.push(ByteBuffer.wrap("par".getBytes(UTF_8)));
        assertNull(first.pull());
        assertTrue(first.hasMemory());
        other.push(ByteBuffer.wrap("other\n".getBytes(UTF_8)));
        assertEquals("other", other.pull());
        first.push(ByteBuffer.wrap("tial\n".getBytes(UTF_8)));
        assertEquals("partial", first.pull());
        assertEquals(14, first.consumed());
    }

    @Test
    void switchWithTheirBytes() throws Exception {
        MessageDecoder<String> first = LINES.newDecoder();
        MessageDecoder<String> other = first.sharing(LINES);
        other.push(ByteBuffer.wrap("one\n\0\0\0\1a".getBytes(UTF_8)));
        assertEquals("one", other.pull());
        MessageDecoder<String> switched = other.switchTo(BLOCKS);
        first.push(ByteBuffer.wrap("two\n".getBytes(UTF_8)));
        assertEquals("two", first.pull());
        assertEquals("a", switched.pull());
        assertNull(switched.pull());
        assertFalse(switched.hasMemory());
        assertEquals(9, switched.consumed());
        assertThrows(IllegalStateException.class, other::pull);
    }

    @Test
    void failAlone() throws Exception {
        MessageDecoder<String> first = BLOCKS.newDecoder();
        MessageDecoder<String> bad = first.sharing(BLOCKS);
        bad.push(ByteBuffer.wrap(new byte[] {-1, -1, -1, -1}));
        FramingException failure = assertThrows(FramingException.class, bad::pull);
        first.push(ByteBuffer.wrap(new byte[] {0, 0, 0, 1, 'a'}));
        assertEquals("a", first.pull());
        assertSame(failure, assertThrows(FramingException.class, bad::pull).getCause());
    }
}
