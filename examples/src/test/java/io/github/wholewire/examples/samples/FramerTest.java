/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.examples.samples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.wholewire.Codecs;
import io.github.wholewire.FrameDecoder;
import io.github.wholewire.FrameEncoder;
import io.github.wholewire.FrameTooLongException;
import io.github.wholewire.Framer;
import io.github.wholewire.FramingException;
import io.github.wholewire.MessageDecoder;
import io.github.wholewire.MessageEncoder;
import io.github.wholewire.Protocol;
import io.github.wholewire.framing.Framers;
import io.github.wholewire.memory.Memory;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

/** README's own framer. */
class FramerTest {
    /** A byte 0x02, a length of one byte, the payload, and the XOR of the payload's bytes. */
    static final class CheckedBlocks implements Framer {
        private static final byte START = 0x02;

        @Override
        public int maxFrameLength() {
            return 255;
        }

        @Override
        public FrameDecoder newDecoder() {
            return in -> {
                if (in.get(0) != START) {
                    throw new FramingException("a block begins with 0x02");
                }
                if (!in.has(2) || !in.frame(2, in.getUnsigned(1), 1)) {
                    return false; // asked again when more has come
                }
                if (xor(in.payload()) != in.get(2 + in.getUnsigned(1))) {
                    throw new FramingException("the checksum does not match");
                }
                return true;
            };
        }

        @Override
        public FrameEncoder newEncoder() {
            return FrameEncoder.header(
                    2,
                    out -> {
                        int length = out.length() - 2;
                        out.set(0, START);
                        out.set(1, (byte) length);
                        out.put(xor(out.region(2, length)));
                    });
        }

        private static byte xor(ByteBuffer payload) {
            byte sum = 0;
            for (int i = payload.position(); i < payload.limit(); i++) {
                sum ^= payload.get(i);
            }
            return sum;
        }
    }

    private final Protocol<String> blocks = Protocol.of(new CheckedBlocks(), Codecs.utf8());

    @Test
    void whatIsSentComesBack() throws IOException {
        var cut = Memory.Options.builder().maxBytesPerRead(1).build();
        try (var pair = Memory.pair(blocks, blocks, cut)) {
            for (String message : new String[] {"hello", "", "x".repeat(255)}) {
                pair.left().send(message);
                assertEquals(message, pair.right().receive());
            }
            assertThrows(FrameTooLongException.class, () -> pair.left().send("x".repeat(256)));
        }
    }

    @Test
    void refusesWhatIsNoBlock() throws IOException {
        MessageDecoder<String> decoder = blocks.newDecoder();
        decoder.push(ByteBuffer.wrap(new byte[] {'G', 'E', 'T'}));

        assertRefused(decoder, "a block begins with 0x02");
    }

    @Test
    void refusesBlockThatWasChanged() throws IOException {
        MessageEncoder<String> encoder = blocks.newEncoder();
        encoder.encode("hello");
        byte[] block = new byte[encoder.pending().remaining()];
        encoder.pending().get(block);
        block[3] ^= 1;

        MessageDecoder<String> decoder = blocks.newDecoder();
        decoder.push(ByteBuffer.wrap(block));

        assertRefused(decoder, "the checksum does not match");
    }

    @Test
    void skipsLinesThatAreTooLong() throws IOException {
        Protocol<String> log = Protocol.of(Framers.lines(8192).skippingTooLong(), Codecs.utf8());

        MessageDecoder<String> decoder = log.newDecoder();
        String lines = "short\n" + "x".repeat(9000) + "\nalso short\n";
        decoder.push(ByteBuffer.wrap(lines.getBytes(UTF_8)));

        assertEquals("short", decoder.pull());
        assertEquals("also short", decoder.pull());
        assertEquals(1, decoder.skipped());
    }

    private static void assertRefused(MessageDecoder<String> decoder, String rule) {
        FramingException e = assertThrows(FramingException.class, decoder::pull);
        assertTrue(e.getMessage().startsWith(rule), e.getMessage());
    }
}
