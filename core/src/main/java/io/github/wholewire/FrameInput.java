/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire;

import static java.util.Objects.checkFromIndexSize;
import static java.util.Objects.requireNonNull;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * The bytes that have arrived, as a {@link FrameDecoder} sees them: index 0 is the first byte of
 * the frame it looks for.
 *
 * <p>Numbers are read big-endian; {@link Integer#reverseBytes} and its like serve the other order.
 * An index that is not within the bytes at hand gives an {@link IndexOutOfBoundsException}: ask
 * {@link #has} first. Not thread-safe; valid during a call of the decoder.
 */
public final class FrameInput {
    /** What a header, and what a trailer, may take beyond the payload. */
    static final int MAX_OVERHEAD = 4096;

    private final InputBuffer bytes;
    private int maxFrameLength;
    private int maxEncodedLength;

    /** How many bytes the decoder is asked at; if it has been, that is a thing of the past. */
    private int wanted = 1;

    private final Needle needle = new Needle();

    /**
     * All of the marked frame; while none is marked, the complement of what was taken last, so that
     * a frame costs one store.
     */
    private int frameLength = ~0;

    private int headerLength;
    private int payloadLength;

    /** The marked frame's payload, once a framer has asked for it. */
    private @Nullable ByteBuffer payload;

    /** What {@link #frame} was asked for in vain; negative if nothing. */
    private long refusedLength = -1;

    FrameInput(InputBuffer bytes, Framer framer) {
        this.bytes = bytes;
        limit(framer);
    }

    private void limit(Framer framer) {
        maxFrameLength = framer.maxFrameLength();
        maxEncodedLength = framer.maxEncodedLength();
        bytes.limit(maxWanted());
    }

    InputBuffer bytes() {
        return bytes;
    }

    /**
     * Serves another decoder, for bytes that come at that place of its stream, behind such a frame.
     */
    void restart(Framer framer, long offset, int takenLength) {
        limit(framer);
        bytes.restart(offset);
        wanted = 1;
        frameLength = ~takenLength;
        needle.forget();
        payload = null;
        refusedLength = -1;
    }

    /**
     * Returns how many bytes are at hand.
     *
     * @return bytes from the frame's first one on, 0 or more
     */
    public int length() {
        return bytes.length();
    }

    /**
     * Tells whether so many bytes are at hand. If not, the decoder is not asked again before they
     * are.
     *
     * @param count bytes from the frame's first one on
     * @return whether {@link #length()} is at least {@code count}
     */
    public boolean has(int count) {
        if (count <= length()) {
            return true;
        }
        want(count);
        return false;
    }

    /**
     * Returns a byte.
     *
     * @param index bytes from the frame's first one
     * @return the byte
     */
    public byte get(int index) {
        return bytes.window().get(at(index, 1));
    }

    /**
     * Returns a byte as an unsigned number.
     *
     * @param index bytes from the frame's first one
     * @return 0 to 255
     */
    public int getUnsigned(int index) {
        return get(index) & 0xFF;
    }

    /**
     * Returns two bytes as an unsigned number.
     *
     * @param index bytes from the frame's first one
     * @return 0 to 65535
     */
    public int getUnsignedShort(int index) {
        return Short.reverseBytes(bytes.window().getShort(at(index, 2))) & 0xFFFF;
    }

    /**
     * Returns four bytes as a number.
     *
     * @param index bytes from the frame's first one
     * @return the number
     */
    public int getInt(int index) {
        return Integer.reverseBytes(bytes.window().getInt(at(index, 4)));
    }

    /**
     * Returns four bytes as an unsigned number.
     *
     * @param index bytes from the frame's first one
     * @return 0 to 2<sup>32</sup>-1
     */
    public long getUnsignedInt(int index) {
        return getInt(index) & 0xFFFF_FFFFL;
    }

    /**
     * Returns eight bytes as a number.
     *
     * @param index bytes from the frame's first one
     * @return the number
     */
    public long getLong(int index) {
        return Long.reverseBytes(bytes.window().getLong(at(index, 8)));
    }

    /**
     * Finds a byte. Asked for the same one again when more has arrived, it goes on where it had
     * stopped.
     *
     * @param value what to look for
     * @return the index of the first one; -1 if there is none among the bytes at hand
     * @throws FrameTooLongException if there is none and more than {@link
     *     Framer#maxEncodedLength()} bytes are at hand
     */
    public int find(byte value) throws FrameTooLongException {
        int index = needle.find(bytes, value);
        if (index < 0) {
            wantBeyond(length());
        }
        return index;
    }

    /**
     * Finds a sequence of bytes. Asked for the same array again when more has arrived, it goes on
     * where it had stopped.
     *
     * @param sequence what to look for, at least one byte; not changed by anyone
     * @return the index of the first byte of the first one; -1 if there is none among the bytes at
     *     hand
     * @throws FrameTooLongException if there is none and more than {@link
     *     Framer#maxEncodedLength()} bytes are at hand, not counting last ones that may be the
     *     beginning of one
     * @throws IllegalArgumentException if the sequence is empty
     */
    public int find(byte[] sequence) throws FrameTooLongException {
        int index = needle.find(bytes, sequence);
        if (index < 0) {
            wantBeyond(
                    length() <= maxEncodedLength
                            ? length()
                            : length() - Needle.beginningAtEnd(bytes, sequence));
        }
        return index;
    }

    /**
     * Finds the one of several sequences of bytes that ends first. Asked for the same array again
     * when more has arrived, it goes on where it had stopped.
     *
     * @param sequences what to look for, each at least one byte; not changed by anyone
     * @param maxLength how many bytes may come without one, such as {@link Framer#maxFrameLength()}
     * @return the index behind its last byte; -1 if none is among the bytes at hand
     * @throws FrameTooLongException if there is none and more than {@code maxLength} bytes are at
     *     hand, not counting last ones that may be the beginning of one
     * @throws IllegalArgumentException if there are no sequences, or one is empty
     */
    public int findEnd(byte[][] sequences, int maxLength) throws FrameTooLongException {
        int end = needle.findEnd(bytes, sequences);
        if (end < 0) {
            int length = length();
            if (length > maxLength
                    && length - Needle.beginningAtEnd(bytes, sequences) > maxLength) {
                throw tooLong("no end of frame within " + length + " bytes, which", maxLength);
            }
            want(length + 1);
        }
        return end;
    }

    /**
     * Marks a frame: a header, the payload, a trailer. If not all of it is at hand yet, the decoder
     * is not asked again before it is; nothing is reserved for it.
     *
     * @param headerLength bytes in front of the payload
     * @param length bytes of the payload as it stands on the wire, however large or negative it may
     *     be; {@link Long#MAX_VALUE} stands for all that a long cannot say
     * @param trailerLength bytes behind the payload
     * @return true if the whole frame is at hand, and then it is marked
     * @throws FrameTooLongException if {@code length} exceeds {@link Framer#maxEncodedLength()}
     * @throws FramingException if {@code length} is negative
     * @throws IllegalArgumentException if {@code headerLength} or {@code trailerLength} is negative
     *     or over 4096
     */
    public boolean frame(int headerLength, long length, int trailerLength) throws FramingException {
        if (((headerLength | trailerLength) & -MAX_OVERHEAD) != 0) { // one may be out of range
            requireOverhead(headerLength, "headerLength");
            requireOverhead(trailerLength, "trailerLength");
        }
        if (length > maxEncodedLength || length < 0) {
            throw badLength(length);
        }
        int total = headerLength + (int) length + trailerLength;
        if (total > length()) {
            want(total);
            return false;
        }
        frameLength = total;
        this.headerLength = headerLength;
        payloadLength = (int) length;
        payload = null;
        return true;
    }

    /**
     * Drops bytes in front of the frame, or of one that {@linkplain FrameDecoder#skip is skipped}:
     * index 0 is then the byte behind them.
     *
     * @param count bytes, 0 to {@link #length()}
     * @throws IllegalStateException if a frame has been marked
     */
    public void skip(int count) {
        checkFromIndexSize(0, count, length());
        if (frameLength >= 0) {
            throw new IllegalStateException(
                    "skip(" + count + ") after a frame was marked: skip first");
        }
        advance(count);
    }

    /**
     * Returns the payload of the marked frame. What lies between its position and its limit when
     * the decoder returns goes to the codec: a framer may narrow it and overwrite the bytes in it.
     *
     * @return the payload, big-endian
     * @throws IllegalStateException if no frame has been marked
     */
    public ByteBuffer payload() {
        requireMarked();
        if (payload == null) {
            payload = bytes.view(headerLength, payloadLength);
        }
        return payload;
    }

    /**
     * Puts other bytes in the place of the marked frame's payload, such as what it inflates to.
     *
     * @param replacement the payload from position to limit; kept until the next frame is looked
     *     for
     * @throws IllegalStateException if no frame has been marked
     */
    public void payload(ByteBuffer replacement) {
        requireNonNull(replacement, "replacement");
        requireMarked();
        payload = replacement.order(ByteOrder.BIG_ENDIAN);
    }

    /**
     * Makes the exception for a stream that stops inside the frame at hand.
     *
     * @param what what happened, such as "the stream ended"
     * @return an exception that says how many bytes there were and how many were wanted
     */
    public TruncatedFrameException truncated(String what) {
        return new TruncatedFrameException(
                what
                        + " inside a frame: had "
                        + length()
                        + " bytes, wanted at least "
                        + Math.max(wanted, length() + 1)
                        + "; the peer closed or broke off in the middle of a message");
    }

    /** Tells whether it makes sense to ask the decoder (again). */
    boolean isReady() {
        return length() >= wanted;
    }

    /** Forgets a frame that was marked and not taken. */
    void unmark() {
        if (frameLength >= 0) {
            frameLength = ~0;
        }
    }

    /**
     * Called when the decoder has found no frame: something more is wanted, but not without end.
     */
    void requireProgress() throws FrameTooLongException {
        if (wanted <= length()) {
            wanted = length() + 1;
        }
        if (wanted > maxWanted()) {
            throw tooLongEncoded("a frame of at least " + wanted + " bytes");
        }
    }

    /**
     * Takes the marked frame away and returns its payload. Most framers never ask for that, so the
     * buffer is set here, once, and no reference is written a frame.
     */
    ByteBuffer take() throws FramingException {
        if (frameLength <= 0) {
            throw noFrame();
        }
        ByteBuffer taken =
                payload == null ? bytes.view(headerLength, payloadLength) : forgetPayload(payload);
        if (taken.remaining() > maxFrameLength) {
            throw tooLong("payload of " + taken.remaining() + " bytes");
        }
        int length = frameLength;
        frameLength = ~length;
        advance(length);
        return taken;
    }

    private ByteBuffer forgetPayload(ByteBuffer taken) {
        payload = null;
        return taken;
    }

    int takenLength() {
        return frameLength < 0 ? ~frameLength : 0;
    }

    private FramingException noFrame() {
        return new FramingException(
                "the framer "
                        + (frameLength < 0 ? "marked no frame" : "marked a frame of no bytes")
                        + " but said that one is there: mend its decode or end");
    }

    /** The most bytes one frame can take on the wire. */
    int maxWanted() {
        return maxEncodedLength + 2 * MAX_OVERHEAD;
    }

    /** Where the frame's first byte stands in the stream. */
    long offset() {
        return bytes.arrived() - bytes.length();
    }

    /**
     * Returns the frame's first bytes, escaped, and at the start of a stream what they look like.
     */
    String preview() {
        ByteBuffer first = bytes.view(0, length());
        String preview = Preview.of(first);
        String other =
                offset() == 0 ? OtherProtocol.guess(first, refusedLength, maxEncodedLength) : "";
        return other.isEmpty() ? preview : preview + ", which looks like " + other;
    }

    private void advance(int count) {
        bytes.drop(count);
        wanted = 1;
        needle.forget();
    }

    private void requireMarked() {
        if (frameLength < 0) {
            throw new IllegalStateException("no frame is marked: call frame(...) first");
        }
    }

    private int at(int index, int size) {
        int length = length();
        if (index < 0 || index > length - size) {
            throw new IndexOutOfBoundsException(
                    size
                            + " bytes at index "
                            + index
                            + ", but "
                            + length
                            + " are at hand: ask has("
                            + (index + size)
                            + ") first");
        }
        return bytes.start() + index;
    }

    /** Several requests of one call: the smallest counts, so that no frame is overlooked. */
    private void want(int count) {
        wanted = wanted <= length() ? count : Math.min(wanted, count);
    }

    private void wantBeyond(int counted) throws FrameTooLongException {
        if (counted > maxEncodedLength) {
            throw tooLongEncoded("no end of frame within " + counted + " bytes, which");
        }
        want(length() + 1);
    }

    private static void requireOverhead(int length, String name) {
        if (length < 0 || length > MAX_OVERHEAD) {
            throw new IllegalArgumentException(name + "=" + length + ": use 0 to " + MAX_OVERHEAD);
        }
    }

    private FramingException badLength(long length) {
        refusedLength = length;
        return length < 0
                ? new FramingException(
                        "frame refused: a payload of "
                                + length
                                + " bytes cannot be; is the peer speaking this protocol?")
                : tooLongEncoded(
                        "payload of "
                                + length
                                + (length == Long.MAX_VALUE ? " bytes or more" : " bytes"));
    }

    /** A payload that is to be inflated may exceed the one limit and not the other. */
    private FrameTooLongException tooLongEncoded(String what) {
        return maxEncodedLength < maxFrameLength
                ? tooLong(what, "maxEncodedLength", maxEncodedLength)
                : tooLong(what);
    }

    private FrameTooLongException tooLong(String what) {
        return tooLong(what, maxFrameLength);
    }

    private static FrameTooLongException tooLong(String what, int maxFrameLength) {
        return tooLong(what, "maxFrameLength", maxFrameLength);
    }

    private static FrameTooLongException tooLong(String what, String limit, int maxLength) {
        return new FrameTooLongException(
                "frame refused: "
                        + what
                        + " exceeds "
                        + limit
                        + "="
                        + maxLength
                        + "; raise it if the peer is trusted");
    }
}
