/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire;

import static java.util.Objects.requireNonNull;

/**
 * A framer and a codec: all that two programs must agree on to exchange messages over a stream of
 * bytes. Immutable and thread-safe.
 *
 * <pre>{@code
 * Protocol<String> lines = Protocol.of(Framers.lines(), Codecs.utf8());
 * }</pre>
 *
 * @param <M> the message
 */
public final class Protocol<M> {
    private final Framer framer;
    private final Codec<M> codec;
    private final int maxFrameLength;
    private final int maxLength;

    private Protocol(Framer framer, Codec<M> codec) {
        this.framer = framer;
        this.codec = codec;
        maxFrameLength = framer.maxFrameLength();
        maxLength =
                Math.max(maxFrameLength, framer.maxEncodedLength()) + 2 * FrameInput.MAX_OVERHEAD;
    }

    /**
     * Makes a protocol.
     *
     * @param <M> the message
     * @param framer marks where payloads end
     * @param codec turns payloads into messages and back
     * @return the protocol
     * @throws IllegalArgumentException if the framer's {@code maxFrameLength} or {@code
     *     maxEncodedLength} is not within 0 and {@link Framer#MAX_LENGTH}
     */
    public static <M> Protocol<M> of(Framer framer, Codec<M> codec) {
        requireNonNull(framer, "framer");
        requireNonNull(codec, "codec");
        int max = framer.maxFrameLength();
        int encoded = framer.maxEncodedLength();
        if (Math.min(max, encoded) < 0 || Math.max(max, encoded) > Framer.MAX_LENGTH) {
            throw new IllegalArgumentException(
                    "framer with maxFrameLength="
                            + max
                            + ", maxEncodedLength="
                            + encoded
                            + ": use 0 to "
                            + Framer.MAX_LENGTH);
        }
        return new Protocol<>(framer, codec);
    }

    /**
     * Returns what marks where payloads end.
     *
     * @return the framer
     */
    public Framer framer() {
        return framer;
    }

    /**
     * Returns what turns payloads into messages and back.
     *
     * @return the codec
     */
    public Codec<M> codec() {
        return codec;
    }

    /** Returns the longest payload, without a call of the framer. */
    int maxFrameLength() {
        return maxFrameLength;
    }

    /**
     * Returns the most bytes that lie in memory at any time while a frame is made. A payload may be
     * longer than what it is compressed to, and a layer around that adds a checksum to it.
     */
    int maxLength() {
        return maxLength;
    }

    /**
     * Makes a decoder, for use without a channel: files, captures, another library's I/O, a
     * framer's own test.
     *
     * @return a decoder at the start of a stream
     */
    public MessageDecoder<M> newDecoder() {
        return new MessageDecoder<>(this, new InputBuffer());
    }

    /**
     * Makes an encoder, for use without a channel.
     *
     * @return an encoder with nothing pending
     */
    public MessageEncoder<M> newEncoder() {
        return new MessageEncoder<>(this);
    }

    @Override
    public String toString() {
        return "Protocol[" + framer + ", " + codec + "]";
    }
}
