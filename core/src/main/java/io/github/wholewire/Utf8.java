/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;

/**
 * UTF-8 (RFC 3629), strictly and fast: the JDK's intrinsic conversions do the work, and only a
 * result that shows their replacement character is looked at again. Measured on JDK 17, 64 ASCII
 * characters: see benchmarks/README.md.
 */
final class Utf8 {
    private static final char REPLACEMENT = '\uFFFD';

    private Utf8() {}

    static String decode(ByteBuffer payload) throws CodecException {
        byte[] array;
        int offset;
        int length = payload.remaining();
        if (payload.hasArray()) {
            array = payload.array();
            offset = payload.arrayOffset() + payload.position();
        } else {
            array = new byte[length];
            offset = 0;
            payload.get(payload.position(), array);
        }
        String text = new String(array, offset, length, UTF_8);
        if (text.indexOf(REPLACEMENT) >= 0) {
            requireWellFormed(ByteBuffer.wrap(array, offset, length));
        }
        return text;
    }

    private static void requireWellFormed(ByteBuffer bytes) throws CodecException {
        int start = bytes.position();
        try {
            UTF_8.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(bytes);
        } catch (CharacterCodingException e) {
            throw new CodecException(
                    "payload is no UTF-8 at byte "
                            + (bytes.position() - start)
                            + ": "
                            + Preview.of(bytes)
                            + "; is the peer using another charset?",
                    e);
        }
    }

    static byte[] encode(String text) throws CodecException {
        byte[] bytes = text.getBytes(UTF_8);
        if (ByteSearch.indexOf(bytes, 0, bytes.length, (byte) '?') < bytes.length) {
            requireWholeSurrogates(text);
        }
        return bytes;
    }

    /** The JDK writes a question mark for half a surrogate pair. */
    private static void requireWholeSurrogates(String text) throws CodecException {
        for (int i = 0; i < text.length(); i++) {
            char unit = text.charAt(i);
            if (Character.isHighSurrogate(unit)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(unit)) {
                throw new CodecException(
                        String.format(
                                "text has half a surrogate pair, U+%04X, at index %d, which UTF-8 cannot say",
                                (int) unit, i));
            }
        }
    }
}
