/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.framing;

import io.github.wholewire.FrameInput;
import io.github.wholewire.FrameOutput;
import io.github.wholewire.FramingException;
import java.io.IOException;

/**
 * What ends a frame. Immutable, so that one serves all connections. A limit counts the bytes in
 * front of the marker.
 */
sealed interface Marker permits CrlfMarker, DelimiterMarker, LineMarker {
    /** No limit, for what is skipped. */
    int ANY_LENGTH = Integer.MAX_VALUE;

    /** How much longer than the limit a payload can be, since the marker is part of it. */
    default int keptLength() {
        return 0;
    }

    /**
     * How many bytes that are not yet known to be payload may stand at the end of an unfinished
     * frame, and are not told apart from it by the search for the marker.
     */
    default int slack() {
        return 0;
    }

    /** As {@link io.github.wholewire.FrameDecoder#decode}. */
    boolean decode(FrameInput in, int maxLength) throws FramingException;

    /** As {@link io.github.wholewire.FrameDecoder#skip}. */
    boolean skip(FrameInput in) throws FramingException;

    /** Appends itself to a payload, if it is then found there and nowhere before. */
    void append(FrameOutput out, int maxLength) throws IOException;
}
