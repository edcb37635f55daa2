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
import java.util.HexFormat;

/** A sequence of bytes. */
final class SequenceMarker implements Marker {
    private final byte[] sequence;

    SequenceMarker(byte[] sequence) {
        this.sequence = sequence;
    }

    @Override
    public int slack() {
        return 0;
    }

    @Override
    public boolean decode(FrameInput in, int maxFrameLength) throws FramingException {
        int end = in.find(sequence);
        return end >= 0 && in.frame(0, end, sequence.length);
    }

    /**
     * The first one must be the one appended: {@code xa} with the delimiter {@code aa} would come
     * back as {@code x}.
     */
    @Override
    public void append(FrameOutput out) throws IOException {
        int length = out.length();
        out.write(sequence);
        int found = out.find(sequence, 0);
        if (found != length) {
            throw new CodecException(
                    "message refused: with the delimiter "
                            + this
                            + " behind it, the receiver would find"
                            + " one at byte "
                            + found
                            + " of "
                            + length
                            + "; use another delimiter, or prefix a length");
        }
    }

    @Override
    public String toString() {
        return HexFormat.ofDelimiter(" ").formatHex(sequence);
    }
}
