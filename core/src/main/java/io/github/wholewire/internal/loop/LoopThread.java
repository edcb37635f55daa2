/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.internal.loop;

import io.github.wholewire.internal.stream.StreamOptions;
import java.util.concurrent.TimeUnit;

/** A thread that runs one event loop. */
final class LoopThread extends Thread implements Carrier {
    LoopThread(String name, Rounds rounds) {
        super(null, () -> run(rounds), name, 0, false);
        setDaemon(false); // a server keeps the JVM alive
    }

    private static void run(Rounds rounds) {
        boolean more;
        do {
            more = rounds.next();
        } while (more);
    }

    /** Tells whether the current thread runs an event loop, so that it may not block. */
    static boolean isAnyCurrent() {
        return currentThread() instanceof LoopThread;
    }

    @Override
    public boolean isCurrent() {
        return currentThread() == this;
    }

    @Override
    public boolean isWithin() {
        return isCurrent();
    }

    @Override
    public long deadline(long nanos) {
        return StreamOptions.deadline(nanos);
    }

    @Override
    public boolean awaitEnd(long deadline) throws InterruptedException {
        long left = deadline - System.nanoTime();
        if (left > 0) {
            TimeUnit.NANOSECONDS.timedJoin(this, left);
        }
        return !isAlive();
    }

    @Override
    public Thread thread() {
        return this;
    }
}
