/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.struct;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CodingErrorAction;

/**
 * Strings in a charset, strictly: nothing is replaced.
 *
 * @param isAscii whether ASCII characters are one byte each, the same one
 */
record Text(Charset charset, boolean isAscii) {
    private static final char REPLACEMENT = '\uFFFD';
    private static final char MAX_ASCII = 0x7F;
    private static final int SCRATCH = 256;

    /** What lies in a direct buffer has to be in an array before it can be a String. */
    private static final ThreadLocal<byte[]> ARRAYS =
            ThreadLocal.withInitial(() -> new byte[SCRATCH]);

    static Text of(Charset charset) {
        if (!charset.canEncode()) {
            throw new IllegalArgumentException("charset " + charset + " cannot encode; use UTF-8");
        }
        boolean ascii =
                charset.equals(UTF_8) || charset.equals(US_ASCII) || charset.equals(ISO_8859_1);
        return new Text(charset, ascii);
    }

    /** Refuses a room that a string and the NULs behind it cannot fill, as 5 bytes of UTF-16. */
    void requireWholeNuls(Slot slot, int room) {
        int nul = "\0\0".getBytes(charset).length - "\0".getBytes(charset).length;
        if (room % nul != 0) {
            throw slot.refuse(
                    "a NUL takes " + nul + " bytes in " + charset + "; make it a multiple of that");
        }
    }

    /** Reads a string, without the NULs at its end. */
    String readTrimmed(Slot slot, Access<Object> access, Object source, int at, int length) {
        if (source instanceof byte[] array) {
            return readTrimmed(slot, array, at, length);
        }
        return readTrimmed(slot, copy(access, source, at, length), 0, length);
    }

    private String readTrimmed(Slot slot, byte[] array, int at, int length) {
        if (isAscii) {
            int trimmed = length;
            while (trimmed > 0 && array[at + trimmed - 1] == 0) {
                trimmed--;
            }
            return read(slot, array, at, trimmed);
        }
        String text = read(slot, array, at, length);
        int trimmed = text.length();
        while (trimmed > 0 && text.charAt(trimmed - 1) == 0) {
            trimmed--;
        }
        return text.substring(0, trimmed);
    }

    String read(Slot slot, Access<Object> access, Object source, int at, int length) {
        if (source instanceof byte[] array) {
            return read(slot, array, at, length);
        }
        return read(slot, copy(access, source, at, length), 0, length);
    }

    private static byte[] copy(Access<Object> access, Object source, int at, int length) {
        byte[] array = length <= SCRATCH ? ARRAYS.get() : new byte[length];
        access.copyTo(source, at, array, length);
        return array;
    }

    private String read(Slot slot, byte[] array, int at, int length) {
        String text = new String(array, at, length, charset);
        if (text.indexOf(REPLACEMENT) >= 0) {
            requireWellFormed(slot, ByteBuffer.wrap(array, at, length));
        }
        return text;
    }

    private void requireWellFormed(Slot slot, ByteBuffer bytes) {
        int start = bytes.position();
        try {
            charset.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(bytes);
        } catch (CharacterCodingException e) {
            throw slot.refuse("no " + charset + " at its byte " + (bytes.position() - start));
        }
    }

    /** Returns how many bytes a string takes. */
    long length(Slot slot, String text) {
        return isPlain(text) ? text.length() : encode(slot, text).length;
    }

    /**
     * Writes a string, or refuses it if it takes more than so many bytes.
     *
     * @return how many bytes it takes
     */
    int write(Slot slot, Access<Object> access, Object target, int at, int room, String text) {
        int length = text.length();
        if (isAscii && length <= room && writePlain(access, target, at, length, text)) {
            return length;
        }
        byte[] bytes = encode(slot, text);
        requireRoom(slot, bytes.length, room);
        access.copyFrom(bytes, bytes.length, target, at);
        return bytes.length;
    }

    /** Writes a string and zeros behind it, or refuses it if it takes more than so many bytes. */
    void fill(Slot slot, Access<Object> access, Object target, int at, int room, String text) {
        if (isAscii && text.length() <= room && writePlain(access, target, at, room, text)) {
            return;
        }
        int length = write(slot, access, target, at, room, text);
        access.clear(target, at + length, room - length);
    }

    /**
     * Writes ASCII characters and zeros behind them, in words of eight, since each store is checked
     * on its own. If there are others, it returns false, and what it has written is of no use.
     */
    private static boolean writePlain(
            Access<Object> access, Object target, int at, int length, String text) {
        int words = length & -Long.BYTES;
        for (int i = 0; i < words; i += Long.BYTES) {
            long word = word(text, i);
            if (word < 0) {
                return false;
            }
            access.setLong(target, at + i, word);
        }
        for (int i = words; i < length; i++) {
            char character = i < text.length() ? text.charAt(i) : 0;
            if (character > MAX_ASCII) {
                return false;
            }
            access.setByte(target, at + i, (byte) character);
        }
        return true;
    }

    /** Up to eight characters, the first one lowest; negative if one of them is not ASCII. */
    private static long word(String text, int from) {
        int count = Math.min(text.length() - from, Long.BYTES);
        long word = 0;
        int seen = 0;
        for (int i = 0; i < count; i++) {
            char character = text.charAt(from + i);
            seen |= character;
            word |= (long) character << (i * Byte.SIZE);
        }
        return seen > MAX_ASCII ? -1 : word;
    }

    void requireRoom(Slot slot, long length, int room) {
        if (length > room) {
            throw slot.tooLong(length, "bytes of " + charset, room);
        }
    }

    private boolean isPlain(String text) {
        if (!isAscii) {
            return false;
        }
        int seen = 0;
        for (int i = 0; i < text.length(); i++) {
            seen |= text.charAt(i);
        }
        return seen <= MAX_ASCII;
    }

    private byte[] encode(Slot slot, String text) {
        CharsetEncoder encoder =
                charset.newEncoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT);
        try {
            ByteBuffer encoded = encoder.encode(CharBuffer.wrap(text));
            byte[] bytes = new byte[encoded.remaining()];
            encoded.get(bytes);
            return bytes;
        } catch (CharacterCodingException e) {
            throw slot.refuse(Quote.of(text) + " has a character that " + charset + " cannot say");
        }
    }
}
