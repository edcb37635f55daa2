/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.internal.loop;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Bytes that wait to be written. It has memory only while there are some. */
final class ByteQueue {
    private static final byte[] NONE = {};

    private byte[] bytes = NONE;
    private int start;
    private int end;

    int length() {
        return end - start;
    }

    boolean isEmpty() {
        return start == end;
    }

    /** Takes all of a buffer. */
    void append(ByteBuffer source) {
        int count = source.remaining();
        reserve(count);
        source.get(bytes, end, count);
        end += count;
    }

    /** Takes all of another queue, which is then empty. */
    void append(ByteQueue other) {
        if (isEmpty()) {
            bytes = other.bytes;
            start = other.start;
            end = other.end;
        } else {
            reserve(other.length());
            System.arraycopy(other.bytes, other.start, bytes, end, other.length());
            end += other.length();
        }
        other.clear();
    }

    private void reserve(int count) {
        if (count <= bytes.length - end) {
            return;
        }
        int length = length();
        int needed = Math.addExact(length, count);
        byte[] source = bytes;
        if (needed > bytes.length / 2) { // else moving is cheap, and happens seldom
            bytes = new byte[isEmpty() ? needed : Math.max(needed, 2 * length)];
        }
        System.arraycopy(source, start, bytes, 0, length);
        start = 0;
        end = length;
    }

    /**
     * Writes by way of a buffer until nothing is left or the transport takes no more.
     *
     * @return how many bytes were written
     */
    int writeTo(Transport transport, ByteBuffer by) throws IOException {
        int before = start;
        while (!isEmpty()) {
            by.clear().put(bytes, start, Math.min(length(), by.capacity())).flip();
            start += transport.write(by);
            if (by.hasRemaining()) {
                break;
            }
        }
        int count = start - before;
        if (isEmpty()) {
            clear();
        }
        return count;
    }

    void clear() {
        bytes = NONE;
        start = 0;
        end = 0;
    }
}
