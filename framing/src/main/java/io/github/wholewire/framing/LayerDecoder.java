/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.framing;

import io.github.wholewire.FrameDecoder;
import io.github.wholewire.FrameInput;
import io.github.wholewire.FrameTooLongException;
import io.github.wholewire.Framer;
import io.github.wholewire.FramingException;

/** A decoder over that of another framer: takes off what its own layer added to the payload. */
abstract class LayerDecoder implements FrameDecoder {
    private final FrameDecoder inner;
    private final int maxInnerLength;

    LayerDecoder(Framer framer) {
        inner = framer.newDecoder();
        maxInnerLength = framer.maxFrameLength();
    }

    /** Narrows or replaces the payload of the frame that the inner decoder has marked. */
    abstract void open(FrameInput in) throws FramingException;

    @Override
    public final boolean decode(FrameInput in) throws FramingException {
        return inner.decode(in) && opened(in);
    }

    @Override
    public final boolean end(FrameInput in) throws FramingException {
        return inner.end(in) && opened(in);
    }

    @Override
    public final boolean skip(FrameInput in, FrameTooLongException refusal)
            throws FramingException {
        return inner.skip(in, refusal);
    }

    @Override
    public final boolean isFinished() {
        return inner.isFinished();
    }

    /**
     * Nobody else holds the payload to the inner framer's limit: it is not the one that is left.
     */
    private boolean opened(FrameInput in) throws FramingException {
        Limits.requireWithin(in.payload().remaining(), maxInnerLength);
        open(in);
        return true;
    }
}
