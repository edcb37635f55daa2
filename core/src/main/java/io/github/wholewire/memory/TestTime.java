/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.memory;

import io.github.wholewire.internal.stream.StreamOptions;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A clock that stands still until a test advances it. Calls block their threads until something
 * happens or the test has let their time pass.
 */
sealed class TestTime extends Timeline permits OneThread {
    /** In the order in which they came, for the sake of repetition. */
    private final Set<Timed> watched = new LinkedHashSet<>();

    private volatile long now;

    @Override
    public final long now() {
        return now;
    }

    @Override
    public final void watch(Timed each) {
        enter();
        try {
            watched.add(each);
        } finally {
            leave();
        }
    }

    @Override
    public final void watchClose(Timed close) {
        watch(close);
    }

    @Override
    public final void forget(Timed each) {
        enter();
        try {
            watched.remove(each);
        } finally {
            leave();
        }
    }

    @Override
    @SuppressWarnings("WaitNotInLoop") // whoever calls it loops
    void await(long until) throws InterruptedException {
        changed.await();
    }

    /** A millisecond is what sockets need to look once: here nobody would let it pass. */
    @Override
    final long after(int millis) {
        return millis == Integer.MAX_VALUE
                ? StreamOptions.NEVER
                : now + (millis <= 1 ? 0 : nanos(millis));
    }

    @Override
    boolean step() {
        throw new UnsupportedOperationException(
                "threads do what is due in this network: make it by MemoryNetwork.oneThread()");
    }

    @Override
    void advance(long nanos) {
        long target = now + nanos;
        while (now < target) {
            passTo(Math.min(target, due()));
        }
    }

    /** Returns when something is due next, now at the earliest. */
    long due() {
        enter();
        try {
            long due = StreamOptions.NEVER;
            for (Timed each : watched) {
                due = Math.min(due, each.due());
            }
            return Math.max(now, due);
        } finally {
            leave();
        }
    }

    /** Sets the clock, and does what is due then. */
    final void passTo(long time) {
        List<Timed> all;
        enter();
        try {
            now = Math.max(now, time);
            all = List.copyOf(watched);
            signal();
        } finally {
            leave();
        }
        for (Timed each : all) {
            if (each.due() <= now && !each.look(now)) {
                forget(each);
            }
        }
    }
}
