/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.framing;

import io.github.wholewire.FrameTooLongException;

/** Checks that several framers share: of what they are built with, and of what they receive. */
final class Limits {
    /**
     * What may stand in front of a payload, and behind it: as much as a frame's overhead may be.
     */
    static final int MAX_OVERHEAD = 4096;

    private Limits() {}

    static int requireInRange(int value, int least, int most, String name) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(
                    name + "=" + value + ": use " + least + " to " + most);
        }
        return value;
    }

    /** Refuses a payload as soon as it is known to be longer than the limit. */
    static void requireWithin(long length, int maxFrameLength) throws FrameTooLongException {
        if (length > maxFrameLength) {
            throw new FrameTooLongException(
                    "frame refused: payload of "
                            + length
                            + " bytes or more exceeds maxFrameLength="
                            + maxFrameLength
                            + "; raise it if the peer is trusted");
        }
    }
}
