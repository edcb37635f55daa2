/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.framing;

import static java.util.Objects.requireNonNull;

import io.github.wholewire.FrameDecoder;
import io.github.wholewire.FrameEncoder;
import io.github.wholewire.FrameInput;
import io.github.wholewire.FrameOutput;
import io.github.wholewire.Framer;
import io.github.wholewire.FramingException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.function.Supplier;
import java.util.zip.Checksum;

/**
 * A checksum in front of the payload or behind it, inside the frame of another framer.
 *
 * @param framer marks where payload and checksum end
 * @param checksums makes one a connection and direction
 * @param length how many of its low bytes are sent
 * @param order in which order
 * @param inFront whether it stands in front of the payload
 */
record ChecksumFramer(
        Framer framer,
        Supplier<? extends Checksum> checksums,
        int length,
        ByteOrder order,
        boolean inFront)
        implements Framer {
    ChecksumFramer {
        requireNonNull(framer, "framer");
        requireNonNull(checksums, "checksum");
        requireNonNull(order, "order");
        Limits.requireInRange(length, 1, Long.BYTES, "checksumLength");
        if (framer.maxFrameLength() < length) {
            throw new IllegalArgumentException(
                    "maxFrameLength="
                            + framer.maxFrameLength()
                            + " of the framer has no room for checksumLength="
                            + length
                            + ": raise it");
        }
    }

    @Override
    public int maxFrameLength() {
        return framer.maxFrameLength() - length;
    }

    @Override
    public int maxEncodedLength() {
        return framer.maxEncodedLength();
    }

    @Override
    public FrameDecoder newDecoder() {
        Checksum checksum = checksums.get();
        return new LayerDecoder(framer) {
            @Override
            void open(FrameInput in) throws FramingException {
                verify(in.payload(), checksum);
            }
        };
    }

    private void verify(ByteBuffer payload, Checksum checksum) throws FramingException {
        int from = payload.position();
        int to = payload.limit();
        if (to - from < length) {
            throw new FramingException(
                    "frame refused: "
                            + (to - from)
                            + " bytes cannot hold a checksum of "
                            + length
                            + "; does the peer send one?");
        }
        long sent = get(payload, inFront ? from : to - length);
        if (inFront) {
            payload.position(from + length);
        } else {
            payload.limit(to - length);
        }
        int begin = payload.position();
        long found = sum(checksum, payload);
        payload.position(begin);
        if (sent != found) {
            throw new FramingException(
                    String.format(
                            "frame refused: the checksum of its payload of %d bytes is %X, but it"
                                    + " says %X; it was damaged, or the peer computes another one",
                            payload.remaining(), found, sent));
        }
    }

    @Override
    public FrameEncoder newEncoder() {
        Checksum checksum = checksums.get();
        FrameEncoder inner = framer.newEncoder();
        int headerLength = inner.headerLength() + (inFront ? length : 0);
        return FrameEncoder.header(
                headerLength,
                out -> {
                    int end = out.length();
                    long sum = sum(checksum, out.region(headerLength, end - headerLength));
                    if (!inFront) {
                        out.insert(end, length);
                    }
                    set(out, inFront ? headerLength - length : end, sum);
                    inner.finish(out);
                });
    }

    private long sum(Checksum checksum, ByteBuffer payload) {
        checksum.reset();
        checksum.update(payload);
        return checksum.getValue() & (-1L >>> (Long.SIZE - Byte.SIZE * length));
    }

    private long get(ByteBuffer payload, int index) {
        long value = 0;
        for (int i = 0; i < length; i++) {
            value = (value << 8) | (payload.get(index + place(i)) & 0xFF);
        }
        return value;
    }

    private void set(FrameOutput out, int index, long sum) {
        long rest = sum;
        for (int i = length - 1; i >= 0; i--) {
            out.set(index + place(i), (byte) rest);
            rest >>>= 8;
        }
    }

    /** Where the checksum's byte {@code i} stands, counted from its highest. */
    private int place(int i) {
        return order == ByteOrder.BIG_ENDIAN ? i : length - 1 - i;
    }

    @Override
    public String toString() {
        return "checksum of "
                + length
                + " bytes, maxFrameLength="
                + maxFrameLength()
                + ", over "
                + framer;
    }
}
