/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.framing;

/** Checks of numbers that several framers take. */
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
}
