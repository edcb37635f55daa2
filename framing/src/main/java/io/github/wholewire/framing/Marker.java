/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.framing;

import io.github.wholewire.FrameInput;
import io.github.wholewire.FrameOutput;
import io.github.wholewire.FramingException;
import java.io.IOException;

/** What ends a payload. Immutable, so that one serves all connections. */
sealed interface Marker permits LineMarker, SequenceMarker {
    /**
     * How many bytes that are not yet known to be payload may stand at the end of an unfinished
     * frame.
     */
    int slack();

    /** As {@link io.github.wholewire.FrameDecoder#decode}. */
    boolean decode(FrameInput in, int maxFrameLength) throws FramingException;

    /** Appends itself to a payload, if it is then found there and nowhere before. */
    void append(FrameOutput out) throws IOException;
}
