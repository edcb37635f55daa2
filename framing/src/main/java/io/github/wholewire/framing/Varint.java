/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.framing;

import io.github.wholewire.FrameInput;
import io.github.wholewire.FrameOutput;
import io.github.wholewire.FramingException;

/**
 * Unsigned numbers in groups of seven bits, the lowest first, as protobuf and MQTT write them. The
 * high bit of a byte says that more follow:
 *
 * <pre>
 * 300 = 10 0101100:   1 0101100   0 0000010
 * </pre>
 */
final class Varint {
    /** What 32 bits take. */
    static final int MAX_LENGTH = 5;

    private Varint() {}

    /** Returns how many bytes the number at an index takes; -1 if not all are at hand yet. */
    static int length(FrameInput in, int index, int maxLength) throws FramingException {
        for (int i = 0; i < maxLength; i++) {
            if (!in.has(index + i + 1)) {
                return -1;
            }
            if (in.get(index + i) >= 0) {
                return i + 1;
            }
        }
        throw new FramingException(
                "frame refused: its length goes on behind "
                        + maxLength
                        + " bytes, the most a varint may have here; is the peer speaking this"
                        + " protocol?");
    }

    /** Returns the number at an index. */
    static long get(FrameInput in, int index, int length) throws FramingException {
        long value = 0;
        for (int i = 0; i < length; i++) {
            value |= (in.get(index + i) & 0x7FL) << (7 * i);
        }
        if (value > 0xFFFF_FFFFL) {
            throw new FramingException(
                    "frame refused: length="
                            + value
                            + " does not fit the 32 bits of a varint here; is the peer speaking"
                            + " this protocol?");
        }
        return value;
    }

    /** Returns how many bytes a number needs. */
    static int lengthOf(int value) {
        return value == 0 ? 1 : (Integer.SIZE - Integer.numberOfLeadingZeros(value) + 6) / 7;
    }

    /** Writes a number over as many bytes as it needs. */
    static void set(FrameOutput out, int index, int value) {
        int at = index;
        int rest = value;
        for (; rest > 0x7F; rest >>>= 7) {
            out.set(at++, (byte) (rest | 0x80));
        }
        out.set(at, (byte) rest);
    }
}
