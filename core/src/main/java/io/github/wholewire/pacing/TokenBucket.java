/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.pacing;

import io.github.wholewire.ChannelException;
import io.github.wholewire.ChannelInterruptedException;
import io.github.wholewire.SendTimeoutException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Tokens that come at a rate and wait in a bucket. Who wants more than are there waits for them.
 */
final class TokenBucket {
    private static final double NANOS_PER_SECOND = TimeUnit.SECONDS.toNanos(1);

    private final double perNano;
    private final double capacity;
    private final long timeoutNanos;
    private final Pacing.Clock clock;
    private final ReentrantLock lock = new ReentrantLock();

    /** Below zero: promised to those who wait. */
    private double tokens;

    private long filled;

    TokenBucket(double perSecond, double capacity, long timeoutNanos, Pacing.Clock clock) {
        this.perNano = perSecond / NANOS_PER_SECOND;
        this.capacity = capacity;
        this.timeoutNanos = timeoutNanos;
        this.clock = clock;
        tokens = capacity;
        filled = clock.nanoTime();
    }

    /** Takes tokens, waiting for them, or none. */
    void take(long price) throws ChannelException {
        if (price < 0) {
            throw new IllegalArgumentException(
                    "a message of " + price + " bytes cannot be: mend the size function");
        }
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
        }
    }

    private long reserve(long price) throws SendTimeoutException {
        lock.lock();
        try {
            refill();
            double missing = Math.min((double) price, capacity) - tokens;
            long wait = missing <= 0 ? 0 : (long) Math.ceil(missing / perNano);
            if (wait > timeoutNanos) {
                throw new SendTimeoutException(
                        "the pacing lets no message go for "
                                + TimeUnit.NANOSECONDS.toMillis(wait)
                                + " ms, longer than its timeout of "
                                + TimeUnit.NANOSECONDS.toMillis(timeoutNanos)
                                + " ms: nothing was written, the channel goes on; send less, or raise the rate or the burst");
            }
            tokens -= price;
            return wait;
        } finally {
            lock.unlock();
        }
    }

    private void giveBack(long price) {
        lock.lock();
        try {
            refill();
            tokens = Math.min(capacity, tokens + price);
        } finally {
            lock.unlock();
        }
    }

    private void refill() {
        long now = clock.nanoTime();
        tokens = Math.min(capacity, tokens + (now - filled) * perNano);
        filled = now;
    }
}
