/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.benchmarks;

import io.github.wholewire.Framer;
import io.github.wholewire.benchmarks.Payload.Handwork;
import io.github.wholewire.framing.DelimiterFramer;
import io.github.wholewire.framing.Framers;
import java.nio.ByteBuffer;
import java.util.function.Consumer;

/** A format: the library's framer, and the loops that one writes by hand for it. */
public enum Format {
    /** A length of four bytes. */
    U32 {
        @Override
        Framer framer() {
            return Framers.u32();
        }

        @Override
        void decode(ByteBuffer frames, Handwork payload, Consumer<Object> messages) {
            int at = frames.position();
            while (frames.limit() - at >= 4) {
                int length = frames.getInt(at);
                requireWithin(length, 1024 * 1024);
                if (frames.limit() - at - 4 < length) {
                    break;
                }
                messages.accept(payload.decode(frames, at + 4, length));
                at += 4 + length;
            }
            frames.position(at);
        }

        @Override
        void encode(byte[] payload, ByteBuffer out) {
            out.putInt(payload.length).put(payload);
        }
    },

    /** Protobuf's lengths of one to five bytes. */
    VARINT {
        @Override
        Framer framer() {
            return Framers.varint();
        }

        @Override
        void decode(ByteBuffer frames, Handwork payload, Consumer<Object> messages) {
            int at = frames.position();
            for (int limit = frames.limit(); at < limit; ) {
                int start = at;
                int length = 0;
                byte next;
                int shift = 0;
                do {
                    next = frames.get(start++);
                    length |= (next & 0x7F) << shift;
                    shift += 7;
                } while (next < 0 && start < limit && shift < 35);
                requireWithin(length, 1024 * 1024);
                if (next < 0 || limit - start < length) {
                    break;
                }
                messages.accept(payload.decode(frames, start, length));
                at = start + length;
            }
            frames.position(at);
        }

        @Override
        void encode(byte[] payload, ByteBuffer out) {
            int rest = payload.length;
            for (; rest >= 0x80; rest >>>= 7) {
                out.put((byte) (rest | 0x80));
            }
            out.put((byte) rest).put(payload);
        }
    },

    /** A delimiter of several bytes, looked for a byte at a time. */
    DELIMITER {
        @Override
        Framer framer() {
            return DelimiterFramer.builder().delimiter(DELIMITER_BYTES).build();
        }

        @Override
        void decode(ByteBuffer frames, Handwork payload, Consumer<Object> messages) {
            int start = frames.position();
            for (int end; (end = indexOf(frames, DELIMITER_BYTES, start)) >= 0; ) {
                requireWithin(end - start, 64 * 1024);
                messages.accept(payload.decode(frames, start, end - start));
                start = end + DELIMITER_BYTES.length;
            }
            frames.position(start);
        }

        @Override
        void encode(byte[] payload, ByteBuffer out) {
            int start = out.position();
            out.put(payload).put(DELIMITER_BYTES);
            if (indexOf(out, DELIMITER_BYTES, start) != start + payload.length) {
                throw new IllegalArgumentException("a payload cannot hold the delimiter");
            }
        }
    },

    /** Lines, looked for a byte at a time. */
    LINES {
        @Override
        Framer framer() {
            return Framers.lines();
        }

        @Override
        void decode(ByteBuffer frames, Handwork payload, Consumer<Object> messages) {
            int start = frames.position();
            int limit = frames.limit();
            for (int lf; (lf = lineFeed(frames, start, limit)) < limit; start = lf + 1) {
                int end = lf > start && frames.get(lf - 1) == '\r' ? lf - 1 : lf;
                requireWithin(end - start, 64 * 1024);
                messages.accept(payload.decode(frames, start, end - start));
            }
            frames.position(start);
        }

        @Override
        void encode(byte[] payload, ByteBuffer out) {
            for (byte each : payload) {
                if (each == '\n') {
                    throw new IllegalArgumentException("a line cannot hold a line feed");
                }
            }
            out.put(payload).put((byte) '\n');
        }
    };

    /** What ends a mail in SMTP. */
    static final byte[] DELIMITER_BYTES = {'\r', '\n', '.', '\r', '\n'};

    /** The most that a format adds to a payload of up to 4 KiB. */
    static final int MAX_OVERHEAD = DELIMITER_BYTES.length;

    abstract Framer framer();

    /** Hands each message of the whole frames on; the position is then behind the last one. */
    abstract void decode(ByteBuffer frames, Handwork payload, Consumer<Object> messages);

    abstract void encode(byte[] payload, ByteBuffer out);

    private static int indexOf(ByteBuffer frames, byte[] wanted, int from) {
        for (int at = from; at <= frames.limit() - wanted.length; at++) {
            int matching = 0;
            while (matching < wanted.length && frames.get(at + matching) == wanted[matching]) {
                matching++;
            }
            if (matching == wanted.length) {
                return at;
            }
        }
        return -1;
    }

    private static int lineFeed(ByteBuffer frames, int from, int limit) {
        return frames.hasArray()
                ? lineFeed(frames.array(), frames.arrayOffset(), from, limit)
                : lineFeedByIndex(frames, from, limit);
    }

    private static int lineFeed(byte[] array, int offset, int from, int limit) {
        int at = from;
        while (at < limit && array[offset + at] != '\n') {
            at++;
        }
        return at;
    }

    private static int lineFeedByIndex(ByteBuffer frames, int from, int limit) {
        int at = from;
        while (at < limit && frames.get(at) != '\n') {
            at++;
        }
        return at;
    }

    private static void requireWithin(int length, int limit) {
        if (length < 0 || length > limit) {
            throw new IllegalArgumentException("frame of " + length + " bytes");
        }
    }
}
