/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire;

import java.io.IOException;

/**
 * Wraps payloads into frames. Not thread-safe: one instance a connection, unless it keeps no state.
 * An event-driven server makes one more for each call of {@code send} by another thread than the
 * connection's own: an encoder whose frames depend on earlier ones suits handlers that send
 * themselves.
 *
 * <p>The codec has written the payload behind {@link #headerLength()} free bytes; {@link #finish}
 * then fills them in, appends a trailer, or rewrites the payload where it lies:
 *
 * <pre>{@code
 * // a line: refuse what would not come back as sent, then end it
 * out -> {
 *     if (out.find((byte) '\n', 0) >= 0) {
 *         throw new CodecException("a line cannot hold a line feed");
 *     }
 *     out.put((byte) '\n');
 * }
 * }</pre>
 */
@FunctionalInterface
public interface FrameEncoder {
    /**
     * Returns how many bytes are left free in front of each payload.
     *
     * @return bytes, 0 or more, by default 0; always the same
     */
    default int headerLength() {
        return 0;
    }

    /**
     * Makes the payload a frame. Index 0 of {@code out} is the first byte of the free header, or of
     * the payload if there is none; {@link FrameOutput#length()} counts both.
     *
     * @param out the frame so far; valid during the call
     * @throws IOException if no frame can be made of this payload, best a {@link CodecException};
     *     nothing of it is then sent
     */
    void finish(FrameOutput out) throws IOException;

    /**
     * Makes an encoder for a header of fixed length.
     *
     * @param headerLength bytes left free in front of each payload, 0 or more
     * @param finish fills the header in, and whatever else the frame needs
     * @return the encoder; it keeps no state beyond that of {@code finish}
     * @throws IllegalArgumentException if {@code headerLength} is negative
     */
    static FrameEncoder header(int headerLength, FrameEncoder finish) {
        return new HeaderEncoder(headerLength, finish);
    }
}
