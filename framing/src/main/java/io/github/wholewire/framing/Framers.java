/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.framing;

import io.github.wholewire.Framer;

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

    /**
     * As {@link #slip(int)}, with payloads of at most {@link
     * DelimiterFramer#DEFAULT_MAX_FRAME_LENGTH} bytes.
     *
     * @return the framer
     */
    public static Framer slip() {
        return slip(DelimiterFramer.DEFAULT_MAX_FRAME_LENGTH);
    }

    /**
     * SLIP (RFC 1055): END around each payload, and two bytes escaped in it.
     *
     * <pre>
     * +-----------+------------------------------------------------------+-----------+
     * | END (C0)  | payload, with C0 as DB DC and DB as DB DD            | END (C0)  |
     * +-----------+------------------------------------------------------+-----------+
     * </pre>
     *
     * <p>Received, the first END may be missing, and several in a row count as one: SLIP has no
     * empty frames, so an empty payload is refused. DB with anything else behind it is refused. A
     * payload takes twice its length at most.
     *
     * @param maxFrameLength the longest payload in bytes, before it is escaped; 1 to 2<sup>29</sup>
     * @return the framer
     * @throws IllegalArgumentException if the limit is out of range
     */
    public static Framer slip(int maxFrameLength) {
        return new SlipFramer(maxFrameLength);
    }

    /**
     * As {@link #cobs(int)}, with payloads of at most {@link
     * DelimiterFramer#DEFAULT_MAX_FRAME_LENGTH} bytes.
     *
     * @return the framer
     */
    public static Framer cobs() {
        return cobs(DelimiterFramer.DEFAULT_MAX_FRAME_LENGTH);
    }

    /**
     * Consistent overhead byte stuffing (Cheshire and Baker, 1999): a zero byte ends each frame,
     * and in the payload a chain of lengths replaces the zero bytes.
     *
     * <pre>
     * payload:       11 22 00 33
     * frame:      03 11 22 02 33 00
     *             `-------&gt;`----&gt;`-- the end
     * </pre>
     *
     * <p>Received, several zero bytes in a row count as one. A payload takes one byte more than its
     * length, and another one for each 254 bytes in which there is no zero byte.
     *
     * @param maxFrameLength the longest payload in bytes, before it is stuffed; 0 to 1069531008
     * @return the framer
     * @throws IllegalArgumentException if the limit is out of range
     */
    public static Framer cobs(int maxFrameLength) {
        return new CobsFramer(maxFrameLength);
    }
}
