/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.internal.loop;

import io.github.wholewire.internal.stream.Watchdog;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Warns, once each time, when one connection holds its loop's thread for long. */
final class HandlerWatch implements Watchdog.Watched {
    private static final Logger LOG = LoggerFactory.getLogger(HandlerWatch.class);

    private final EventLoop loop;
    private final Thread thread;
    private final long limit;
    private long beat;
    private long since;
    private boolean warned;

    HandlerWatch(EventLoop loop, Thread thread, long limit) {
        this.loop = loop;
        this.thread = thread;
        this.limit = limit;
    }

    @Override
    public long tickNanos() {
        return Math.max(Watchdog.FINEST_TICK, Math.min(limit / 4, Watchdog.COARSEST_TICK));
    }

    @Override
    public boolean look(long now) {
        long current = loop.beat.count();
        if (current != beat || !Beat.isHeld(current)) {
            beat = current;
            since = now;
            warned = false;
        } else if (!warned && now - since >= limit) {
            warned = true;
            LOG.warn(
                    "a handler has held {} for {} ms, and all its connections wait: do what takes long in another thread",
                    loop,
                    TimeUnit.NANOSECONDS.toMillis(now - since),
                    at(thread.getStackTrace()));
        }
        return loop.isAlive();
    }

    /** Shows where the thread stands, as an exception's trace. */
    private static Throwable at(StackTraceElement[] stack) {
        Throwable where = new Throwable("it stands here");
        where.setStackTrace(stack);
        return where;
    }
}
