/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * The bytes received and not yet used: in an array of its own, or lent by the caller and looked at
 * where they lie.
 *
 * <p>The array grows as bytes arrive, never because a length promised them, and shrinks when it is
 * empty.
 */
final class InputBuffer {
    /**
     * One read takes at most this much. The JDK keeps a direct buffer of the same size for each
     * reading thread.
     */
    static final int MAX_READ = 64 * 1024;

    /** The longest array that every JVM can make. */
    private static final int MAX_ARRAY = Integer.MAX_VALUE - 8;

    private static final int INITIAL = 8 * 1024;
    private static final int SMALL_READS_BEFORE_SHRINKING = 16;

    private int maxLength = Framer.MAX_LENGTH;
    private byte[] own = new byte[0];
    private ByteBuffer ownWindow = ByteBuffer.wrap(own).order(ByteOrder.LITTLE_ENDIAN);
    private ByteBuffer ownView = ownWindow.duplicate();

    /**
     * The bytes at hand are {@code window[start .. end)}; {@code array} is the same memory if it is
     * on the heap. The window is little-endian: searches want the first byte lowest.
     */
    private ByteBuffer window = ownWindow;

    private byte @Nullable [] array = own;
    private int arrayOffset;
    private int start;
    private int end;

    /** All that came, in this stream, up to {@code end}. */
    private long arrived;

    /** The same memory once more, its position and limit free for payloads and reads. */
    private ByteBuffer view = ownView;

    /**
     * The buffer that was lent last, and the two views of it: whoever reads into one buffer again
     * and again, as most do, makes them once.
     */
    private @Nullable ByteBuffer lender;

    private ByteBuffer lentWindow = ownWindow;
    private ByteBuffer lentView = ownView;

    private boolean lent;
    private boolean reading;
    private boolean filled;
    private int smallReads;

    ByteBuffer window() {
        return window;
    }

    byte @Nullable [] array() {
        return array;
    }

    int arrayOffset() {
        return arrayOffset;
    }

    int start() {
        return start;
    }

    int end() {
        return end;
    }

    int length() {
        return end - start;
    }

    /** Returns how many bytes have come since the start of the stream. */
    long arrived() {
        return arrived;
    }

    void drop(int count) {
        start += count;
    }

    /**
     * Returns some of the bytes at hand; valid until the next call of {@link #space} or {@link
     * #lend}.
     */
    ByteBuffer view(int index, int length) {
        int from = start + index;
        return view.limit(from + length).position(from).order(ByteOrder.BIG_ENDIAN);
    }

    /** Holds nothing, and what comes next does so at that place of a stream. */
    void restart(long offset) {
        start = 0;
        end = 0;
        arrived = offset;
        if (lent) {
            useOwn();
        }
    }

    /** Keeps no more memory than most reads need; nothing is at hand. */
    void shrink() {
        if (own.length > MAX_READ) {
            allocate(0);
        }
    }

    /** Tells whether nothing is at hand, and nobody reads into {@link #space}. */
    boolean isIdle() {
        return !reading && start == end;
    }

    /**
     * Sets the most bytes that a frame takes: the array never holds more than that and one read.
     */
    void limit(int maxLength) {
        this.maxLength = maxLength;
    }

    /**
     * Looks at {@code bytes} where they lie, if nothing is left over from before, and else copies
     * them behind it.
     */
    void lend(ByteBuffer bytes) {
        // Set here and not in the long method, which is not inlined where buffers are decoded: a
        // loop over frames keeps in a register only what it has seen set before it began.
        start = startOf(bytes);
    }

    /** Looks at them or copies them, and returns where what is at hand begins. */
    private int startOf(ByteBuffer bytes) {
        settle();
        if (length() == 0) {
            start = 0;
            end = 0;
            shrink();
        }
        if (length() > 0 || bytes.isReadOnly()) {
            append(bytes);
            return start;
        }
        lent = true;
        int from = bytes.position();
        end = bytes.limit();
        arrived += end - from;
        bytes.position(end);
        look(bytes);
        window = lentWindow;
        view = lentView;
        array = window.hasArray() ? window.array() : null;
        arrayOffset = window.hasArray() ? window.arrayOffset() : 0;
        return from;
    }

    @SuppressWarnings("ReferenceEquality") // views of the same buffer are what is kept
    private void look(ByteBuffer bytes) {
        if (bytes != lender) {
            lender = bytes;
            lentWindow = bytes.duplicate().clear().order(ByteOrder.LITTLE_ENDIAN);
            lentView = lentWindow.duplicate();
        }
    }

    private void append(ByteBuffer bytes) {
        int count = bytes.remaining();
        if (own.length - end < count) {
            int needed = Math.addExact(length(), count);
            move(needed > own.length / 2 ? Math.max(needed, grown()) : own.length);
        }
        bytes.get(own, end, count);
        end += count;
        arrived += count;
    }

    /** Forgets everything, as if it had never come. */
    void clear() {
        absorb();
        arrived -= length();
        allocate(0);
        start = 0;
        end = 0;
    }

    /** Copies what is left of lent bytes, so that whoever lent them has them back. */
    void settle() {
        absorb();
        if (lent) {
            ByteBuffer rest = view(0, length());
            useOwn();
            start = 0;
            end = rest.remaining();
            if (own.length < end) {
                allocate(Math.max(INITIAL, end));
            }
            rest.get(own, 0, end);
        }
    }

    /** Returns room for a read, at least one byte; its position tells afterwards how many came. */
    ByteBuffer space() {
        settle();
        if (length() == 0) {
            start = 0;
            end = 0;
            int capacity = capacityWhenEmpty();
            if (capacity != own.length) {
                allocate(capacity);
            }
        } else if (filled && own.length < MAX_READ) {
            move(grown());
        } else if (own.length - end < Math.min(own.length / 4, MAX_READ)) {
            move(length() > own.length / 2 ? Math.max(grown(), length() + 1) : own.length);
        }
        filled = false;
        reading = true;
        return view.limit(Math.min(own.length, end + MAX_READ)).position(end);
    }

    /** Takes in what has been read into {@link #space}. */
    void absorb() {
        if (reading) {
            reading = false;
            int count = view.position() - end;
            if (count < 0) {
                throw new IllegalStateException(
                        "the buffer of space() was flipped, cleared or rewound: only read into it");
            }
            end += count;
            arrived += count;
            filled = !view.hasRemaining();
            smallReads = count < own.length / 4 ? smallReads + 1 : 0;
        }
    }

    private int capacityWhenEmpty() {
        int capacity = own.length;
        if (capacity == 0 || capacity > MAX_READ) {
            return INITIAL;
        }
        if (filled) {
            return Math.min(2 * capacity, MAX_READ);
        }
        if (smallReads < SMALL_READS_BEFORE_SHRINKING) {
            return capacity;
        }
        smallReads = 0;
        return Math.max(INITIAL, capacity / 2);
    }

    /**
     * Returns twice the capacity, within what a frame and a read take: copying stays linear. More
     * than that is there only if nobody pulls, and then too.
     */
    private int grown() {
        long doubled = Math.min(Math.max(INITIAL, 2L * own.length), MAX_ARRAY);
        return length() > maxLength
                ? (int) doubled
                : (int) Math.min(doubled, Math.max(own.length, maxLength + MAX_READ));
    }

    /**
     * Brings the bytes at hand to the front of the array, or of a new one if the capacity differs.
     */
    private void move(int capacity) {
        byte[] source = own;
        int length = length();
        if (capacity != own.length) {
            allocate(capacity);
        }
        System.arraycopy(source, start, own, 0, length);
        start = 0;
        end = length;
    }

    private void allocate(int capacity) {
        own = new byte[capacity];
        ownWindow = ByteBuffer.wrap(own).order(ByteOrder.LITTLE_ENDIAN);
        ownView = ownWindow.duplicate();
        useOwn();
    }

    private void useOwn() {
        lent = false;
        window = ownWindow;
        view = ownView;
        array = own;
        arrayOffset = 0;
    }

    @Override
    public String toString() {
        return "InputBuffer[" + length() + " bytes]";
    }
}
