/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire;

/**
 * Cuts a byte stream into frames. Not thread-safe: one instance a connection, unless it keeps no
 * state.
 *
 * <p>It is asked for one frame at a time and looks at the bytes from that frame's first one on.
 * Most decoders are a line:
 *
 * <pre>{@code
 * // a length of four bytes, then the payload
 * in -> in.has(4) && in.frame(4, in.getUnsignedInt(0), 0)
 *
 * // a line that ends with \n
 * in -> {
 *     int end = in.find((byte) '\n');
 *     return end >= 0 && in.frame(0, end, 1);
 * }
 * }</pre>
 */
@FunctionalInterface
public interface FrameDecoder {
    /**
     * Looks for a whole frame at the front of {@code in}, whose index 0 is the frame's first byte.
     * Called with at least one byte at hand; called again when as many more have arrived as it
     * asked for.
     *
     * @param in the bytes at hand; valid during the call
     * @return true if a frame is there and has been marked by {@link FrameInput#frame}; false if
     *     more bytes are needed
     * @throws FramingException if these bytes can never become a frame; receiving is then over
     */
    boolean decode(FrameInput in) throws FramingException;

    /**
     * Asked, in place of {@link #decode}, to drop a frame that {@code decode} has refused as too
     * long: now, and again when more bytes have arrived, until its end has been found. By default
     * the refusal stands and receiving is over, since few formats tell where the next frame begins.
     *
     * @param in the bytes at hand of that frame and perhaps the next ones; those known to belong to
     *     it are to be dropped by {@link FrameInput#skip}
     * @param refusal why the frame was refused
     * @return true if all of it has been dropped, so that the next frame begins at index 0; false
     *     if more bytes are needed
     * @throws FramingException if it cannot be skipped, best the refusal; receiving is then over
     */
    default boolean skip(FrameInput in, FrameTooLongException refusal) throws FramingException {
        throw refusal;
    }

    /**
     * Told that the stream has ended, after {@link #decode} has found no further frame in the bytes
     * at hand. The default refuses bytes that are left over.
     *
     * @param in the bytes left over, perhaps none
     * @return true if they are a last frame and it has been marked; false if the stream ended where
     *     it may end
     * @throws FramingException if the stream must not end here, a {@link TruncatedFrameException}
     *     if inside a frame
     */
    default boolean end(FrameInput in) throws FramingException {
        if (in.length() > 0) {
            throw in.truncated("the stream ended");
        }
        return false;
    }

    /**
     * Tells whether this protocol has ended, as a body of known length does: its last frame has
     * been decoded, and what follows belongs to another protocol. Asked whenever {@link #decode}
     * has found no frame; {@code pull} and {@code receive} then return null, and {@code switchTo}
     * goes on behind.
     *
     * @return whether there is no further frame; by default false: the stream's end is the only one
     */
    default boolean isFinished() {
        return false;
    }
}
