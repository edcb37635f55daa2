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
import io.github.wholewire.Protocol;
import io.github.wholewire.framing.Framers;
import io.github.wholewire.memory.Faults;
import io.github.wholewire.memory.Memory;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

/** README's own framer. */
class FramerTest {
    /** STX, a length of one byte, the payload, ETX. */
    record StxBlocks(int maxFrameLength) implements Framer {
        public FrameDecoder newDecoder() {
            return in -> {
                if (in.get(0) != 0x02) {
                    throw new FramingException("a block begins with STX");
                }
                if (!in.has(2) || !in.frame(2, in.getUnsigned(1), 1)) {
                    return false; // asked again when more has come
                }
                if (in.get(2 + in.getUnsigned(1)) != 0x03) {
                    throw new FramingException("a block ends with ETX");
                }
                return true;
            };
        }

        public FrameEncoder newEncoder() {
            return FrameEncoder.header(
                    2,
                    out -> {
                        out.set(0, (byte) 0x02);
                        out.set(1, (byte) (out.length() - 2));
                        out.put((byte) 0x03);
                    });
        }
    }

    private final Protocol<String> blocks = Protocol.of(new StxBlocks(255), Codecs.utf8());

    @Test
    void whatIsSentComesBack() throws IOException {
        var cut = Memory.Options.builder().faults(Faults.none().cut(1)).build();
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

        assertRefused(decoder, "a block begins with STX");
    }

    @Test
    void refusesBlockWithoutItsEnd() throws IOException {
        MessageDecoder<String> decoder = blocks.newDecoder();
        decoder.push(ByteBuffer.wrap(new byte[] {2, 1, 'a', 'b'}));

        assertRefused(decoder, "a block ends with ETX");
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
