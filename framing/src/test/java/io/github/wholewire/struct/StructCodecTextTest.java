/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.struct;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Text is written in words of eight bytes: every length, and a character beyond ASCII anywhere. */
class StructCodecTextTest {
    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz";
    private static final byte BEFORE = 0x55;

    record Fixed(String text) {}

    record Open(@Rest String text) {}

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7, 8, 9, 15, 16, 17, 24, 25})
    void writesTextOfEveryLengthAndNulsBehindIt(int room) {
        for (Charset charset : List.of(UTF_8, ISO_8859_1, UTF_16BE)) {
            int width = charset == UTF_16BE ? 2 * room : room;
            for (int length = 0; length <= room; length++) {
                String text = LETTERS.substring(0, length);
                byte[] bytes = text.getBytes(charset);
                writes(new Fixed(text), charset, width + "s", Arrays.copyOf(bytes, width));
                writes(new Open(text), charset, "s", bytes);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"\u007f, 1", "\u0080, 2", "\u00ff, 2", "\u0100, 2", "\u8080, 3", "\ud83d\ude00, 4"})
    void writesCharactersBeyondAsciiAnywhere(String character, int bytes) {
        for (int at = 0; at < 20; at++) {
            String text = LETTERS.substring(0, at) + character + LETTERS.substring(at, 20);
            byte[] expected = text.getBytes(UTF_8);
            assertEquals(20 + bytes, expected.length);
            for (int room : new int[] {expected.length, expected.length + 3, 32}) {
                writes(new Fixed(text), UTF_8, room + "s", Arrays.copyOf(expected, room));
            }
            writes(new Open(text), UTF_8, "s", expected);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {31, 32, 33, 39, 256, 257, 1000})
    void readsTextOfEveryLengthFromADirectBuffer(int room) {
        StructCodec<Fixed> codec = StructCodec.of(Fixed.class, room + "s");
        for (String text : List.of("", "a", "b".repeat(room - 1), "c".repeat(room))) {
            ByteBuffer direct = ByteBuffer.allocateDirect(room + 5);
            assertEquals(room, codec.packInto(direct, 3, new Fixed(text)));
            assertEquals(new Fixed(text), codec.unpack(direct.slice(3, room)));
        }
    }

    private static <R extends Record> void writes(
            R message, Charset charset, String item, byte[] expected) {
        @SuppressWarnings("unchecked") // its own class
        Class<R> type = (Class<R>) message.getClass();
        StructCodec<R> codec =
                StructCodec.builder(type).format("<" + item).charset(charset).build();
        for (boolean direct : new boolean[] {true, false}) {
            ByteBuffer target = direct ? ByteBuffer.allocateDirect(100) : ByteBuffer.allocate(100);
            while (target.hasRemaining()) {
                target.put(BEFORE);
            }
            assertEquals(expected.length, codec.packInto(target, 3, message));
            byte[] written = new byte[100];
            target.get(0, written);
            byte[] whole = new byte[100];
            Arrays.fill(whole, BEFORE);
            System.arraycopy(expected, 0, whole, 3, expected.length);
            assertArrayEquals(whole, written);
            assertEquals(message, codec.unpack(target.position(3).limit(3 + expected.length)));
        }
    }
}
