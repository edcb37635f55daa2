/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.examples;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;

/** Counts the messages of a byte stream that came alone and complete in one piece of it. */
final class Boundaries {
    private final int[] lengths;
    private int next;
    private long messageStart;
    private long pieceStart;
    private long whole;

    Boundaries(List<String> messages) {
        lengths = messages.stream().mapToInt(message -> message.getBytes(UTF_8).length).toArray();
    }

    /** Takes the length of the next piece, in bytes: 1 or more. */
    void add(int length) {
        while (next < lengths.length && messageStart + lengths[next] <= pieceStart) {
            messageStart += lengths[next++];
        }
        if (next < lengths.length && messageStart == pieceStart && lengths[next] == length) {
            whole++;
        }
        pieceStart += length;
    }

    long whole() {
        return whole;
    }
}
