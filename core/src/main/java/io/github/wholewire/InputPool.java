/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire;

import java.util.ArrayDeque;

/**
 * What decoders that take turns look at their bytes with. One that has no bytes at hand needs none,
 * so many share a few.
 */
final class InputPool {
    /** More are seldom free at a time, and each may keep an array of 64 KiB. */
    private static final int MAX_FREE = 16;

    private final ArrayDeque<FrameInput> free = new ArrayDeque<>();

    /** Returns an empty one for bytes that come at that place of a stream, behind such a frame. */
    FrameInput take(Framer framer, long offset, int takenLength) {
        FrameInput input = free.pollLast();
        if (input == null) {
            input = new FrameInput(new InputBuffer(), framer);
        }
        input.restart(framer, offset, takenLength);
        return input;
    }

    /** Takes an empty one back. */
    void give(FrameInput input) {
        input.bytes().shrink();
        if (free.size() < MAX_FREE) {
            free.addLast(input);
        }
    }
}
