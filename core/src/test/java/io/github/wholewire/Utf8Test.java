/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire;

import static io.github.wholewire.Fixtures.bytes;
import static io.github.wholewire.Fixtures.cases;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Strict both ways; the JDK's encoder and decoder, which report by default, are the oracle. */
class Utf8Test {
    private static @Nullable String decoded(byte[] bytes) {
        try {
            return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }

    private static byte @Nullable [] encoded(String text) {
        try {
            ByteBuffer buffer = UTF_8.newEncoder().encode(CharBuffer.wrap(text));
            byte[] bytes = new byte[buffer.remaining()];
            buffer.get(bytes);
            return bytes;
        } catch (CharacterCodingException e) {
            return null;
        }
    }

    private static void assertDecodesAsOracle(byte[] bytes, BufferKind kind, String context)
            throws CodecException {
        String expected = decoded(bytes);
        if (expected == null) {
            assertThrows(CodecException.class, () -> Utf8.decode(kind.of(bytes)), context);
        } else {
            assertEquals(expected, Utf8.decode(kind.of(bytes)), context);
        }
    }

    private static void assertEncodesAsOracle(String text, String context) throws CodecException {
        byte[] expected = encoded(text);
        if (expected == null) {
            assertThrows(CodecException.class, () -> Utf8.encode(text), context);
        } else {
            assertArrayEquals(expected, Utf8.encode(text), context);
        }
    }

    @Test
    void convertsEveryCodePoint() throws Exception {
        StringBuilder text = new StringBuilder();
        for (int point = 0; point <= Character.MAX_CODE_POINT; point++) {
            if (point < Character.MIN_SURROGATE || point > Character.MAX_SURROGATE) {
                text.appendCodePoint(point);
            }
        }
        byte[] bytes = Utf8.encode(text.toString());

        assertArrayEquals(encoded(text.toString()), bytes);
        assertTrue(text.toString().equals(Utf8.decode(ByteBuffer.wrap(bytes))));
    }

    @ParameterizedTest
    @EnumSource
    void convertsEveryLengthWhereverTheBytesLie(BufferKind kind) throws Exception {
        for (String unit : new String[] {"a", "ä", "€", "😀", "?", "\uFFFD", "\0"}) {
            for (int length = 0; length <= 70; length++) {
                String text = "x".repeat(length % 5) + unit.repeat(length);
                assertEquals(text, Utf8.decode(kind.of(Utf8.encode(text))));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34})
    void decodesRandomBytesAsTheOracleDoes(long seed) throws Exception {
        SplittableRandom random = new SplittableRandom(seed);
        // Bytes at the edges of the table of well-formed sequences (Unicode, table 3-7).
        byte[] edges =
                bytes(
                        "a\u007f\u0080\u008f\u0090\u009f\u00a0\u00bf\u00c0\u00c1\u00c2\u00df"
                                + "\u00e0\u00ed\u00ef\u00f0\u00f4\u00f5\u00ff\u00bd");
        for (int i = 0; i < cases(2_000); i++) {
            byte[] bytes = Fixtures.randomBytes(random, random.nextInt(12), edges);
            BufferKind kind = BufferKind.values()[random.nextInt(BufferKind.values().length)];
            assertDecodesAsOracle(bytes, kind, "seed=" + seed + " case=" + i + " " + kind);
        }
    }

    /** Mostly well-formed, one byte changed: what random bytes seldom reach. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 5})
    void decodesDamagedTextAsTheOracleDoes(long seed) throws Exception {
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < cases(2_000); i++) {
            byte[] bytes = Utf8.encode(randomText(random, false));
            if (bytes.length > 0) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            BufferKind kind = BufferKind.values()[random.nextInt(BufferKind.values().length)];
            assertDecodesAsOracle(bytes, kind, "seed=" + seed + " case=" + i + " " + kind);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 5})
    void encodesRandomTextAsTheOracleDoes(long seed) throws Exception {
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < cases(4_000); i++) {
            assertEncodesAsOracle(randomText(random, true), "seed=" + seed + " case=" + i);
        }
    }

    private static String randomText(SplittableRandom random, boolean loneSurrogates) {
        StringBuilder text = new StringBuilder();
        for (int length = random.nextInt(20); length > 0; length--) {
            switch (random.nextInt(loneSurrogates ? 40 : 36)) {
                case 36, 37 -> text.append((char) (0xD800 + random.nextInt(0x400)));
                case 38, 39 -> text.append((char) (0xDC00 + random.nextInt(0x400)));
                case 30, 31, 32 -> text.appendCodePoint(0x10000 + random.nextInt(0x100000));
                case 20, 21, 22, 23 -> text.append((char) (0xE000 + random.nextInt(0x2000)));
                case 15, 16, 17 -> text.append((char) (0x800 + random.nextInt(0xD000)));
                case 10, 11, 12 -> text.append((char) (0x80 + random.nextInt(0x780)));
                case 8, 9 -> text.append('?');
                default -> text.append((char) random.nextInt(0x80));
            }
        }
        return text.toString();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u0080", // a continuation byte alone
                "\u00c3", // cut short
                "\u00e2\u0082",
                "\u00f0\u009f\u0098",
                "\u00c0\u0080", // overlong
                "\u00e0\u0080\u0080",
                "\u00f0\u0080\u0080\u0080",
                "\u00ed\u00a0\u0080", // a surrogate
                "\u00f4\u0090\u0080\u0080", // beyond U+10FFFF
                "\u00fe",
                "\u00ff",
                "\u00ef\u00bf" // the beginning of U+FFFD
            })
    void refusesMalformedBytesAndTellsWhere(String malformed) {
        for (BufferKind kind : BufferKind.values()) {
            byte[] bytes = bytes("ab\u00ef\u00bf\u00bd" + malformed);
            Exception refusal =
                    assertThrows(CodecException.class, () -> Utf8.decode(kind.of(bytes)));
            assertTrue(refusal.getMessage().contains("no UTF-8 at byte 5"), refusal::getMessage);
        }
    }

    @ParameterizedTest
    @EnumSource
    void replacementCharacterIsACharacterLikeAnyOther(BufferKind kind) throws Exception {
        assertEquals("a\uFFFDb", Utf8.decode(kind.of(bytes("a\u00ef\u00bf\u00bdb"))));
        assertArrayEquals(bytes("a\u00ef\u00bf\u00bdb"), Utf8.encode("a\uFFFDb"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"%s", "a%s", "%sa", "?%s?", "%s%s"})
    void refusesHalfASurrogatePairAndTellsWhere(String format) {
        for (char half : new char[] {'\uD800', '\uDBFF', '\uDC00', '\uDFFF'}) {
            String text = format.replace("%s", String.valueOf(half));
            Exception refusal = assertThrows(CodecException.class, () -> Utf8.encode(text));
            String said = String.format("U+%04X, at index %d", (int) half, text.indexOf(half));
            assertTrue(refusal.getMessage().contains(said), refusal::getMessage);
        }
        assertThrows(CodecException.class, () -> Utf8.encode("\uDC00\uD800"));
        assertThrows(CodecException.class, () -> Utf8.encode("😀\uD83D"));
        assertThrows(CodecException.class, () -> Utf8.encode("\uD83D😀"));
        assertThrows(CodecException.class, () -> Utf8.encode("😀\uDE00"));
    }

    @Test
    void questionMarksAreNoSignOfAnError() throws Exception {
        assertArrayEquals(bytes("??\u00f0\u009f\u0098\u0080?"), Utf8.encode("??😀?"));
    }
}
