/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.memory;

import io.github.wholewire.internal.loop.Carrier;
import io.github.wholewire.internal.stream.StreamOptions;
import org.jspecify.annotations.Nullable;

/** Carries a loop in the one thread of a network: it has a round whenever somebody waits. */
final class CallersThread implements Carrier, OneThread.Worker {
    private final OneThread time;
    private Rounds rounds = () -> false;
    private boolean alive;
    private boolean within;

    /** What the loop has said of its last round: it had nothing to do, and when it will have. */
    private boolean rested;

    private long due = StreamOptions.NEVER;

    CallersThread(OneThread time) {
        this.time = time;
    }

    Carrier of(Rounds loopRounds) {
        rounds = loopRounds;
        return this;
    }

    /** The loop has nothing to do until then, or has something to do now. */
    void rests(long until, boolean nothing) {
        due = until;
        rested = nothing;
    }

    @Override
    public boolean step() {
        if (!alive || within) {
            return false;
        }
        within = true;
        try {
            alive = rounds.next();
        } finally {
            within = false;
        }
        if (!alive) {
            time.remove(this);
        }
        return !rested;
    }

    @Override
    public long due() {
        return within ? StreamOptions.NEVER : due;
    }

    @Override
    public void start() {
        alive = true;
        time.add(this);
    }

    /** There is no other thread that could touch the loop. */
    @Override
    public boolean isCurrent() {
        return true;
    }

    @Override
    public boolean isWithin() {
        return within;
    }

    @Override
    public boolean isAlive() {
        return alive;
    }

    @Override
    public long deadline(long nanos) {
        return time.deadline(nanos);
    }

    @Override
    public boolean awaitEnd(long deadline) throws InterruptedException {
        time.enterToWait();
        try {
            while (alive && !time.isOver(deadline)) {
                time.await(deadline);
            }
            return !alive;
        } finally {
            time.leave();
        }
    }

    @Override
    public @Nullable Thread thread() {
        return null;
    }
}
