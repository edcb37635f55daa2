/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire;

import static java.util.Objects.checkFromIndexSize;

import java.io.OutputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * The frame that is being written: a codec appends the payload, a {@link FrameEncoder} makes a
 * frame of it by index.
 *
 * <p>It grows up to the limit of the frame; a write beyond throws {@link FrameTooLongException},
 * and then the message is refused even if a serializer hides that exception. Numbers are written
 * big-endian; {@link Integer#reverseBytes} and its like serve the other order. An index counts from
 * the frame's first byte (the header, if there is one) and must lie within what is written, else
 * {@link IndexOutOfBoundsException}. Not thread-safe; valid during the call that it was given to.
 */
public final class FrameOutput extends OutputStream {
    private static final VarHandle SHORT = bigEndian(short[].class);
    private static final VarHandle INT = bigEndian(int[].class);
    private static final VarHandle LONG = bigEndian(long[].class);

    /** The longest array that every JVM can make. */
    private static final int MAX_ARRAY = Integer.MAX_VALUE - 8;

    private static final int INITIAL = 1024;
    private static final int KEPT_WHEN_EMPTY = 64 * 1024;

    private int maxFrameLength;
    private byte[] bytes = new byte[INITIAL];

    /** Where what is pending begins; the view's position tells how much of it has been read. */
    private int taken;

    private ByteBuffer view = ByteBuffer.wrap(bytes);

    private int start;
    private int end;

    /**
     * Nothing is written at or behind it without asking {@link #grow}: the frame's limit or the
     * array's length.
     */
    private int writable;

    private int limit;
    private int headerLength;
    private long refusedLength;

    FrameOutput(int maxFrameLength) {
        this.maxFrameLength = maxFrameLength;
    }

    // Appending: codecs, and trailers.

    /**
     * Appends a byte.
     *
     * @param value its low eight bits
     * @throws FrameTooLongException if the frame would be longer than its limit
     */
    @Override
    public void write(int value) throws FrameTooLongException {
        int at = advance(1);
        bytes[at] = (byte) value;
    }

    /**
     * Appends bytes.
     *
     * @param source the bytes
     * @throws FrameTooLongException if the frame would be longer than its limit
     */
    @Override
    public void write(byte[] source) throws FrameTooLongException {
        write(source, 0, source.length);
    }

    /**
     * Appends bytes.
     *
     * @param source where they are
     * @param offset the first one's index
     * @param length how many
     * @throws FrameTooLongException if the frame would be longer than its limit
     */
    @Override
    public void write(byte[] source, int offset, int length) throws FrameTooLongException {
        checkFromIndexSize(offset, length, source.length);
        int at = advance(length);
        System.arraycopy(source, offset, bytes, at, length);
    }

    /** Does nothing: the channel decides when to write. */
    @Override
    public void flush() {}

    /** Does nothing: a serializer may close what it writes to. */
    @Override
    public void close() {}

    /**
     * Appends a byte.
     *
     * @param value the byte
     * @throws FrameTooLongException if the frame would be longer than its limit
     */
    public void put(byte value) throws FrameTooLongException {
        write(value);
    }

    /**
     * Appends bytes.
     *
     * @param source the bytes from position to limit; its position is then at its limit
     * @throws FrameTooLongException if the frame would be longer than its limit
     */
    public void put(ByteBuffer source) throws FrameTooLongException {
        int length = source.remaining();
        int at = advance(length);
        source.get(bytes, at, length);
    }

    /**
     * Appends two bytes.
     *
     * @param value the number; its low 16 bits
     * @throws FrameTooLongException if the frame would be longer than its limit
     */
    public void putShort(int value) throws FrameTooLongException {
        int at = advance(Short.BYTES);
        SHORT.set(bytes, at, (short) value);
    }

    /**
     * Appends four bytes.
     *
     * @param value the number
     * @throws FrameTooLongException if the frame would be longer than its limit
     */
    public void putInt(int value) throws FrameTooLongException {
        int at = advance(Integer.BYTES);
        INT.set(bytes, at, value);
    }

    /**
     * Appends eight bytes.
     *
     * @param value the number
     * @throws FrameTooLongException if the frame would be longer than its limit
     */
    public void putLong(long value) throws FrameTooLongException {
        int at = advance(Long.BYTES);
        LONG.set(bytes, at, value);
    }

    /**
     * Appends text in UTF-8, without a length.
     *
     * @param text the text
     * @throws CodecException if it holds a surrogate without its other half, which UTF-8 cannot say
     * @throws FrameTooLongException if the frame would be longer than its limit
     */
    public void putUtf8(String text) throws CodecException, FrameTooLongException {
        write(Utf8.encode(text));
    }

    // By index: encoders.

    /**
     * Returns how much is written.
     *
     * @return bytes from the frame's first one, the header included
     */
    public int length() {
        return end - start;
    }

    /**
     * Returns a byte.
     *
     * @param index bytes from the frame's first one
     * @return the byte
     */
    public byte get(int index) {
        return bytes[at(index, 1)];
    }

    /**
     * Replaces a byte.
     *
     * @param index bytes from the frame's first one
     * @param value the byte
     */
    public void set(int index, byte value) {
        bytes[at(index, 1)] = value;
    }

    /**
     * Replaces two bytes.
     *
     * @param index bytes from the frame's first one
     * @param value the number; its low 16 bits
     */
    public void setShort(int index, int value) {
        SHORT.set(bytes, at(index, Short.BYTES), (short) value);
    }

    /**
     * Replaces four bytes.
     *
     * @param index bytes from the frame's first one
     * @param value the number
     */
    public void setInt(int index, int value) {
        INT.set(bytes, at(index, Integer.BYTES), value);
    }

    /**
     * Replaces eight bytes.
     *
     * @param index bytes from the frame's first one
     * @param value the number
     */
    public void setLong(int index, long value) {
        LONG.set(bytes, at(index, Long.BYTES), value);
    }

    /**
     * Makes room between bytes; what stood at {@code index} and behind it moves back.
     *
     * @param index bytes from the frame's first one, up to {@link #length()}
     * @param count bytes to insert, all zero
     * @throws FrameTooLongException if the frame would be longer than its limit
     */
    public void insert(int index, int count) throws FrameTooLongException {
        int behind = length() - checkFromIndexSize(index, 0, length());
        if (count < 0) {
            throw new IndexOutOfBoundsException("count=" + count + ": use 0 or more");
        }
        advance(count);
        int at = start + index;
        if (behind > 0) {
            System.arraycopy(bytes, at, bytes, at + count, behind);
        }
        Arrays.fill(bytes, at, at + count, (byte) 0);
    }

    /**
     * Takes bytes out; what stood behind them moves forward.
     *
     * @param index bytes from the frame's first one
     * @param count bytes to take out
     */
    public void remove(int index, int count) {
        checkFromIndexSize(index, count, length());
        int at = start + index;
        System.arraycopy(bytes, at + count, bytes, at, length() - index - count);
        end -= count;
    }

    /**
     * Drops what is behind a length.
     *
     * @param length bytes to keep, 0 to {@link #length()}
     */
    public void truncate(int length) {
        checkFromIndexSize(0, length, length());
        end = start + length;
    }

    /**
     * Finds a byte.
     *
     * @param value what to look for
     * @param from the index to look from, up to {@link #length()}
     * @return the index of the first one; -1 if there is none
     */
    public int find(byte value, int from) {
        checkFromIndexSize(from, 0, length());
        int found = ByteSearch.indexOf(bytes, start + from, end, value);
        return found < end ? found - start : -1;
    }

    /**
     * Finds a sequence of bytes.
     *
     * @param sequence what to look for, at least one byte
     * @param from the index to look from, up to {@link #length()}
     * @return the index of the first byte of the first one; -1 if there is none
     * @throws IllegalArgumentException if the sequence is empty
     */
    public int find(byte[] sequence, int from) {
        Needle.requireNotEmpty(sequence.length);
        int index = find(sequence[0], from);
        while (index >= 0 && !holds(index, sequence)) {
            index = find(sequence[0], index + 1);
        }
        return index;
    }

    private boolean holds(int index, byte[] sequence) {
        int at = start + index;
        return sequence.length <= length() - index
                && Arrays.equals(bytes, at, at + sequence.length, sequence, 0, sequence.length);
    }

    /**
     * Shows some of what is written, for reading and overwriting it; for instance to a {@link
     * java.util.zip.Checksum}.
     *
     * @param index bytes from the frame's first one
     * @param length how many
     * @return a view of them, whose index 0 is the first, big-endian; valid until the next call
     *     that appends, inserts or removes
     */
    public ByteBuffer region(int index, int length) {
        checkFromIndexSize(index, length, length());
        return view.limit(bytes.length).slice(start + index, length);
    }

    // For the encoder that runs codec and framer.

    /** Sets the limit of frames that begin from here on. */
    void limitPayload(int maxFrameLength) {
        this.maxFrameLength = maxFrameLength;
    }

    /**
     * Starts a frame with a free header; what is written from here on is limited to the longest
     * payload.
     */
    void begin(int headerLength) throws FrameTooLongException {
        dropTaken();
        start = end;
        refusedLength = 0;
        this.headerLength = headerLength;
        limit(headerLength + maxFrameLength);
        int at = advance(headerLength);
        if (headerLength > Long.BYTES || bytes.length - at < Long.BYTES) {
            Arrays.fill(bytes, at, end, (byte) 0);
        } else {
            LONG.set(bytes, at, 0L); // what it clears behind the header is not written yet
        }
    }

    /** From here on a header, a trailer and a rewritten payload may take so much. */
    void limit(int maxLength) {
        limit = (int) Math.min((long) start + maxLength, MAX_ARRAY);
        writable = Math.min(limit, bytes.length);
    }

    /** Throws again what a serializer may have kept to itself. */
    void requireWithinLimit() throws FrameTooLongException {
        if (refusedLength > 0) {
            throw tooLong();
        }
    }

    /** Makes the frame part of what is pending. */
    void commit() {
        start = end;
    }

    /** Forgets the frame. */
    void rollback() {
        end = start;
    }

    /** Shows the frames that are pending; what is read from the view counts as taken. */
    ByteBuffer pending() {
        dropTaken();
        return view.limit(end).position(taken);
    }

    /**
     * Forgets what has been read of {@link #pending}, and the memory of a frame that was unusually
     * long.
     */
    void dropTaken() {
        int read = view.position();
        if (read == taken) {
            return;
        }
        taken = read;
        if (read >= end - read) { // so that however little is taken, moving stays linear
            moveToFront();
        }
    }

    private void moveToFront() {
        end -= taken;
        start = end;
        System.arraycopy(bytes, taken, bytes, 0, end);
        taken = 0;
        view.position(0);
        if (end == 0 && bytes.length > KEPT_WHEN_EMPTY) {
            use(new byte[INITIAL]);
        }
    }

    private int advance(int count) throws FrameTooLongException {
        int at = end;
        if (count > writable - at) {
            grow(count);
        }
        end = at + count;
        return at;
    }

    private void grow(int count) throws FrameTooLongException {
        if (count > limit - end) {
            refusedLength = length() - headerLength + (long) count;
            throw tooLong();
        }
        int needed = end + count;
        // As much again as is pending: copying stays linear in that, and memory too.
        long most = Math.min((long) limit + start, MAX_ARRAY);
        use(Arrays.copyOf(bytes, (int) Math.min(Math.max(needed, 2L * bytes.length), most)));
        writable = Math.min(limit, bytes.length);
    }

    private void use(byte[] array) {
        bytes = array;
        view = ByteBuffer.wrap(array, taken, array.length - taken);
    }

    private FrameTooLongException tooLong() {
        return new FrameTooLongException(
                "message refused: payload of "
                        + refusedLength
                        + " bytes or more exceeds maxFrameLength="
                        + maxFrameLength
                        + "; split the message or raise the limit on both sides");
    }

    private int at(int index, int size) {
        return start + checkFromIndexSize(index, size, length());
    }

    private static VarHandle bigEndian(Class<?> array) {
        return MethodHandles.byteArrayViewVarHandle(array, ByteOrder.BIG_ENDIAN);
    }
}
