/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.memory;

import static io.github.wholewire.internal.stream.StreamOptions.NEVER;

import java.util.Random;

/**
 * What a plan does to one stream: where its bytes are cut, and when they arrive. Pieces and their
 * delays depend on the seed and the place in the stream alone, not on who writes how much at a
 * time. Asked by the pipe, with its lock, for each run of bytes in order.
 */
final class StreamSchedule {
    private final FaultSettings plan;
    private final Random chances;

    /** The end of the piece under way; if the stream is not cut, of what was written. */
    private long pieceEnd;

    private long delay;
    private long stallEnd = NEVER;
    private boolean stalled;

    /** What was sent before arrives no later. */
    private long last = Long.MIN_VALUE;

    StreamSchedule(FaultSettings plan, long number) {
        this.plan = plan;
        chances = plan.chances(number);
    }

    boolean resetsAt(long offset) {
        return offset >= plan.resetAt;
    }

    boolean endsAt(long offset) {
        return offset >= plan.endAt;
    }

    /** Returns how many of the next bytes share their fate; 1 or more, no more than there are. */
    int run(long offset, int length) {
        if (offset >= pieceEnd) {
            delay = plan.delay(chances);
            pieceEnd = offset + (plan.maxPiece == 0 ? length : 1 + chances.nextInt(plan.maxPiece));
        }
        long end = Math.min(pieceEnd, offset + length);
        end = stopAt(plan.stallAt, offset, end);
        end = stopAt(plan.resetAt, offset, end);
        end = stopAt(plan.endAt, offset, end);
        return (int) (end - offset);
    }

    private static long stopAt(long stop, long offset, long end) {
        return offset < stop ? Math.min(end, stop) : end;
    }

    /** Tells whether no read goes beyond the run that ends there. */
    boolean isCutAt(long end) {
        return plan.maxPiece > 0 && end == pieceEnd;
    }

    /** Returns when the run arrives that begins there and is written now. */
    long arrival(long offset, long now) {
        if (plan.isInTime()) {
            return last;
        }
        long arrival = now + delay;
        if (plan.window > 0) {
            arrival += plan.window - Math.floorMod(arrival, plan.window);
        }
        if (offset >= plan.stallAt) {
            if (!stalled) {
                stalled = true;
                stallEnd = plan.stallTime == NEVER ? NEVER : now + plan.stallTime;
            }
            arrival = Math.max(arrival, stallEnd);
        }
        last = Math.max(last, arrival);
        return last;
    }
}
