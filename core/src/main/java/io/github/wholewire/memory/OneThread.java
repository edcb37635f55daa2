/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.memory;

import io.github.wholewire.internal.stream.StreamOptions;
import java.util.ArrayList;
import java.util.List;

/**
 * A clock for a network that has one thread: a call that would block does what is due, and lets
 * time pass when nothing is. So every run is the same.
 */
final class OneThread extends TestTime {
    /** What does its work in the calling thread. */
    interface Worker {
        /** Does a piece of it, if there is one to be done now. */
        boolean step();

        /** Returns when there is one next, as far as time alone decides. */
        long due();
    }

    /** More of them at one time than any test wants. */
    private static final int MAX_STEPS = 1_000_000;

    private final List<Worker> workers = new ArrayList<>();
    private int next;
    private int steps;
    private long lastStep;

    @Override
    void enter() {
        if (!lock.tryLock()) {
            throw new IllegalStateException(
                    "another thread is using this network, which has one: use"
                            + " MemoryNetwork.testTime() for several");
        }
    }

    @Override
    void enterToWait() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        enter();
    }

    void add(Worker worker) {
        workers.add(worker);
    }

    void remove(Worker worker) {
        workers.remove(worker);
    }

    @Override
    boolean isOver(long until) {
        return until <= now() && !step();
    }

    @Override
    void await(long until) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        if (step()) {
            return;
        }
        long due = Math.min(until, due());
        if (due == StreamOptions.NEVER) {
            throw new IllegalStateException(
                    "this call would wait for ever: nothing is under way in the network, and it has"
                            + " no other thread");
        }
        passTo(due);
    }

    /** Each worker in turn, so that none starves the others. */
    @Override
    boolean step() {
        enter();
        try {
            return stepNext();
        } finally {
            leave();
        }
    }

    private boolean stepNext() {
        for (int i = 0; i < workers.size(); i++) {
            next = (next + 1) % workers.size();
            if (workers.get(next).step()) {
                requireEnd();
                return true;
            }
        }
        return false;
    }

    private void requireEnd() {
        if (now() != lastStep) {
            lastStep = now();
            steps = 0;
        }
        if (++steps > MAX_STEPS) {
            throw new IllegalStateException(
                    "no end of work at "
                            + now()
                            + " ns: handlers seem to answer each other for ever");
        }
    }

    @Override
    void advance(long nanos) {
        enter();
        try {
            long target = now() + nanos;
            do {
                while (stepNext()) {
                    // what is due comes before what is due later
                }
            } while (passBefore(target));
        } finally {
            leave();
        }
    }

    private boolean passBefore(long target) {
        boolean before = now() < target;
        if (before) {
            passTo(Math.min(target, due()));
        }
        return before;
    }

    @Override
    long due() {
        long due = super.due();
        for (Worker each : workers) {
            due = Math.min(due, each.due());
        }
        return Math.max(now(), due);
    }
}
