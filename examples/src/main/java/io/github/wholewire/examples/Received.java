/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.examples;

import java.util.ArrayList;
import java.util.List;

/** Counts what arrives, and keeps the beginning of the first few pieces to show them. */
final class Received {
    private static final int KEPT = 6;

    private final List<Piece> first = new ArrayList<>();
    private long count;

    void add(byte[] bytes, int length) {
        if (count++ < KEPT) {
            first.add(new Piece(length, Escaped.text(bytes, length)));
        }
    }

    long count() {
        return count;
    }

    List<Piece> first() {
        return List.copyOf(first);
    }

    /**
     * What one call returned.
     *
     * @param length in bytes
     * @param shown its beginning, escaped and in quotes
     */
    record Piece(int length, String shown) {}
}
