/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.pacing;

import io.github.wholewire.ChannelException;
import io.github.wholewire.ChannelInterruptedException;
import io.github.wholewire.SendTimeoutException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Tokens that come at a rate and wait in a bucket. Who wants more than are there waits for them.
 *
 * <p>Kept as the time until the bucket will be full (the generic cell rate algorithm, ITU-T I.371):
 * a price moves that time on, and who goes may do so when the bucket is no more than its size away
 * from it. What comes to a full bucket is lost, but for what came while a sender overslept: no
 * sleep ends in time, and at intervals shorter than its lateness the rate would never be met.
 */
final class TokenBucket {
    /** The most that is made up for: a sleep is late by less, unless the machine is overloaded. */
    static final long MAX_LATE_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    private static final double NANOS_PER_SECOND = TimeUnit.SECONDS.toNanos(1);

    private final double nanosPerToken;
    private final double size;
    private final long timeoutNanos;
    private final Pacing.Clock clock;
    private final ReentrantLock lock = new ReentrantLock();

    /** The clock's time to which the next two fields hold. */
    private long now;

    /** Nanoseconds. Below zero: it is full, and has room for what is to be made up for. */
    private double untilFull;

    /** How far {@code untilFull} may go below zero. */
    private double late;

    TokenBucket(double perSecond, double capacity, long timeoutNanos, Pacing.Clock clock) {
        this.nanosPerToken = NANOS_PER_SECOND / perSecond;
        this.size = capacity * nanosPerToken;
        this.timeoutNanos = timeoutNanos;
        this.clock = clock;
        now = clock.nanoTime();
    }

    /** Takes tokens, waiting for them, or none. */
    void take(long tokens) throws ChannelException {
        if (tokens < 0) {
            throw new IllegalArgumentException(
                    "a message of " + tokens + " bytes cannot be: mend the size function");
        }
        double price = tokens * nanosPerToken;
        long wait = reserve(price);
        if (wait > 0) {
            try {
                clock.sleep(wait);
            } catch (InterruptedException e) {
                giveBack(price);
                Thread.currentThread().interrupt();
                throw new ChannelInterruptedException(
                        "interrupted before the pacing let the message go: nothing was written, the channel goes on",
                        e);
            }
            awake();
        }
    }

    private long reserve(double price) throws SendTimeoutException {
        lock.lock();
        try {
            double unused = overflow();
            if (unused > 0) {
                late = Math.max(0, late - unused); // a rest: there is less to make up for
                untilFull = -late;
            }
            // A price above the size waits for a full bucket and leaves the rest as a debt.
            long wait = Math.round(untilFull - Math.max(0, size - price));
            if (wait > timeoutNanos) {
                throw refusal(wait);
            }
            untilFull += price;
            late = Math.max(0, -untilFull);
            return wait;
        } finally {
            lock.unlock();
        }
    }

    private void awake() {
        lock.lock();
        try {
            double missed = overflow();
            if (missed > 0) {
                late = Math.min((double) MAX_LATE_NANOS, late + missed);
                untilFull = -late;
            }
        } finally {
            lock.unlock();
        }
    }

    private void giveBack(double price) {
        lock.lock();
        try {
            untilFull -= price;
        } finally {
            lock.unlock();
        }
    }

    /** Lets time pass. Returns how much of it there was no room for, zero or less if for all. */
    private double overflow() {
        long time = clock.nanoTime();
        untilFull -= time - now;
        now = time;
        return -untilFull - late;
    }

    private SendTimeoutException refusal(long wait) {
        return new SendTimeoutException(
                "the pacing lets no message go for "
                        + Duration.ofNanos(wait)
                        + ", longer than its timeout of "
                        + Duration.ofNanos(timeoutNanos)
                        + ": nothing was written, the channel goes on; send less, or raise the rate or the burst");
    }
}
