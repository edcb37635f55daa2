/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire;

/**
 * A way to mark where one payload ends and the next begins in a stream of bytes.
 *
 * <p>A framer is immutable and may be shared by all channels of a program: what one connection has
 * to remember is kept by the decoder and the encoder that it makes. It starts no thread, reads no
 * clock and opens nothing.
 *
 * <p>A four-byte length in front of each payload, whole:
 *
 * <pre>{@code
 * record Blocks(int maxFrameLength) implements Framer {
 *     public FrameDecoder newDecoder() {
 *         return in -> in.has(4) && in.frame(4, in.getUnsignedInt(0), 0);
 *     }
 *
 *     public FrameEncoder newEncoder() {
 *         return FrameEncoder.header(4, out -> out.setInt(0, out.length() - 4));
 *     }
 * }
 * }</pre>
 */
public interface Framer {
    /**
     * The largest {@link #maxFrameLength()} and {@link #maxEncodedLength()} that a protocol
     * accepts: 1 GiB.
     */
    int MAX_LENGTH = 1 << 30;

    /**
     * Returns the longest payload, the same both ways: one of this length is accepted, one byte
     * more is refused.
     *
     * @return payload bytes, 0 to {@link #MAX_LENGTH}; always the same
     */
    int maxFrameLength();

    /**
     * Returns the most bytes that a payload takes between the frame's header and trailer. It is
     * more than {@link #maxFrameLength()} for a framer that stuffs or escapes the payload (SLIP:
     * twice as much), and may be less for one that compresses it.
     *
     * @return bytes, 0 to {@link #MAX_LENGTH}; always the same
     */
    default int maxEncodedLength() {
        return maxFrameLength();
    }

    /**
     * Makes the decoder of one connection.
     *
     * @return a new decoder, or a shared one if it keeps no state
     */
    FrameDecoder newDecoder();

    /**
     * Makes the encoder of one connection.
     *
     * @return a new encoder, or a shared one if it keeps no state
     */
    FrameEncoder newEncoder();
}
