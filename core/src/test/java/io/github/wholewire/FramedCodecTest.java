/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire;

import static io.github.wholewire.Fixtures.buffer;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FramedCodecTest {
    private static final Codec<List<String>> LINES =
            Codecs.framed(TestFramer.lines(10), Fixtures.latin1());
    private static final Protocol<List<String>> PACKED =
            Protocol.of(TestFramer.lengths(100), LINES);

    private static ByteBuffer encode(List<String> messages) throws IOException {
        MessageEncoder<List<String>> encoder = PACKED.newEncoder();
        encoder.encode(messages);
        return encoder.pending();
    }

    @ParameterizedTest
    @EnumSource
    void listComesBack(BufferKind kind) throws IOException {
        for (List<String> messages :
                List.of(List.<String>of(), List.of(""), List.of("a", "", "bc"))) {
            ByteBuffer frame = encode(messages);
            byte[] bytes = new byte[frame.remaining()];
            frame.get(bytes);
            MessageDecoder<List<String>> decoder = PACKED.newDecoder();
            decoder.push(kind.of(bytes));
            List<String> received = decoder.pull();
            assertEquals(messages, received);
            assertThrows(UnsupportedOperationException.class, () -> received.add("x"));
        }
    }

    @Test
    void payloadIsTheFramesOneBehindTheOther() throws IOException {
        assertEquals(List.of("ab", "", "c"), LINES.decode(buffer("ab\n\nc\n")));
        assertEquals(List.of(), LINES.decode(buffer("")));
    }

    @Test
    void leftOverBytesCostThePayload() {
        assertRefused("ab\nc", "refused at its message 1: the stream ended inside a frame");
        assertRefused("ab\n0123456789x\n", "refused at its message 1");
    }

    /** Lines that are skipped if they are too long. */
    private record SkippedLines(Framer lines) implements Framer {
        @Override
        public int maxFrameLength() {
            return lines.maxFrameLength();
        }

        @Override
        public FrameDecoder newDecoder() {
            FrameDecoder decoder = lines.newDecoder();
            return new FrameDecoder() {
                @Override
                public boolean decode(FrameInput in) throws FramingException {
                    return decoder.decode(in);
                }

                @Override
                public boolean skip(FrameInput in, FrameTooLongException refusal) {
                    while (in.length() > 0 && in.get(0) != Fixtures.LF) {
                        in.skip(1);
                    }
                    boolean whole = in.length() > 0;
                    in.skip(whole ? 1 : 0);
                    return whole;
                }
            };
        }

        @Override
        public FrameEncoder newEncoder() {
            return lines.newEncoder();
        }
    }

    /** There is no observer to be told, so nothing may be missing from the list. */
    @Test
    void skippedFrameCostsThePayload() throws IOException {
        Codec<List<String>> codec =
                Codecs.framed(new SkippedLines(TestFramer.lines(2)), Fixtures.latin1());
        assertEquals(List.of("ab", "cd"), codec.decode(buffer("ab\ncd\n")));
        CodecException refusal =
                assertThrows(CodecException.class, () -> codec.decode(buffer("ab\nxyz\ncd\n")));
        assertTrue(
                refusal.getMessage().contains("1 of its frames are too long"),
                refusal.getMessage());
    }

    /** A protocol of one frame of one byte. */
    private static final class OneByte implements Framer {
        @Override
        public int maxFrameLength() {
            return 1;
        }

        @Override
        public FrameDecoder newDecoder() {
            return new FrameDecoder() {
                private boolean done;

                @Override
                public boolean decode(FrameInput in) throws FramingException {
                    done = !done && in.frame(0, 1, 0);
                    return done;
                }

                @Override
                public boolean isFinished() {
                    return true;
                }
            };
        }

        @Override
        public FrameEncoder newEncoder() {
            return out -> {};
        }
    }

    @Test
    void bytesBehindAFinishedProtocolCostThePayload() throws IOException {
        Codec<List<String>> codec = Codecs.framed(new OneByte(), Fixtures.latin1());
        assertEquals(List.of("a"), codec.decode(buffer("a")));
        CodecException refusal =
                assertThrows(CodecException.class, () -> codec.decode(buffer("abc")));
        assertTrue(
                refusal.getMessage().contains("2 are left over behind the last of 1 messages"),
                refusal.getMessage());
    }

    @Test
    void messageThatCannotBeDecodedCostsThePayload() {
        Codec<List<Integer>> numbers =
                Codecs.framed(
                        TestFramer.lines(10), Codecs.utf8().map(Integer::valueOf, String::valueOf));
        CodecException refusal =
                assertThrows(CodecException.class, () -> numbers.decode(buffer("1\nx\n")));
        assertTrue(refusal.getMessage().contains("at its message 1"), refusal.getMessage());
    }

    private static void assertRefused(String payload, String rule) {
        CodecException refusal =
                assertThrows(CodecException.class, () -> LINES.decode(buffer(payload)));
        assertTrue(refusal.getMessage().contains(rule), refusal.getMessage());
    }

    @Test
    void listThatIsTooLongIsRefusedAndNothingIsSent() throws IOException {
        MessageEncoder<List<String>> encoder = PACKED.newEncoder();
        List<String> tooLong = List.of("0123456789x");
        assertThrows(FrameTooLongException.class, () -> encoder.encode(tooLong));
        List<String> tooMany = Collections.nCopies(34, "ab");
        assertThrows(FrameTooLongException.class, () -> encoder.encode(tooMany));
        encoder.encode(Collections.nCopies(33, "ab"));
        assertEquals(2 + 99, encoder.pending().remaining());
    }
}
