/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire;

import static io.github.wholewire.Fixtures.buffer;
import static io.github.wholewire.Fixtures.bytes;
import static io.github.wholewire.Fixtures.hex;
import static io.github.wholewire.Fixtures.output;
import static io.github.wholewire.Fixtures.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.wholewire.FrameOutputTest.Change;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A frame grows up to its limit and no byte further, whoever hides that. */
class FrameOutputLimitTest {
    static List<Arguments> writes() {
        return List.of(
                arguments("write(int)", 1, (Change) out -> out.write(1)),
                arguments("write(byte[])", 5, (Change) out -> out.write(new byte[5])),
                arguments("write part", 3, (Change) out -> out.write(new byte[5], 1, 3)),
                arguments("put(byte)", 1, (Change) out -> out.put((byte) 1)),
                arguments("put(ByteBuffer)", 5, (Change) out -> out.put(buffer("12345"))),
                arguments("putShort", 2, (Change) out -> out.putShort(1)),
                arguments("putInt", 4, (Change) out -> out.putInt(1)),
                arguments("putLong", 8, (Change) out -> out.putLong(1)),
                arguments("putUtf8", 6, (Change) out -> out.putUtf8("äöü")),
                arguments("insert", 7, (Change) out -> out.insert(0, 7)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("writes")
    void takesWritesUpToTheLimit(String name, int size, Change write) throws Exception {
        for (int before : new int[] {0, 1, 1000, 1024, 70_000}) {
            FrameOutput out = output(3, before + size);
            out.write(new byte[before]);
            write.on(out);
            assertEquals(3 + before + size, out.length());
            out.requireWithinLimit();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("writes")
    void refusesWritesOneByteOverTheLimit(String name, int size, Change write) throws Exception {
        for (int before : new int[] {0, 1, 1000, 1024, 70_000}) {
            int limit = before + size - 1;
            FrameOutput out = output(3, limit);
            out.write(new byte[before]);

            Exception refusal = assertThrows(FrameTooLongException.class, () -> write.on(out));

            assertTrue(refusal.getMessage().contains("payload of " + (limit + 1) + " bytes"));
            assertTrue(refusal.getMessage().contains("maxFrameLength=" + limit));
            assertEquals(3 + before, out.length());
            assertThrows(FrameTooLongException.class, out::requireWithinLimit);
        }
    }

    @Test
    void refusedBufferKeepsItsPosition() throws Exception {
        FrameOutput out = output(0, 2);
        ByteBuffer source = buffer("abc");

        assertThrows(FrameTooLongException.class, () -> out.put(source));

        assertEquals(0, source.position());
        out.put(source.limit(2));
        assertEquals("6162", hex(out));
    }

    @ParameterizedTest
    @ValueSource(ints = {Integer.MAX_VALUE, Integer.MAX_VALUE - 8, 1 << 30})
    void refusesInsertsThatWouldOverflow(int count) throws Exception {
        FrameOutput out = output(4, Framer.MAX_LENGTH - 1);
        out.write(bytes("abcdef"));

        assertThrows(FrameTooLongException.class, () -> out.insert(2, count));

        assertEquals("00000000616263646566", hex(out));
    }

    /** What serializers do with an exception of the stream that they write to. */
    static List<Arguments> serializers() {
        Codec.Encoder<String> hides =
                (message, out) -> {
                    try {
                        out.write(bytes(message));
                    } catch (FrameTooLongException e) {
                        out.write('!'); // it still fits
                    }
                };
        Codec.Encoder<String> truncates =
                (message, out) -> {
                    try {
                        out.write(bytes(message));
                    } catch (FrameTooLongException e) {
                        out.truncate(0);
                    }
                };
        Codec.Encoder<String> wraps =
                (message, out) -> {
                    try {
                        out.write(bytes(message));
                    } catch (FrameTooLongException e) {
                        throw new UncheckedIOException(e);
                    }
                };
        Codec.Encoder<String> replaces =
                (message, out) -> {
                    try {
                        out.write(bytes(message));
                    } catch (FrameTooLongException e) {
                        throw new IOException("the stream is broken");
                    }
                };
        Codec.Encoder<String> refuses =
                (message, out) -> {
                    try {
                        out.write(bytes(message));
                    } catch (FrameTooLongException e) {
                        throw new CodecException("the message cannot be written", e);
                    }
                };
        return List.of(
                arguments("hides it and goes on", hides),
                arguments("hides it and begins anew", truncates),
                arguments("wraps it", wraps),
                arguments("replaces it", replaces),
                arguments("replaces it as a codec does", refuses));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("serializers")
    void refusesMessageThoughItsSerializer(String what, Codec.Encoder<String> serializer)
            throws Exception {
        Codec<String> codec = Codec.of(serializer, Fixtures::text);
        MessageEncoder<String> encoder = Protocol.of(TestFramer.lengths(4), codec).newEncoder();

        encoder.encode("1234");
        Exception refusal =
                assertThrows(FrameTooLongException.class, () -> encoder.encode("12345"));
        encoder.encode("abcd");

        assertTrue(refusal.getMessage().contains("payload of 5 bytes"), refusal::getMessage);
        assertEquals("\0\u00041234\0\u0004abcd", text(encoder.pending()));
    }

    @Test
    void framerMayAddHeaderAndTrailerToPayloadAtTheLimit() throws Exception {
        Framer framer =
                new TestFramer(
                        4,
                        4,
                        in -> false,
                        out -> {
                            out.insert(0, 2048);
                            out.write(new byte[2048]);
                        });
        MessageEncoder<String> encoder = Fixtures.encoder(framer);

        encoder.encode("1234");

        assertEquals(4100, encoder.pending().remaining());
    }

    @Test
    void refusesFramerThatWritesWithoutEnd() throws Exception {
        Framer framer =
                new TestFramer(
                        4,
                        4,
                        in -> false,
                        out -> {
                            while (true) {
                                out.write(0);
                            }
                        });
        MessageEncoder<String> encoder = Fixtures.encoder(framer);

        assertThrows(FrameTooLongException.class, () -> encoder.encode(""));

        assertEquals(0, encoder.pending().remaining());
    }
}
