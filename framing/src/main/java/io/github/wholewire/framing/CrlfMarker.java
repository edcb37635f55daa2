/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.framing;

import io.github.wholewire.CodecException;
import io.github.wholewire.FrameInput;
import io.github.wholewire.FrameOutput;
import io.github.wholewire.FramingException;
import java.io.IOException;

/**
 * CRLF, and neither of the two without the other: a peer that ends lines elsewhere would see other
 * lines than we do, and what it checks is not what we obey (request smuggling; RFC 9112, section
 * 2.2).
 */
enum CrlfMarker implements Marker {
    INSTANCE;

    private static final byte LF = '\n';
    private static final byte CR = '\r';
    private static final byte[][] EITHER = {{CR}, {LF}};

    @Override
    public boolean decode(FrameInput in, int maxLength) throws FramingException {
        int end = in.findEnd(EITHER, maxLength) - 1;
        if (end < 0) {
            return false;
        }
        Limits.requireWithin(end, maxLength);
        return isWhole(in, end) && in.frame(0, end, 2);
    }

    @Override
    public boolean skip(FrameInput in) throws FramingException {
        int end = in.findEnd(EITHER, ANY_LENGTH) - 1;
        boolean whole = end >= 0 && isWhole(in, end);
        if (whole) {
            in.skip(end + 2);
        } else {
            in.skip(end < 0 ? in.length() : end);
        }
        return whole;
    }

    /** Tells whether both are there; false if the second one may yet come. */
    private static boolean isWhole(FrameInput in, int index) throws FramingException {
        if (in.get(index) == LF) {
            throw alone("line feed", "carriage return in front of it");
        }
        if (!in.has(index + 2)) {
            return false;
        }
        if (in.get(index + 1) != LF) {
            throw alone("carriage return", "line feed behind it");
        }
        return true;
    }

    private static FramingException alone(String found, String missing) {
        return new FramingException(
                "frame refused: a "
                        + found
                        + " without a "
                        + missing
                        + "; lines end with both here, Framers.lines() is less strict");
    }

    @Override
    public void append(FrameOutput out, int maxLength) throws IOException {
        requireNone(out, CR, "carriage return");
        requireNone(out, LF, "line feed");
        out.put(CR);
        out.put(LF);
    }

    private static void requireNone(FrameOutput out, byte value, String name)
            throws CodecException {
        int index = out.find(value, 0);
        if (index >= 0) {
            throw new CodecException(
                    "message refused: a line cannot hold a "
                            + name
                            + ", but byte "
                            + index
                            + " is one; send two lines, or prefix a length");
        }
    }

    @Override
    public String toString() {
        return "strict CRLF lines";
    }
}
