/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;

/** Text in any charset, strictly: a new encoder or decoder reports what it cannot convert. */
record CharsetCodec(Charset charset) implements Codec<String> {
    CharsetCodec {
        if (!charset.canEncode()) {
            throw new IllegalArgumentException(
                    "charset " + charset + " can only be decoded: name one that also encodes");
        }
    }

    @Override
    public String decode(ByteBuffer payload) throws CodecException {
        int start = payload.position();
        try {
            return charset.newDecoder().decode(payload).toString();
        } catch (CharacterCodingException e) {
            throw new CodecException(
                    "payload is no "
                            + charset
                            + " at byte "
                            + (payload.position() - start)
                            + ": "
                            + Preview.of(payload)
                            + "; is the peer using another charset?",
                    e);
        }
    }

    @Override
    public void encode(String message, FrameOutput out)
            throws CodecException, FrameTooLongException {
        CharBuffer text = CharBuffer.wrap(message);
        try {
            out.put(charset.newEncoder().encode(text));
        } catch (CharacterCodingException e) {
            throw new CodecException(
                    "text cannot be said in "
                            + charset
                            + " at index "
                            + text.position()
                            + ": use another charset",
                    e);
        }
    }

    @Override
    public String toString() {
        return charset.name();
    }
}
