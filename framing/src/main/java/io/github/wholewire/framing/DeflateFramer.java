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
import io.github.wholewire.FrameTooLongException;
import io.github.wholewire.Framer;
import io.github.wholewire.FramingException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * The payload compressed, each by itself, inside the frame of another framer.
 *
 * <p>Deflater and Inflater hold native memory, and nobody tells a framer when its connection has
 * ended. So each lives for one payload only: there is nothing to close, nothing leaks, and a
 * connection at rest holds no window of 32 KiB or more.
 *
 * @param framer marks where the compressed payload ends
 * @param maxFrameLength the longest payload, inflated
 * @param level as {@link Deflater#setLevel}
 */
record DeflateFramer(Framer framer, int maxFrameLength, int level) implements Framer {
    private static final int INITIAL = 512;

    DeflateFramer {
        requireNonNull(framer, "framer");
        Limits.requireInRange(maxFrameLength, 0, MAX_LENGTH, "maxFrameLength");
        Limits.requireInRange(
                level, Deflater.DEFAULT_COMPRESSION, Deflater.BEST_COMPRESSION, "level");
    }

    @Override
    public int maxEncodedLength() {
        return framer.maxEncodedLength();
    }

    @Override
    public FrameDecoder newDecoder() {
        return new LayerDecoder(framer) {
            @Override
            void open(FrameInput in) throws FramingException {
                Inflater inflater = new Inflater();
                try {
                    inflater.setInput(in.payload());
                    in.payload(inflate(inflater));
                } catch (DataFormatException e) {
                    throw new FramingException(
                            "frame refused: its payload is not compressed as in RFC 1950: "
                                    + e.getMessage(),
                            e);
                } finally {
                    inflater.end();
                }
            }
        };
    }

    /** Grows with what comes out, to one byte more than the limit: only then it is too much. */
    private ByteBuffer inflate(Inflater inflater) throws FramingException, DataFormatException {
        byte[] payload = new byte[Math.min(INITIAL, maxFrameLength + 1)];
        int length = 0;
        while (!inflater.finished()) {
            if (length == payload.length) {
                Limits.requireWithin(length, maxFrameLength);
                payload = grown(payload, maxFrameLength);
            }
            int count = inflater.inflate(payload, length, payload.length - length);
            if (count == 0 && !inflater.finished()) {
                throw new FramingException(
                        "frame refused: its payload ends inside the compressed data, or that needs"
                                + " a dictionary");
            }
            length += count;
        }
        Limits.requireWithin(length, maxFrameLength);
        if (inflater.getRemaining() > 0) {
            throw new FramingException(
                    "frame refused: "
                            + inflater.getRemaining()
                            + " bytes follow the compressed data in its payload");
        }
        return ByteBuffer.wrap(payload, 0, length);
    }

    @Override
    public FrameEncoder newEncoder() {
        FrameEncoder inner = framer.newEncoder();
        int headerLength = inner.headerLength();
        return FrameEncoder.header(
                headerLength,
                out -> {
                    deflate(out, headerLength);
                    inner.finish(out);
                });
    }

    private void deflate(FrameOutput out, int headerLength) throws IOException {
        int length = out.length() - headerLength;
        Deflater deflater = new Deflater(level);
        try {
            deflater.setInput(out.region(headerLength, length));
            deflater.finish();
            int limit = framer.maxFrameLength();
            byte[] deflated = new byte[Math.min(INITIAL, limit + 1)];
            int count = 0;
            while (!deflater.finished()) {
                if (count == deflated.length) {
                    requireFits(count, length);
                    deflated = grown(deflated, limit);
                }
                count += deflater.deflate(deflated, count, deflated.length - count);
            }
            requireFits(count, length);
            out.truncate(headerLength);
            out.write(deflated, 0, count);
        } finally {
            deflater.end();
        }
    }

    private void requireFits(int count, int length) throws FrameTooLongException {
        if (count > framer.maxFrameLength()) {
            throw new FrameTooLongException(
                    "message refused: payload of "
                            + length
                            + " bytes still takes "
                            + count
                            + " or more when compressed, which exceeds maxFrameLength="
                            + framer.maxFrameLength()
                            + " of the framer; raise that on both sides or split the message");
        }
    }

    private static byte[] grown(byte[] bytes, int limit) {
        return Arrays.copyOf(bytes, (int) Math.min(2L * bytes.length, limit + 1L));
    }

    @Override
    public String toString() {
        return "compressed, maxFrameLength=" + maxFrameLength + ", over " + framer;
    }
}
