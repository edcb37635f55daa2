/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.framing;

import static java.nio.ByteOrder.BIG_ENDIAN;
import static java.util.Objects.requireNonNull;

import io.github.wholewire.CodecException;
import io.github.wholewire.FrameDecoder;
import io.github.wholewire.FrameEncoder;
import io.github.wholewire.FrameInput;
import io.github.wholewire.FrameOutput;
import io.github.wholewire.Framer;
import io.github.wholewire.FramingException;
import java.nio.ByteBuffer;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.ObjIntConsumer;

/**
 * A header that tells how long the whole frame is. The payload is the frame, header included.
 *
 * @param minHeaderLength how much of the header {@code frameLength} looks at, at least
 * @param maxHeaderLength and at most
 * @param maxFrameLength the longest frame
 * @param frameLength finds the length of the whole frame in the header; nothing if it needs more
 * @param setLength puts that length into the header of a frame to be sent
 */
record HeaderFramer(
        int minHeaderLength,
        int maxHeaderLength,
        int maxFrameLength,
        Function<ByteBuffer, OptionalLong> frameLength,
        ObjIntConsumer<ByteBuffer> setLength)
        implements Framer {
    private static final int LONGEST_HEADER = 4096;

    HeaderFramer {
        Limits.requireInRange(minHeaderLength, 1, LONGEST_HEADER, "headerLength");
        Limits.requireInRange(maxHeaderLength, minHeaderLength, LONGEST_HEADER, "maxHeaderLength");
        Limits.requireInRange(maxFrameLength, maxHeaderLength, MAX_LENGTH, "maxFrameLength");
        requireNonNull(frameLength, "frameLength");
        requireNonNull(setLength, "setLength");
    }

    @Override
    public FrameDecoder newDecoder() {
        return new Decoder();
    }

    private final class Decoder implements FrameDecoder {
        private final ByteBuffer header = ByteBuffer.allocate(maxHeaderLength);

        /** Bytes of the frame that tell no length yet: what has arrived is shown only once. */
        private int shown;

        @Override
        public boolean decode(FrameInput in) throws FramingException {
            if (!in.has(minHeaderLength)) {
                return false;
            }
            int atHand = Math.min(maxHeaderLength, in.length());
            header.clear();
            for (int i = shown; i < atHand; i++) {
                header.put(i, in.get(i));
            }
            OptionalLong length = lengthIn(header, shown, atHand);
            shown = length.isPresent() ? 0 : atHand;
            return length.isPresent() && in.frame(0, length.getAsLong(), 0);
        }
    }

    /**
     * Shows the header byte by byte, so that it does not matter how many bytes are at hand, but not
     * what has been shown before.
     */
    private OptionalLong lengthIn(ByteBuffer header, int before, int atHand)
            throws FramingException {
        for (int shown = Math.max(minHeaderLength, before + 1); shown <= atHand; shown++) {
            header.position(0).limit(shown).order(BIG_ENDIAN); // whatever it was left as
            OptionalLong length = frameLength.apply(header);
            if (length.isPresent()) {
                requireAtLeast(shown, length.getAsLong());
                return length;
            }
        }
        if (atHand == maxHeaderLength) {
            throw new FramingException(
                    "frame refused: its header tells no length within "
                            + maxHeaderLength
                            + " bytes; is the peer speaking this protocol?");
        }
        return OptionalLong.empty();
    }

    private static void requireAtLeast(int headerLength, long length) throws FramingException {
        if (length < headerLength) {
            throw new FramingException(
                    "frame refused: its header of "
                            + headerLength
                            + " bytes tells a length of "
                            + length
                            + " in all; is the peer speaking this protocol?");
        }
    }

    @Override
    public FrameEncoder newEncoder() {
        return this::finish;
    }

    /** Whatever the codec and {@code setLength} wrote, the receiver must find what is sent. */
    private void finish(FrameOutput out) throws CodecException {
        int length = out.length();
        if (length < minHeaderLength) {
            throw new CodecException(
                    "message refused: payload of "
                            + length
                            + " bytes has no room for the header of "
                            + minHeaderLength
                            + ", which is part of it");
        }
        ByteBuffer header = out.region(0, Math.min(length, maxHeaderLength));
        setLength.accept(header, length);
        OptionalLong told = toldBy(header.clear());
        if (told.isEmpty() || told.getAsLong() != length) {
            throw new CodecException(
                    "message refused: a frame of "
                            + length
                            + " bytes, but its header tells "
                            + (told.isEmpty() ? "no length" : told.getAsLong())
                            + "; is it too long for its length field?");
        }
    }

    private OptionalLong toldBy(ByteBuffer header) throws CodecException {
        try {
            return lengthIn(header, 0, header.limit());
        } catch (FramingException e) {
            throw new CodecException("message refused: the receiver would say: " + e.getMessage());
        }
    }

    @Override
    public String toString() {
        return "header of "
                + minHeaderLength
                + (minHeaderLength == maxHeaderLength ? "" : " to " + maxHeaderLength)
                + " bytes, maxFrameLength="
                + maxFrameLength;
    }
}
