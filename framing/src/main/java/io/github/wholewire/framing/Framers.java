/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.framing;

import io.github.wholewire.Framer;

/** The usual framers. All are immutable and thread-safe. */
public final class Framers {
    private static final DelimiterFramer LINES = lines(DelimiterFramer.DEFAULT_MAX_FRAME_LENGTH);
    private static final DelimiterFramer CRLF = crlf(DelimiterFramer.DEFAULT_MAX_FRAME_LENGTH);
    private static final LengthPrefixFramer U8 = prefix(1).build();
    private static final LengthPrefixFramer U16 = prefix(2).build();
    private static final LengthPrefixFramer U24 = prefix(3).build();
    private static final LengthPrefixFramer U32 = prefix(4).build();
    private static final LengthPrefixFramer U64 = prefix(8).build();

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
     * with a carriage return is refused. Where the peer ends lines with CRLF only, {@link
     * #crlf(int)} is safer.
     *
     * @param maxFrameLength the longest line in bytes, without its end; 0 to 2<sup>30</sup>-1
     * @return the framer
     * @throws IllegalArgumentException if the limit is out of range
     */
    public static DelimiterFramer lines(int maxFrameLength) {
        return new DelimiterFramer(LineMarker.INSTANCE, maxFrameLength);
    }

    /**
     * Lines of at most {@link DelimiterFramer#DEFAULT_MAX_FRAME_LENGTH} bytes that end with CRLF.
     *
     * @return the framer
     * @see #crlf(int)
     */
    public static DelimiterFramer crlf() {
        return CRLF;
    }

    /**
     * Lines that end with CRLF and hold neither of the two: a carriage return or a line feed
     * without the other gives a {@link io.github.wholewire.FramingException}. If one side took it
     * for a line's end and the other did not, a peer could smuggle lines past one of them. Sent
     * lines are checked likewise.
     *
     * @param maxFrameLength the longest line in bytes, without its end; 0 to 2<sup>30</sup>
     * @return the framer
     * @throws IllegalArgumentException if the limit is out of range
     */
    public static DelimiterFramer crlf(int maxFrameLength) {
        return new DelimiterFramer(CrlfMarker.INSTANCE, maxFrameLength);
    }

    /**
     * An unsigned length of one byte in front of each payload of at most 255 bytes.
     *
     * @return the framer
     * @see #u8(int)
     */
    public static LengthPrefixFramer u8() {
        return U8;
    }

    /**
     * An unsigned length of one byte in front of each payload. See {@link
     * LengthPrefixFramer#countingItself()} for its relative.
     *
     * @param maxFrameLength the longest payload in bytes; 0 to 255
     * @return the framer
     * @throws IllegalArgumentException if the limit is out of range
     */
    public static LengthPrefixFramer u8(int maxFrameLength) {
        return prefix(1).maxFrameLength(maxFrameLength).build();
    }

    /**
     * An unsigned length of two bytes, big-endian, in front of each payload of at most 65535 bytes.
     *
     * @return the framer
     * @see #u16(int)
     */
    public static LengthPrefixFramer u16() {
        return U16;
    }

    /**
     * An unsigned length of two bytes, big-endian, in front of each payload. See {@link
     * LengthPrefixFramer#littleEndian()} and {@link LengthPrefixFramer#countingItself()} for its
     * relatives.
     *
     * @param maxFrameLength the longest payload in bytes; 0 to 65535
     * @return the framer
     * @throws IllegalArgumentException if the limit is out of range
     */
    public static LengthPrefixFramer u16(int maxFrameLength) {
        return prefix(2).maxFrameLength(maxFrameLength).build();
    }

    /**
     * An unsigned length of three bytes, big-endian, in front of each payload of at most {@link
     * LengthPrefixFramer#DEFAULT_MAX_FRAME_LENGTH} bytes.
     *
     * @return the framer
     * @see #u24(int)
     */
    public static LengthPrefixFramer u24() {
        return U24;
    }

    /**
     * An unsigned length of three bytes, big-endian, in front of each payload. See {@link
     * LengthPrefixFramer#littleEndian()} and {@link LengthPrefixFramer#countingItself()} for its
     * relatives.
     *
     * @param maxFrameLength the longest payload in bytes; 0 to 2<sup>24</sup>-1
     * @return the framer
     * @throws IllegalArgumentException if the limit is out of range
     */
    public static LengthPrefixFramer u24(int maxFrameLength) {
        return prefix(3).maxFrameLength(maxFrameLength).build();
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
     * An unsigned length of four bytes, big-endian, in front of each payload. See {@link
     * LengthPrefixFramer#littleEndian()} and {@link LengthPrefixFramer#countingItself()} for its
     * relatives.
     *
     * @param maxFrameLength the longest payload in bytes; 0 to 2<sup>30</sup>
     * @return the framer
     * @throws IllegalArgumentException if the limit is out of range
     */
    public static LengthPrefixFramer u32(int maxFrameLength) {
        return prefix(4).maxFrameLength(maxFrameLength).build();
    }

    /**
     * An unsigned length of eight bytes, big-endian, in front of each payload of at most {@link
     * LengthPrefixFramer#DEFAULT_MAX_FRAME_LENGTH} bytes.
     *
     * @return the framer
     * @see #u64(int)
     */
    public static LengthPrefixFramer u64() {
        return U64;
    }

    /**
     * An unsigned length of eight bytes, big-endian, in front of each payload. See {@link
     * LengthPrefixFramer#littleEndian()} and {@link LengthPrefixFramer#countingItself()} for its
     * relatives.
     *
     * @param maxFrameLength the longest payload in bytes; 0 to 2<sup>30</sup>
     * @return the framer
     * @throws IllegalArgumentException if the limit is out of range
     */
    public static LengthPrefixFramer u64(int maxFrameLength) {
        return prefix(8).maxFrameLength(maxFrameLength).build();
    }

    private static LengthPrefixFramer.Builder prefix(int widthBytes) {
        return LengthPrefixFramer.builder().lengthFieldLength(widthBytes);
    }

    /**
     * As {@link #varint(int)}, with payloads of at most {@link
     * LengthPrefixFramer#DEFAULT_MAX_FRAME_LENGTH} bytes.
     *
     * @return the framer
     */
    public static Framer varint() {
        return varint(LengthPrefixFramer.DEFAULT_MAX_FRAME_LENGTH);
    }

    /**
     * A varint of one to five bytes in front of each payload: protobuf's delimited form.
     *
     * <pre>
     * +---------------------------+---------------------+
     * | length of payload         | payload             |
     * | (varint, 1 to 5 bytes)    |                     |
     * +---------------------------+---------------------+
     * </pre>
     *
     * <p>Seven bits a byte, the lowest first; the high bit says that more follow. It is sent in as
     * few bytes as it needs; more are accepted ({@code 81 00} is 1), as protobuf's own readers do.
     * A length of more than 32 bits is refused.
     *
     * @param maxFrameLength the longest payload in bytes; 0 to 2<sup>30</sup>
     * @return the framer
     * @throws IllegalArgumentException if the limit is out of range
     * @see <a href="https://protobuf.dev/programming-guides/encoding/#varints">Protobuf's
     *     varints</a>
     */
    public static Framer varint(int maxFrameLength) {
        return VarintFramer.protobuf(maxFrameLength, false);
    }

    /**
     * As {@link #varint(int)}, but a length that is written in more bytes than it needs is refused:
     * each payload has one form only.
     *
     * @param maxFrameLength the longest payload in bytes; 0 to 2<sup>30</sup>
     * @return the framer
     * @throws IllegalArgumentException if the limit is out of range
     */
    public static Framer canonicalVarint(int maxFrameLength) {
        return VarintFramer.protobuf(maxFrameLength, true);
    }

    /**
     * As {@link #mqtt(int)}, with packets of at most {@link
     * LengthPrefixFramer#DEFAULT_MAX_FRAME_LENGTH} bytes.
     *
     * @return the framer
     */
    public static Framer mqtt() {
        return mqtt(LengthPrefixFramer.DEFAULT_MAX_FRAME_LENGTH);
    }

    /**
     * MQTT control packets (MQTT 5.0 section 2.1). The payload is the packet without its Remaining
     * Length: the byte of type and flags, and then the rest.
     *
     * <pre>
     * +---------------------+---------------------------+---------------------+
     * | type and flags (u8) | length of the rest        | rest                |
     * |                     | (varint, 1 to 4 bytes)    |                     |
     * +---------------------+---------------------------+---------------------+
     * </pre>
     *
     * <p>A length in more bytes than it needs is refused, and so is an empty payload.
     *
     * @param maxFrameLength the longest payload in bytes; 1 to 2<sup>28</sup>
     * @return the framer
     * @throws IllegalArgumentException if the limit is out of range
     */
    public static Framer mqtt(int maxFrameLength) {
        return VarintFramer.mqtt(maxFrameLength);
    }

    /**
     * Frames that are all of one length and have nothing around them. A payload of another length
     * is refused.
     *
     * @param frameLength the length of each payload in bytes; 1 to 2<sup>30</sup>
     * @return the framer
     * @throws IllegalArgumentException if the length is out of range
     */
    public static Framer fixed(int frameLength) {
        return new FixedFramer(frameLength);
    }
}
