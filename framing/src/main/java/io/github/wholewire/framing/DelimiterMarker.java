/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.framing;

import io.github.wholewire.CodecException;
import io.github.wholewire.FrameInput;
import io.github.wholewire.FrameOutput;
import io.github.wholewire.FrameTooLongException;
import io.github.wholewire.FramingException;
import java.io.IOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;

/** One of several sequences of bytes: the one that ends first, of those the longest. */
final class DelimiterMarker implements Marker {
    private final byte[] sent;
    private final byte[][] longestFirst;
    private final boolean strip;

    /** Made of at least one, whose first is the one to send. */
    DelimiterMarker(List<byte[]> delimiters, boolean strip) {
        this.sent = delimiters.get(0);
        this.longestFirst = delimiters.toArray(byte[][]::new);
        Arrays.sort(longestFirst, Comparator.comparingInt(bytes -> -bytes.length));
        this.strip = strip;
    }

    @Override
    public int keptLength() {
        return strip ? 0 : longestFirst[0].length;
    }

    @Override
    public boolean decode(FrameInput in, int maxLength) throws FramingException {
        int end = in.findEnd(longestFirst, maxLength);
        if (end < 0) {
            return false;
        }
        int length = end - lengthBefore(in, end);
        Limits.requireWithin(length, maxLength);
        return strip ? in.frame(0, length, end - length) : in.frame(0, end, 0);
    }

    /** Returns how long the delimiter is that was found to end here. */
    private int lengthBefore(FrameInput in, int end) {
        int i = 0;
        while (i < longestFirst.length - 1 && !endsWith(in, end, longestFirst[i])) {
            i++;
        }
        return longestFirst[i].length;
    }

    private static boolean endsWith(FrameInput in, int end, byte[] delimiter) {
        int from = end - delimiter.length;
        int i = delimiter.length - 1;
        while (from >= 0 && i >= 0 && in.get(from + i) == delimiter[i]) {
            i--;
        }
        return i < 0;
    }

    /** Keeps the last bytes that may yet become a delimiter. */
    @Override
    public boolean skip(FrameInput in) throws FramingException {
        int end = in.findEnd(longestFirst, ANY_LENGTH);
        in.skip(end < 0 ? Math.max(0, in.length() - (longestFirst[0].length - 1)) : end);
        return end >= 0;
    }

    /**
     * The first one found must be the one appended: {@code xa} with the delimiter {@code aa} would
     * come back as {@code x}. A delimiter that is kept is part of the payload, and already there.
     */
    @Override
    public void append(FrameOutput out, int maxLength) throws IOException {
        int length = out.length();
        if (strip) {
            out.write(sent);
        }
        int end = Integer.MAX_VALUE;
        int found = 0;
        for (byte[] delimiter : longestFirst) {
            int index = out.find(delimiter, 0);
            if (index >= 0 && index + delimiter.length < end) {
                end = index + delimiter.length;
                found = delimiter.length;
            }
        }
        if (!strip) {
            requireAtEnd(length, end);
            requireWithin(maxLength, length - found);
        } else if (end != out.length() || found != sent.length) {
            throw new CodecException(
                    "message refused: with the delimiter "
                            + hex(sent)
                            + " behind it, the receiver would find one at byte "
                            + (end - found)
                            + " of "
                            + length
                            + "; use another delimiter, or prefix a length");
        }
    }

    private static void requireAtEnd(int length, int end) throws CodecException {
        if (end != length) {
            throw new CodecException(
                    "message refused: since stripDelimiter=false, it must end with the first"
                            + " delimiter in it, but "
                            + (end < length
                                    ? "one ends at byte " + end + " of " + length
                                    : "there is none in its " + length + " bytes")
                            + "; send one message for each");
        }
    }

    private static void requireWithin(int maxLength, int length) throws FrameTooLongException {
        if (length > maxLength) {
            throw new FrameTooLongException(
                    "message refused: payload of "
                            + length
                            + " bytes and a delimiter exceeds maxFrameLength="
                            + maxLength
                            + "; split the message or raise the limit on both sides");
        }
    }

    private static String hex(byte[] delimiter) {
        return HexFormat.ofDelimiter(" ").formatHex(delimiter);
    }

    @Override
    public String toString() {
        return Arrays.stream(longestFirst)
                        .map(DelimiterMarker::hex)
                        .collect(Collectors.joining(" or "))
                + (strip ? "" : ", kept");
    }
}
