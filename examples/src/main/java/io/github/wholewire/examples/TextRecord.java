/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.examples;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.wholewire.Codec;
import io.github.wholewire.CodecException;
import io.github.wholewire.Codecs;
import io.github.wholewire.Protocol;
import io.github.wholewire.struct.Struct;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;

/**
 * Text in records of one size, as a C program would have it: {@code struct { uint16_t length; char
 * text[62]; }}.
 */
final class TextRecord {
    static final Struct STRUCT = Struct.of("<H62s");

    /** Records need no marks between them: each one begins where the last one ends. */
    static final Protocol<String> PROTOCOL =
            Protocol.of(
                    STRUCT.protocol().framer(),
                    Codec.of(
                            (text, out) -> STRUCT.encode(toValues(text), out),
                            payload -> toText(STRUCT.decode(payload))));

    private static final int MAX_LENGTH = 62;

    private TextRecord() {}

    private static Object[] toValues(String text) throws IOException {
        // An encoder, unlike a charset, refuses what is no text.
        ByteBuffer encoded = UTF_8.newEncoder().encode(CharBuffer.wrap(text));
        byte[] bytes = new byte[encoded.remaining()];
        encoded.get(bytes);
        if (bytes.length > MAX_LENGTH) {
            throw new CodecException(
                    "message refused: a text of "
                            + bytes.length
                            + " bytes exceeds the "
                            + MAX_LENGTH
                            + " of its field in the record; send shorter ones");
        }
        return new Object[] {bytes.length, bytes};
    }

    private static String toText(Object[] values) throws IOException {
        int length = (int) values[0];
        byte[] field = (byte[]) values[1];
        if (length > field.length) {
            throw new CodecException(
                    "the record says that " + length + " bytes are in its field of " + MAX_LENGTH);
        }
        return Codecs.utf8().decode(ByteBuffer.wrap(field, 0, length));
    }
}
