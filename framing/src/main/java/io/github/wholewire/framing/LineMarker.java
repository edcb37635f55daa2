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
 * LF or CRLF. A {@link DelimiterMarker} of both does the same, but finding one byte and looking at
 * the one in front of it is quicker.
 */
enum LineMarker implements Marker {
    INSTANCE;

    private static final byte LF = '\n';
    private static final byte CR = '\r';
    private static final byte[][] END = {{LF}};

    /** A carriage return that comes last so far may belong to the line's end. */
    @Override
    public int slack() {
        return 1;
    }

    @Override
    public boolean decode(FrameInput in, int maxLength) throws FramingException {
        int end = in.find(LF);
        if (end < 0) {
            Limits.requireWithin(contentLength(in, in.length()), maxLength);
            return false;
        }
        int length = contentLength(in, end);
        return in.frame(0, length, end + 1 - length);
    }

    private static int contentLength(FrameInput in, int end) {
        return end > 0 && in.get(end - 1) == CR ? end - 1 : end;
    }

    @Override
    public boolean skip(FrameInput in) throws FramingException {
        int end = in.findEnd(END, ANY_LENGTH);
        in.skip(end < 0 ? in.length() : end);
        return end >= 0;
    }

    @Override
    public void append(FrameOutput out, int maxLength) throws IOException {
        int length = out.length();
        int lf = out.find(LF, 0);
        if (lf >= 0) {
            throw new CodecException(
                    "message refused: a line cannot hold a line feed, but byte "
                            + lf
                            + " is one; send two lines, or prefix a length");
        }
        if (length > 0 && out.get(length - 1) == CR) {
            throw new CodecException(
                    "message refused: a line cannot end with a carriage return, since the receiver"
                            + " takes it for part of the line's end; drop it, or prefix a length");
        }
        out.put(LF);
    }

    @Override
    public String toString() {
        return "lines";
    }
}
