/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.examples;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * What is sent.
 *
 * @param origin where it comes from, for people
 * @param texts the messages, at least one
 */
record Messages(String origin, List<String> texts) {
    static final int MAX_COUNT = 1_000_000;
    static final int MAX_SIZE = 1_000_000;
    static final long MAX_BYTES = 100_000_000;

    /** Has an empty one, and a character that takes two bytes. */
    static final Messages BUILT_IN =
            new Messages(
                    "the built-in set",
                    List.of(
                            "login ada",
                            "temperature 21.5 \u00B0C",
                            "",
                            "move 3,4",
                            "a message that is longer than the small buffer of a reader",
                            "logout"));

    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz";

    Messages {
        texts = List.copyOf(texts);
    }

    /** Makes messages up: each has its number, and letters until it is long enough. */
    static Messages madeUp(int count, int size) {
        String letters = LETTERS.repeat(size / LETTERS.length() + 1);
        List<String> texts = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            texts.add((i + " " + letters).substring(0, size));
        }
        return new Messages("--count and --size", texts);
    }

    /** Tells whether so many can be held in memory without a thought. */
    static boolean areModest(long count, long bytes) {
        return count <= MAX_COUNT && bytes <= MAX_BYTES;
    }

    /** Returns all of them so many times over. */
    Messages repeated(int times) {
        return times == 1
                ? this
                : new Messages(
                        origin + ", " + times + " times",
                        Collections.nCopies(times, texts).stream().flatMap(List::stream).toList());
    }

    /** Returns what all of them take in UTF-8. */
    long totalBytes() {
        return texts.stream().mapToLong(text -> text.getBytes(UTF_8).length).sum();
    }

    int longestBytes() {
        return texts.stream().mapToInt(text -> text.getBytes(UTF_8).length).max().orElse(0);
    }
}
