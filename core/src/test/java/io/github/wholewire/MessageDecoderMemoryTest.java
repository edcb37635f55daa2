/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire;

import static io.github.wholewire.Fixtures.buffer;
import static io.github.wholewire.Fixtures.decoder;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Memory for what has arrived, never for what was promised, and given back afterwards. */
class MessageDecoderMemoryTest {
    private static final int MEBI = 1 << 20;
    private static final int READ = 64 * 1024;

    /** A length of four bytes, and payloads up to the largest that can be asked for. */
    private static final Framer BLOCKS =
            TestFramer.of(
                    Framer.MAX_LENGTH, in -> in.has(4) && in.frame(4, in.getUnsignedInt(0), 0));

    /** The ways in which bytes come. */
    enum Feed {
        PUSH {
            @Override
            void to(MessageDecoder<?> decoder, ByteBuffer bytes) {
                decoder.push(bytes);
            }
        },
        PUSH_READ_ONLY {
            @Override
            void to(MessageDecoder<?> decoder, ByteBuffer bytes) {
                decoder.push(bytes.asReadOnlyBuffer());
            }
        },
        SPACE {
            @Override
            void to(MessageDecoder<?> decoder, ByteBuffer bytes) {
                while (bytes.hasRemaining()) {
                    ByteBuffer space = decoder.space();
                    int count = Math.min(space.remaining(), bytes.remaining());
                    space.put(bytes.slice(bytes.position(), count));
                    bytes.position(bytes.position() + count);
                }
            }
        };

        abstract void to(MessageDecoder<?> decoder, ByteBuffer bytes);
    }

    private static ByteBuffer prefix(int length) {
        return ByteBuffer.allocate(4).putInt(0, length);
    }

    private static int capacity(InputBuffer memory) {
        byte[] array = memory.array();
        return array == null ? 0 : array.length;
    }

    @ParameterizedTest
    @EnumSource
    void promiseOfAGibibyteReservesNothing(Feed feed) throws Exception {
        InputBuffer memory = new InputBuffer();
        MessageDecoder<String> decoder = decoder(BLOCKS, memory);
        feed.to(decoder, prefix(Framer.MAX_LENGTH));
        assertNull(decoder.pull());
        for (int i = 0; i < 10; i++) {
            feed.to(decoder, ByteBuffer.allocate(1000));
            assertNull(decoder.pull());
        }
        assertTrue(capacity(memory) <= 2 * READ, () -> capacity(memory) + " bytes");
    }

    @ParameterizedTest
    @EnumSource
    void memoryGrowsWithTheBytesThatArrive(Feed feed) throws Exception {
        for (int piece : new int[] {1000, 8192, READ, 100_000}) {
            InputBuffer memory = new InputBuffer();
            MessageDecoder<String> decoder = decoder(BLOCKS, memory);
            feed.to(decoder, prefix(MEBI));
            for (int arrived = 0; arrived < MEBI; arrived += piece) {
                feed.to(decoder, ByteBuffer.allocate(Math.min(piece, MEBI - arrived)));
                int held = Math.min(arrived + piece, MEBI) + 4;
                if (held < MEBI + 4) {
                    assertNull(decoder.pull());
                }
                // At worst doubled when just over half full, then doubled ahead of the next read.
                assertTrue(
                        capacity(memory) <= 4 * held + 2 * READ,
                        () -> capacity(memory) + " bytes for " + held);
            }
            assertEquals(MEBI, decoder.pull().length());
        }
    }

    /** What is pushed before anything is pulled is more than that, and copied no more often. */
    @ParameterizedTest
    @EnumSource
    void bytesThatNobodyPullsAreNotCopiedAgainAndAgain(Feed feed) throws Exception {
        InputBuffer memory = new InputBuffer();
        MessageDecoder<String> decoder = decoder(TestFramer.lines(100), memory);
        byte[] held = null;
        int arrays = 0;
        for (int arrived = 0; arrived < MEBI; arrived += 64) {
            feed.to(decoder, buffer("x".repeat(63) + "\n"));
            arrays += memory.array() == held ? 0 : 1;
            held = memory.array();
            assertTrue(arrays < 12, () -> "another array for " + decoder.buffered() + " bytes");
        }
        assertTrue(capacity(memory) <= 2 * MEBI, () -> capacity(memory) + " bytes");
        assertEquals(MEBI / 64, Fixtures.pullAll(decoder).size());
    }

    @ParameterizedTest
    @EnumSource
    void neverHoldsMoreThanTheLongestFrameAndOneRead(Feed feed) throws Exception {
        Framer framer =
                TestFramer.of(MEBI, in -> in.has(4) && in.frame(4, in.getUnsignedInt(0), 0));
        InputBuffer memory = new InputBuffer();
        MessageDecoder<String> decoder = decoder(framer, memory);
        for (int frame = 0; frame < 5; frame++) {
            feed.to(decoder, prefix(MEBI));
            for (int arrived = 0; arrived < MEBI; arrived += 1 << 14) {
                feed.to(decoder, ByteBuffer.allocate(1 << 14));
                int held = decoder.buffered();
                if (held < MEBI + 4) {
                    assertNull(decoder.pull());
                }
                assertTrue(capacity(memory) <= MEBI + 2 * 4096 + READ, () -> "" + capacity(memory));
            }
            assertEquals(MEBI, decoder.pull().length());
        }
    }

    @ParameterizedTest
    @EnumSource
    void shrinksOnceALongFrameIsDone(Feed feed) throws Exception {
        InputBuffer memory = new InputBuffer();
        MessageDecoder<String> decoder = decoder(BLOCKS, memory);
        feed.to(decoder, prefix(MEBI));
        assertNull(decoder.pull());
        for (int arrived = 0; arrived < MEBI; arrived += READ) {
            feed.to(decoder, ByteBuffer.allocate(READ));
        }
        assertEquals(MEBI, decoder.pull().length());
        for (int i = 0; i < 40; i++) {
            feed.to(decoder, prefix(1));
            assertNull(decoder.pull());
            feed.to(decoder, buffer("x"));
            assertEquals("x", decoder.pull());
            assertNull(decoder.pull());
        }
        assertTrue(capacity(memory) <= READ, () -> capacity(memory) + " bytes kept");
    }

    @Test
    void readsOfAnIdleConnectionGetLittleRoom() throws Exception {
        InputBuffer memory = new InputBuffer();
        MessageDecoder<String> decoder = decoder(TestFramer.lines(READ), memory);
        for (int i = 0; i < 50; i++) { // a busy phase: reads that fill whatever they are given
            ByteBuffer space = decoder.space();
            while (space.hasRemaining()) {
                space.put(Fixtures.LF);
            }
            Fixtures.pullAll(decoder);
        }
        assertEquals(READ, capacity(memory));
        for (int i = 0; i < 200; i++) {
            decoder.space().put(Fixtures.LF);
            Fixtures.pullAll(decoder);
        }
        assertTrue(capacity(memory) <= READ / 4, () -> capacity(memory) + " bytes kept");
    }

    /** Memory that grows a byte at a time is copied as often: quadratic work. */
    @ParameterizedTest
    @EnumSource
    void copyingIsAmortisedWhileALongFrameArrivesAByteAtATime(Feed feed) throws Exception {
        InputBuffer memory = new InputBuffer();
        MessageDecoder<String> decoder = decoder(TestFramer.lines(MEBI), memory);
        byte[] array = memory.array();
        long copied = 0;
        int total = 100_000;
        for (int i = 0; i < total; i++) {
            feed.to(decoder, buffer("x"));
            assertNull(decoder.pull());
            if (memory.array() != array) {
                array = memory.array();
                copied += i;
            }
        }
        long bytesCopied = copied;
        assertTrue(copied <= 4L * total, () -> bytesCopied + " bytes copied for " + total);
    }

    /** After a failure nothing can be pulled, so nothing more may be kept. */
    @ParameterizedTest
    @EnumSource
    void keepsNothingOfWhatComesAfterAFailure(Feed feed) throws Exception {
        InputBuffer memory = new InputBuffer();
        MessageDecoder<String> decoder = decoder(TestFramer.lengths(10), memory);
        feed.to(decoder, buffer("\u0009\u0009"));
        assertThrows(FrameTooLongException.class, decoder::pull);
        for (int i = 0; i < 10; i++) {
            feed.to(decoder, ByteBuffer.allocate(10_000));
            assertThrows(FrameTooLongException.class, decoder::pull);
        }
        assertTrue(
                decoder.buffered() <= 10 + 2 * 4096 + READ,
                () -> decoder.buffered() + " bytes kept");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 100})
    void manySmallFramesNeedLittleMemory(int piece) throws Exception {
        InputBuffer memory = new InputBuffer();
        MessageDecoder<String> decoder = decoder(TestFramer.lines(10), memory);
        String lines = "0123456789\n\nab\n".repeat(1000);
        int pulled = 0;
        for (int i = 0; i < lines.length(); i += piece) {
            decoder.push(buffer(lines.substring(i, Math.min(i + piece, lines.length()))));
            pulled += Fixtures.pullAll(decoder).size();
        }
        assertEquals(3000, pulled);
        assertTrue(capacity(memory) <= 8 * 1024, () -> capacity(memory) + " bytes");
    }
}
