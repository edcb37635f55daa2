/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.memory;

import static io.github.wholewire.internal.stream.StreamOptions.NEVER;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** The numbers of a plan; times in nanoseconds. Never changed once a plan holds it. */
final class FaultSettings {
    /** 2^64 divided by the golden ratio: spreads seeds that differ little. */
    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    long seed;

    /** Zero: a stream is not cut. */
    int maxPiece;

    long window;
    long maxDelay;
    long stallAt = NEVER;
    long stallTime;
    long resetAt = NEVER;
    long endAt = NEVER;
    double lost;
    double duplicated;
    double reordered;
    double truncated;

    FaultSettings() {}

    FaultSettings(FaultSettings other) {
        seed = other.seed;
        maxPiece = other.maxPiece;
        window = other.window;
        maxDelay = other.maxDelay;
        stallAt = other.stallAt;
        stallTime = other.stallTime;
        resetAt = other.resetAt;
        endAt = other.endAt;
        lost = other.lost;
        duplicated = other.duplicated;
        reordered = other.reordered;
        truncated = other.truncated;
    }

    /** Returns the chances of an end that has such a number in its network. */
    Random chances(long number) {
        return new Random(seed + SPREAD * (number + 1));
    }

    /** Returns a delay by chance. */
    long delay(Random chances) {
        return maxDelay == 0 ? 0 : chances.nextLong(maxDelay + 1);
    }

    /** Tells whether the bytes of a stream arrive as they are sent. */
    boolean isInTime() {
        return maxDelay == 0 && window == 0 && stallAt == NEVER;
    }

    /** Tells whether something can go wrong, so that the seed matters. */
    boolean isSomething() {
        return words().size() > 1;
    }

    private List<String> words() {
        List<String> words = new ArrayList<>();
        words.add("seed=" + seed);
        addIf(maxPiece > 0, words, "cut", maxPiece);
        addIf(window > 0, words, "glue", Duration.ofNanos(window));
        addIf(maxDelay > 0, words, "delay", Duration.ofNanos(maxDelay));
        addIf(stallAt != NEVER, words, "stall", stallAt);
        addIf(stallAt != NEVER && stallTime != NEVER, words, "for", Duration.ofNanos(stallTime));
        addIf(resetAt != NEVER, words, "reset", resetAt);
        addIf(endAt != NEVER, words, "end", endAt);
        addIf(lost > 0, words, "lose", lost);
        addIf(duplicated > 0, words, "duplicate", duplicated);
        addIf(reordered > 0, words, "reorder", reordered);
        addIf(truncated > 0, words, "truncate", truncated);
        return words;
    }

    private static void addIf(boolean set, List<String> words, String name, Object value) {
        if (set) {
            words.add(name + "=" + value);
        }
    }

    @Override
    public String toString() {
        return "Faults" + words();
    }
}
