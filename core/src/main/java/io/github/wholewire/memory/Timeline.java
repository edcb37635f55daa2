/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.memory;

import io.github.wholewire.internal.stream.TimeSource;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** A network's clock, the one lock that guards all its state, and how a call waits. */
abstract sealed class Timeline implements TimeSource permits RealTime, TestTime {
    final ReentrantLock lock = new ReentrantLock();
    final Condition changed = lock.newCondition();

    /** Takes the lock. */
    void enter() {
        lock.lock();
    }

    /** Takes the lock, unless the thread is interrupted. */
    void enterToWait() throws InterruptedException {
        lock.lockInterruptibly();
    }

    final void leave() {
        lock.unlock();
    }

    // With the lock.

    /** Something has changed that others may wait for. */
    final void signal() {
        changed.signalAll();
    }

    /** Waits until something has changed or a time has come, or less. */
    abstract void await(long until) throws InterruptedException;

    /** Tells whether a time has come and nothing that is due before it is left to do. */
    boolean isOver(long until) {
        return until <= now();
    }

    /** Returns when a wait of so many milliseconds is over, 1 or more, as sockets have them. */
    abstract long after(int millis);

    /** Does what is due next; false if nothing is. Without the lock. */
    abstract boolean step();

    /** Lets time pass, and does what is due meanwhile. Without the lock. */
    abstract void advance(long nanos);

    static long nanos(int millis) {
        return TimeUnit.MILLISECONDS.toNanos(millis);
    }
}
