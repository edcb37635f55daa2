/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.framing;

/** The usual framers. All are immutable and thread-safe. */
public final class Framers {
    private static final DelimiterFramer LINES = lines(DelimiterFramer.DEFAULT_MAX_FRAME_LENGTH);
    private static final LengthPrefixFramer U32 = u32(LengthPrefixFramer.DEFAULT_MAX_FRAME_LENGTH);

    private Framers() {}

    /**
     * Lines of at most {@link DelimiterFramer#DEFAULT_MAX_FRAME_LENGTH} bytes.
     *
     * @return the framer
     * @see #lines(int)
     */
    public static DelimiterFramer lines() {
        return LINES;
    }

    /**
     * Lines: each ends with a line feed, and one carriage return directly before it belongs to the
     * end (LF or CRLF). They are sent with a line feed. A payload that holds a line feed or ends
     * with a carriage return is refused.
     *
     * @param maxFrameLength the longest line in bytes, without its end; 0 to 2<sup>30</sup>-1
     * @return the framer
     * @throws IllegalArgumentException if the limit is out of range
     */
    public static DelimiterFramer lines(int maxFrameLength) {
        return new DelimiterFramer(LineMarker.INSTANCE, maxFrameLength);
    }

    /**
     * An unsigned length of four bytes, big-endian, in front of each payload of at most {@link
     * LengthPrefixFramer#DEFAULT_MAX_FRAME_LENGTH} bytes.
     *
     * @return the framer
     * @see #u32(int)
     */
    public static LengthPrefixFramer u32() {
        return U32;
    }

    /**
     * An unsigned length of four bytes, big-endian, in front of each payload.
     *
     * @param maxFrameLength the longest payload in bytes; 0 to 2<sup>30</sup>
     * @return the framer
     * @throws IllegalArgumentException if the limit is out of range
     */
    public static LengthPrefixFramer u32(int maxFrameLength) {
        return LengthPrefixFramer.builder().maxFrameLength(maxFrameLength).build();
    }
}
