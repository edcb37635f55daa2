/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.util.List;

/** The usual codecs. All are immutable and thread-safe; {@link Codec#map} makes others of them. */
public final class Codecs {
    private static final Codec<byte[]> BYTES = new Bytes();
    private static final Codec<String> UTF_8_TEXT = new Utf8Text();

    private Codecs() {}

    /**
     * Payloads as they are. The array received is the receiver's own.
     *
     * @return the codec
     */
    public static Codec<byte[]> bytes() {
        return BYTES;
    }

    /**
     * Text in UTF-8 (RFC 3629), strictly: bytes that are no UTF-8, and text with half a surrogate
     * pair, give a {@link CodecException}; nothing is replaced silently.
     *
     * @return the codec
     */
    public static Codec<String> utf8() {
        return UTF_8_TEXT;
    }

    /**
     * Text in a charset, strictly: what it cannot say gives a {@link CodecException}; nothing is
     * replaced silently.
     *
     * @param charset the charset
     * @return the codec
     * @throws IllegalArgumentException if the charset can only be decoded
     */
    public static Codec<String> text(Charset charset) {
        requireNonNull(charset, "charset");
        return charset.equals(UTF_8) ? utf8() : new CharsetCodec(charset);
    }

    /**
     * Several messages in one payload, each in its frame: for protocols that pack messages into a
     * datagram or into a larger frame.
     *
     * <pre>{@code
     * Codec<List<String>> readings = Codecs.framed(Framers.u32(), Codecs.utf8());
     * }</pre>
     *
     * <p>A payload without bytes is the empty list. If a frame is broken, a message cannot be
     * decoded or bytes are left over behind the last one, the whole payload is refused with a
     * {@link CodecException}. The list received cannot be changed.
     *
     * @param <M> a message of the list
     * @param framer marks where the messages end
     * @param codec turns each into an object and back
     * @return the codec
     * @throws IllegalArgumentException as {@link Protocol#of}
     */
    public static <M> Codec<List<M>> framed(Framer framer, Codec<M> codec) {
        return new FramedCodec<>(Protocol.of(framer, codec));
    }

    private static final class Bytes implements Codec<byte[]> {
        @Override
        public byte[] decode(ByteBuffer payload) {
            byte[] message = new byte[payload.remaining()];
            payload.get(message);
            return message;
        }

        @Override
        public void encode(byte[] message, FrameOutput out) throws FrameTooLongException {
            out.write(message);
        }

        @Override
        public String toString() {
            return "bytes";
        }
    }

    private static final class Utf8Text implements Codec<String> {
        @Override
        public String decode(ByteBuffer payload) throws CodecException {
            return Utf8.decode(payload);
        }

        @Override
        public void encode(String message, FrameOutput out)
                throws CodecException, FrameTooLongException {
            out.putUtf8(message);
        }

        @Override
        public String toString() {
            return "UTF-8";
        }
    }
}
