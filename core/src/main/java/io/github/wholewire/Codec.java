/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.function.Function;

/**
 * Turns a payload into a message and back. Immutable and thread-safe: one instance may serve all
 * channels of a program.
 *
 * <p>A codec knows nothing of frames and sockets; the same one serves streams and datagrams. {@link
 * Codecs} has the usual ones.
 *
 * @param <M> the message
 */
public interface Codec<M> {
    /**
     * Makes a message of a payload. Whatever it throws costs this message alone: the receiver gets
     * a {@link CodecException}, and the channel goes on. Bytes that it leaves unread are ignored.
     *
     * @param payload the bytes from position to limit, big-endian, heap or direct; valid during the
     *     call, so nothing of it may be kept
     * @return the message, never null
     * @throws IOException if the payload is no message
     */
    M decode(ByteBuffer payload) throws IOException;

    /**
     * Writes a message's payload. Whatever it throws costs this message alone: nothing of it is
     * sent, the sender gets a {@link CodecException} or {@link FrameTooLongException}, and the
     * channel goes on.
     *
     * @param message the message
     * @param out where the payload goes, also as an {@link java.io.OutputStream}; valid during the
     *     call
     * @throws IOException if the message has no payload
     */
    void encode(M message, FrameOutput out) throws IOException;

    /**
     * Makes a codec of two functions; also of the halves of two codecs, for a format whose two
     * directions differ.
     *
     * @param <M> the message
     * @param encoder writes a message's payload, for instance {@code other::encode}
     * @param decoder makes a message of a payload, for instance {@code another::decode}
     * @return the codec
     */
    static <M> Codec<M> of(Encoder<? super M> encoder, Decoder<? extends M> decoder) {
        requireNonNull(encoder, "encoder");
        requireNonNull(decoder, "decoder");
        return new Codec<M>() {
            @Override
            public M decode(ByteBuffer payload) throws IOException {
                return decoder.decode(payload);
            }

            @Override
            public void encode(M message, FrameOutput out) throws IOException {
                encoder.encode(message, out);
            }
        };
    }

    /**
     * Makes a codec of another type from this one: {@code Codecs.utf8().map(Integer::valueOf,
     * String::valueOf)}.
     *
     * @param <N> the other type
     * @param decode makes the other type of a message received; what it throws comes out as a
     *     {@link CodecException}
     * @param encode makes a message of the other type before it is encoded; likewise
     * @return the codec
     */
    default <N> Codec<N> map(
            Function<? super M, ? extends N> decode, Function<? super N, ? extends M> encode) {
        requireNonNull(decode, "decode");
        requireNonNull(encode, "encode");
        return of(
                (message, out) -> encode(encode.apply(message), out),
                payload -> decode.apply(decode(payload)));
    }

    /**
     * The writing half of a codec.
     *
     * @param <M> the message
     */
    @FunctionalInterface
    interface Encoder<M> {
        /**
         * Does as {@link Codec#encode}.
         *
         * @param message the message
         * @param out where the payload goes
         * @throws IOException if the message has no payload
         */
        void encode(M message, FrameOutput out) throws IOException;
    }

    /**
     * The reading half of a codec.
     *
     * @param <M> the message
     */
    @FunctionalInterface
    interface Decoder<M> {
        /**
         * Does as {@link Codec#decode}.
         *
         * @param payload the bytes from position to limit
         * @return the message, never null
         * @throws IOException if the payload is no message
         */
        M decode(ByteBuffer payload) throws IOException;
    }
}
