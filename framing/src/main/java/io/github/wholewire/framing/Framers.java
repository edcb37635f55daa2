/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.framing;

import static java.util.Objects.requireNonNull;

import io.github.wholewire.Framer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.ObjIntConsumer;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import java.util.zip.Checksum;
import java.util.zip.Deflater;

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

    /**
     * As {@link #netstring(int)}, with payloads of at most {@link
     * LengthPrefixFramer#DEFAULT_MAX_FRAME_LENGTH} bytes.
     *
     * @return the framer
     */
    public static Framer netstring() {
        return netstring(LengthPrefixFramer.DEFAULT_MAX_FRAME_LENGTH);
    }

    /**
     * Netstrings (D. J. Bernstein, 1997): the length in decimal digits, a colon, the payload, a
     * comma.
     *
     * <pre>
     * +---------------------+---+---------------------+---+
     * | length (digits)     | : | payload             | , |     12:hello world!,
     * +---------------------+---+---------------------+---+
     * </pre>
     *
     * <p>A length with leading zeros is refused, and so is a missing comma.
     *
     * @param maxFrameLength the longest payload in bytes; 0 to 2<sup>30</sup>
     * @return the framer
     * @throws IllegalArgumentException if the limit is out of range
     */
    public static Framer netstring(int maxFrameLength) {
        return new DecimalFramer("netstring", ':', ",", 0, maxFrameLength);
    }

    /**
     * As {@link #octetCounted(int)}, with messages of at most {@link
     * LengthPrefixFramer#DEFAULT_MAX_FRAME_LENGTH} bytes.
     *
     * @return the framer
     */
    public static Framer octetCounted() {
        return octetCounted(LengthPrefixFramer.DEFAULT_MAX_FRAME_LENGTH);
    }

    /**
     * Octet counting, as syslog over TCP and TLS has it (RFC 6587 section 3.4.1, RFC 5425): the
     * length in decimal digits, a space, the payload.
     *
     * <pre>
     * +---------------------+----+---------------------+
     * | length (digits)     | SP | payload             |     11 &lt;34&gt;1 - - -
     * +---------------------+----+---------------------+
     * </pre>
     *
     * <p>A length with leading zeros is refused, and so is an empty payload.
     *
     * @param maxFrameLength the longest payload in bytes; 1 to 2<sup>30</sup>
     * @return the framer
     * @throws IllegalArgumentException if the limit is out of range
     */
    public static Framer octetCounted(int maxFrameLength) {
        return new DecimalFramer("message with octet count", ' ', "", 1, maxFrameLength);
    }

    /**
     * As {@link #jsonSequence(int)}, with texts of at most {@link
     * DelimiterFramer#DEFAULT_MAX_FRAME_LENGTH} bytes.
     *
     * @return the framer
     */
    public static Framer jsonSequence() {
        return jsonSequence(DelimiterFramer.DEFAULT_MAX_FRAME_LENGTH);
    }

    /**
     * JSON text sequences (RFC 7464): a record separator, the payload, a line feed.
     *
     * <pre>
     * +-----------+---------------------+-----------+
     * | RS (1E)   | payload: JSON text  | LF (0A)   |
     * +-----------+---------------------+-----------+
     * </pre>
     *
     * <p>The text may have line feeds within brackets, so one printed over several lines is taken
     * as it is. It is received as soon as its line feed is there: the first one outside of brackets
     * and strings. A text that the next RS cuts short is refused, and receiving is over; the RFC
     * lets a reader go on behind it, which this one does not. A payload that is blank, leaves a
     * bracket or quote open, or holds RS or a line feed outside of brackets is refused.
     *
     * @param maxFrameLength the longest payload in bytes; 1 to 2<sup>30</sup>
     * @return the framer
     * @throws IllegalArgumentException if the limit is out of range
     */
    public static Framer jsonSequence(int maxFrameLength) {
        return new JsonSequenceFramer(maxFrameLength);
    }

    /**
     * A body of known length, in pieces: one of {@code Content-Length: 1000000}, say, or a file
     * whose length was sent before. It has nothing around it.
     *
     * <pre>
     * +---------------------+---------------------+-- ... --+---------------------+
     * | maxChunkLength      | maxChunkLength      |         | the rest            |
     * +---------------------+---------------------+-- ... --+---------------------+
     * |&lt;----------------------------- totalBytes -------------------------------&gt;|
     * </pre>
     *
     * <p>{@code receive} returns the pieces, all of {@code maxChunkLength} but the last one, and
     * then null, at once, however long the connection stays open. {@code switchTo} goes on behind
     * the body; the stream's end within it is a {@link
     * io.github.wholewire.TruncatedFrameException}.
     *
     * <pre>{@code
     * MessageChannel<byte[]> body =
     *         headers.switchTo(Protocol.of(Framers.chunksOf(length, 65536), Codecs.bytes()));
     * for (byte[] piece; (piece = body.receive()) != null; ) {
     *     file.write(piece);
     * }
     * headers = body.switchTo(lines);
     * }</pre>
     *
     * <p>Sent pieces may have any length from 1 to {@code maxChunkLength}: a body is bytes, and how
     * they were cut does not arrive, so that no {@code checksummed} or {@code compressed} fits
     * around it. More than {@code totalBytes} are refused. Each direction counts by itself, and
     * anew on each channel: a channel that is switched back before all is sent has sent less than
     * it announced.
     *
     * @param totalBytes the length of the body, 0 or more
     * @param maxChunkLength the longest piece in bytes; 1 to 2<sup>30</sup>
     * @return the framer
     * @throws IllegalArgumentException if a length is out of range
     */
    public static Framer chunksOf(long totalBytes, int maxChunkLength) {
        return new ChunksFramer(totalBytes, maxChunkLength);
    }

    /**
     * As {@link #header(int, int, ToLongFunction, ObjIntConsumer)}, for codecs that write the
     * length themselves.
     *
     * @param headerLength how many bytes {@code frameLength} looks at; 1 to 4096
     * @param maxFrameLength the longest frame in bytes, header included; {@code headerLength} to
     *     2<sup>30</sup>
     * @param frameLength returns the length of the whole frame, read from its header
     * @return the framer
     * @throws IllegalArgumentException if a length is out of range
     */
    public static Framer header(
            int headerLength, int maxFrameLength, ToLongFunction<ByteBuffer> frameLength) {
        return header(headerLength, maxFrameLength, frameLength, (header, length) -> {});
    }

    /**
     * The general form: a header of known size that tells how long the frame is. The payload is the
     * whole frame, header included, so that a codec finds there what else the header says.
     *
     * <pre>
     * +---------------------------+-------------------------------------------+
     * | header                    | as many bytes as it tells                 |
     * +---------------------------+-------------------------------------------+
     * |&lt;------ headerLength -----&gt;|                                           |
     * |&lt;------------------- frameLength(header) = payload --------------------&gt;|
     * </pre>
     *
     * <p>Modbus/TCP, whose length counts what follows it:
     *
     * <pre>{@code
     * Framer modbus = Framers.header(6, 260,
     *         header -> 6 + header.getShort(4),
     *         (header, length) -> header.putShort(4, (short) (length - 6)));
     * }</pre>
     *
     * <p>Both functions get the header as a big-endian buffer from index 0, valid during the call.
     * To send, the codec writes the whole frame and leaves the length open; {@code setLength} fills
     * it in. Then {@code frameLength} is asked, and if it does not find the length of what is to be
     * sent, the message is refused: also one that is too long for its length field.
     *
     * @param headerLength how many bytes {@code frameLength} looks at; 1 to 4096
     * @param maxFrameLength the longest frame in bytes, header included; {@code headerLength} to
     *     2<sup>30</sup>
     * @param frameLength returns the length of the whole frame, read from its header; one less than
     *     {@code headerLength} or more than {@code maxFrameLength} is refused
     * @param setLength puts the length of the whole frame into its header
     * @return the framer
     * @throws IllegalArgumentException if a length is out of range
     */
    public static Framer header(
            int headerLength,
            int maxFrameLength,
            ToLongFunction<ByteBuffer> frameLength,
            ObjIntConsumer<ByteBuffer> setLength) {
        requireNonNull(frameLength, "frameLength");
        return new HeaderFramer(
                headerLength,
                headerLength,
                maxFrameLength,
                header -> OptionalLong.of(frameLength.applyAsLong(header)),
                setLength);
    }

    /**
     * As {@link #header(int, int, ToLongFunction)}, for headers that say themselves how long they
     * are: the function is shown one byte more at a time until it finds the length.
     *
     * @param minHeaderLength how many bytes {@code frameLength} looks at first; 1 to 4096
     * @param maxHeaderLength how many at most; {@code minHeaderLength} to 4096
     * @param maxFrameLength the longest frame in bytes, header included; {@code maxHeaderLength} to
     *     2<sup>30</sup>
     * @param frameLength returns the length of the whole frame, or nothing if it needs more of the
     *     header; nothing for {@code maxHeaderLength} bytes is refused
     * @return the framer
     * @throws IllegalArgumentException if a length is out of range
     */
    public static Framer variableHeader(
            int minHeaderLength,
            int maxHeaderLength,
            int maxFrameLength,
            Function<ByteBuffer, OptionalLong> frameLength) {
        return new HeaderFramer(
                minHeaderLength,
                maxHeaderLength,
                maxFrameLength,
                frameLength,
                (header, length) -> {});
    }

    /**
     * Another framer with a checksum of four bytes, big-endian, behind each payload.
     *
     * <pre>{@code
     * Framer safe = Framers.checksummed(Framers.u32(), CRC32C::new);
     * }</pre>
     *
     * @param framer marks where payload and checksum end
     * @param checksum makes the checksum: {@code CRC32::new}, {@code CRC32C::new}, {@code
     *     Adler32::new} or another one
     * @return the framer
     * @throws IllegalArgumentException as {@link #checksumTrailer}
     */
    public static Framer checksummed(Framer framer, Supplier<? extends Checksum> checksum) {
        return checksumTrailer(framer, checksum, Integer.BYTES, ByteOrder.BIG_ENDIAN);
    }

    /**
     * Another framer with a checksum behind each payload. Its frames hold the checksum as well, so
     * the longest payload is shorter by that.
     *
     * <pre>
     * +-----------+---------------------+---------------------+-----------+
     * | (framer)  | payload             | checksum            | (framer)  |
     * +-----------+---------------------+---------------------+-----------+
     * </pre>
     *
     * <p>A frame whose checksum is not that of its payload is refused, and receiving is over: what
     * else arrived may be damaged too. Layers nest in any order, each takes off what it added.
     *
     * @param framer marks where payload and checksum end
     * @param checksum makes the checksum, one a connection and direction
     * @param checksumLength how many of the low bytes of {@link Checksum#getValue} are sent; 1 to 8
     * @param order in which order
     * @return the framer
     * @throws IllegalArgumentException if {@code checksumLength} is out of range, or the framer's
     *     limit has no room for it
     */
    public static Framer checksumTrailer(
            Framer framer,
            Supplier<? extends Checksum> checksum,
            int checksumLength,
            ByteOrder order) {
        return new ChecksumFramer(framer, checksum, checksumLength, order, false);
    }

    /**
     * As {@link #checksumTrailer}, but in front of the payload.
     *
     * <pre>
     * +-----------+---------------------+---------------------+-----------+
     * | (framer)  | checksum            | payload             | (framer)  |
     * +-----------+---------------------+---------------------+-----------+
     * </pre>
     *
     * @param framer marks where checksum and payload end
     * @param checksum makes the checksum, one a connection and direction
     * @param checksumLength how many of the low bytes of {@link Checksum#getValue} are sent; 1 to 8
     * @param order in which order
     * @return the framer
     * @throws IllegalArgumentException as {@link #checksumTrailer}
     */
    public static Framer checksumHeader(
            Framer framer,
            Supplier<? extends Checksum> checksum,
            int checksumLength,
            ByteOrder order) {
        return new ChecksumFramer(framer, checksum, checksumLength, order, true);
    }

    /**
     * As {@link #compressed(Framer, int, int)}, at the level that is usual.
     *
     * @param framer marks where the compressed payload ends
     * @param maxFrameLength the longest payload in bytes, inflated; 0 to 2<sup>30</sup>
     * @return the framer
     * @throws IllegalArgumentException if the limit is out of range
     */
    public static Framer compressed(Framer framer, int maxFrameLength) {
        return compressed(framer, maxFrameLength, Deflater.DEFAULT_COMPRESSION);
    }

    /**
     * Another framer with each payload compressed by itself, in the zlib format (RFC 1950).
     *
     * <pre>
     * +-----------+-------------------------------+-----------+
     * | (framer)  | payload, deflated             | (framer)  |
     * +-----------+-------------------------------+-----------+
     * </pre>
     *
     * <p>There are two limits: that of {@code framer} for what stands on the wire, and {@code
     * maxFrameLength} for what it inflates to, which a small frame can exceed a thousandfold. One
     * byte more is refused before it is inflated, and receiving is over, unless {@code framer}
     * skips what is too long. A payload that exceeds {@code framer}'s limit even when compressed
     * cannot be sent.
     *
     * <p>Nothing is kept from one payload to the next, so no native memory stays behind with a
     * connection; small payloads of the same kind compress better joined to one.
     *
     * @param framer marks where the compressed payload ends
     * @param maxFrameLength the longest payload in bytes, inflated; 0 to 2<sup>30</sup>
     * @param level 0 (none) to 9 (best), or -1 for the usual one, as {@link Deflater} has them
     * @return the framer
     * @throws IllegalArgumentException if the limit or the level is out of range
     */
    public static Framer compressed(Framer framer, int maxFrameLength, int level) {
        return new DeflateFramer(framer, maxFrameLength, level);
    }
}
