/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.internal.stream;

import io.github.wholewire.ChannelException;
import io.github.wholewire.ChannelInterruptedException;
import io.github.wholewire.ReceiveTimeoutException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/** Who may send on a connection, receive on it, or accept on a listener: one thread at a time. */
public final class Turn {
    private final ReentrantLock lock = new ReentrantLock();
    private final String action;

    /** Makes one for an action, such as "send". */
    public Turn(String action) {
        this.action = action;
    }

    /**
     * Waits for the turn.
     *
     * @return false if it did not come in time
     * @throws ChannelInterruptedException if the thread is interrupted; it has not got the turn
     * @throws IllegalStateException if the thread has the turn already
     */
    public boolean take(long timeoutNanos) throws ChannelInterruptedException {
        requireNotTaken();
        try {
            return lock.tryLock(timeoutNanos, TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ChannelInterruptedException(
                    "interrupted before the turn to "
                            + action
                            + " came: nothing was done, the channel goes on",
                    e);
        }
    }

    /**
     * Does nothing, as long as the thread does not have the turn already.
     *
     * @throws IllegalStateException if it has
     */
    public void requireNotTaken() {
        if (lock.isHeldByCurrentThread()) {
            throw new IllegalStateException(
                    action
                            + " called by a codec or a framer of the same channel: it can only encode or decode");
        }
    }

    /**
     * Waits for the turn to receive or to accept, and returns when what is waited for must be
     * there.
     *
     * @param time what is waited for then; the turn itself is waited for by the system's time
     * @throws ReceiveTimeoutException if the turn did not come in time
     * @throws ChannelInterruptedException if the thread is interrupted; it has not got the turn
     */
    public long takeWithin(Duration timeout, TimeSource time) throws ChannelException {
        long nanos = StreamOptions.requireNotNegative(timeout, "timeout");
        long until = time.deadline(nanos);
        if (!take(nanos)) {
            throw new ReceiveTimeoutException(
                    "no turn to "
                            + action
                            + " within "
                            + timeout
                            + ", since other threads have it");
        }
        return until;
    }

    /** Takes the turn if nobody has it, this thread included. */
    public boolean tryTake() {
        return !lock.isHeldByCurrentThread() && lock.tryLock();
    }

    /** As {@link #tryTake()}, but waits for others, unless the thread is interrupted. */
    public boolean tryTake(long timeoutNanos) {
        try {
            return !lock.isHeldByCurrentThread()
                    && lock.tryLock(timeoutNanos, TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    public void leave() {
        lock.unlock();
    }
}
