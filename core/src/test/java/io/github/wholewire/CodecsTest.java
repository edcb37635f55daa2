/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire;

import static io.github.wholewire.Fixtures.bytes;
import static io.github.wholewire.Fixtures.hex;
import static io.github.wholewire.Fixtures.output;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CharsetEncoder;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class CodecsTest {
    private static <M> String encode(Codec<M> codec, M message) throws IOException {
        FrameOutput out = output(0, 1000);
        codec.encode(message, out);
        return hex(out);
    }

    @ParameterizedTest
    @EnumSource
    void bytesComeAsACopyOfTheReceiversOwn(BufferKind kind) throws Exception {
        ByteBuffer payload = kind.of(bytes("abc"));
        byte[] message = Codecs.bytes().decode(payload);

        assertArrayEquals(bytes("abc"), message);
        assertNotSame(message, Codecs.bytes().decode(kind.of(bytes("abc"))));
        if (!payload.isReadOnly()) {
            payload.put(payload.limit() - 1, (byte) 'x');
        }
        assertArrayEquals(bytes("abc"), message);
        assertEquals("616263", encode(Codecs.bytes(), message));
        assertEquals("", encode(Codecs.bytes(), new byte[0]));
    }

    static List<Arguments> texts() {
        return List.of(
                arguments(UTF_8, "aä€😀", "61c3a4e282acf09f9880"),
                arguments(ISO_8859_1, "aäÿ", "61e4ff"),
                arguments(US_ASCII, "a~", "617e"),
                arguments(UTF_16, "a😀", "feff0061d83dde00"),
                arguments(UTF_16LE, "a😀", "61003dd800de"),
                arguments(UTF_16LE, "", ""));
    }

    @ParameterizedTest
    @MethodSource("texts")
    void textGoesBothWays(Charset charset, String text, String expected) throws Exception {
        Codec<String> codec = Codecs.text(charset);
        assertEquals(expected, encode(codec, text));
        for (BufferKind kind : BufferKind.values()) {
            assertEquals(text, codec.decode(kind.of(text.getBytes(charset))), kind::name);
        }
        assertTrue(codec.toString().contains(charset.name()), codec::toString);
    }

    @Test
    void utf16IsReadInTheOrderOfItsMark() throws Exception {
        ByteBuffer littleEndian = Fixtures.buffer("\u00ff\u00fea\0");
        assertEquals("a", Codecs.text(UTF_16).decode(littleEndian));
    }

    static List<Arguments> unmappable() {
        return List.of(
                arguments(US_ASCII, "abcä", 3),
                arguments(ISO_8859_1, "a€", 1),
                arguments(UTF_16, "a\uD800", 1),
                arguments(UTF_8, "a\uD800", 1));
    }

    @ParameterizedTest
    @MethodSource("unmappable")
    void refusesTextThatTheCharsetCannotSay(Charset charset, String text, int index)
            throws Exception {
        FrameOutput out = output(0, 1000);
        Exception refusal =
                assertThrows(CodecException.class, () -> Codecs.text(charset).encode(text, out));
        assertTrue(refusal.getMessage().contains("index " + index), refusal::getMessage);
        assertEquals(0, out.length());
    }

    static List<Arguments> malformed() {
        return List.of(
                arguments(US_ASCII, "abc\u0080", 3),
                arguments(UTF_16LE, "a\0b", 2),
                arguments(UTF_16LE, "a\0\0\u00d8", 2),
                arguments(UTF_8, "abc\u0080", 3));
    }

    @ParameterizedTest
    @MethodSource("malformed")
    void refusesBytesThatAreNoText(Charset charset, String payload, int at) {
        for (BufferKind kind : BufferKind.values()) {
            Exception refusal =
                    assertThrows(
                            CodecException.class,
                            () -> Codecs.text(charset).decode(kind.of(bytes(payload))));
            assertTrue(refusal.getMessage().contains("at byte " + at), refusal::getMessage);
            assertTrue(refusal.getMessage().contains(charset.name()), refusal::getMessage);
        }
    }

    @Test
    void textInUtf8IsTheUtf8Codec() {
        assertSame(Codecs.utf8(), Codecs.text(UTF_8));
        assertThrows(NullPointerException.class, () -> Codecs.text(null));
    }

    @Test
    void refusesTextOverTheLimit() throws Exception {
        for (Charset charset : List.of(UTF_8, ISO_8859_1)) {
            FrameOutput out = output(0, 3);
            assertThrows(
                    FrameTooLongException.class, () -> Codecs.text(charset).encode("abcd", out));
            assertEquals(0, out.length());
        }
    }

    @Test
    void refusesCharsetThatCanOnlyBeDecoded() {
        Charset decodeOnly =
                new Charset("x-decode-only", null) {
                    @Override
                    public boolean contains(Charset other) {
                        return false;
                    }

                    @Override
                    public CharsetDecoder newDecoder() {
                        return US_ASCII.newDecoder();
                    }

                    @Override
                    public CharsetEncoder newEncoder() {
                        throw new UnsupportedOperationException();
                    }

                    @Override
                    public boolean canEncode() {
                        return false;
                    }
                };
        Exception refusal =
                assertThrows(IllegalArgumentException.class, () -> Codecs.text(decodeOnly));
        assertTrue(refusal.getMessage().contains("x-decode-only"), refusal::getMessage);
    }
}
