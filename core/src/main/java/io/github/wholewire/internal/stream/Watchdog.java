/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.internal.stream;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A thread that looks at channels every so often, so that their deadlines cost them no system call.
 * It starts with the first one and is gone soon after the last.
 */
public final class Watchdog {
    /** What it looks at. */
    public interface Watched {
        /**
         * Returns how often to look, in nanoseconds: {@link #FINEST_TICK} or more, always the same.
         */
        long tickNanos();

        /** Looks; blocks never. Returns whether to look again. */
        boolean look(long now);
    }

    /** It looks no more often than this. */
    public static final long FINEST_TICK = TimeUnit.MILLISECONDS.toNanos(10);

    /** And, for long timeouts, no less often than this. */
    public static final long COARSEST_TICK = TimeUnit.MILLISECONDS.toNanos(250);

    /** For deadlines of channels in use: does not keep the JVM alive. */
    public static final Watchdog DEADLINES = new Watchdog("wholewire-deadlines", true);

    /**
     * For orderly closes under way: keeps the JVM alive until they are done, which is at most their
     * close timeout.
     */
    static final Watchdog CLOSES = new Watchdog("wholewire-closes", false);

    private static final Logger LOG = LoggerFactory.getLogger(Watchdog.class);

    private final String name;
    private final boolean daemon;
    private final Set<Watched> watched = ConcurrentHashMap.newKeySet();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition sooner = lock.newCondition();
    private @Nullable Thread thread;
    private long tick = Long.MAX_VALUE;

    private Watchdog(String name, boolean daemon) {
        this.name = name;
        this.daemon = daemon;
    }

    /** Returns how often to look for a timeout: it is noticed up to a 16th later. */
    public static long tickFor(long timeout) {
        return timeout == StreamOptions.NEVER
                ? timeout
                : Math.max(FINEST_TICK, Math.min(timeout / 16, COARSEST_TICK));
    }

    /** Looks from now on, until it says that it need not. */
    public void watch(Watched each) {
        lock.lock();
        try {
            watched.add(each);
            if (thread == null) {
                tick = each.tickNanos();
                Thread starting = new Thread(null, this::run, name, 0, false);
                starting.setDaemon(daemon);
                starting.start();
                thread = starting;
            } else if (each.tickNanos() < tick) {
                tick = each.tickNanos();
                sooner.signal();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Looks no more. */
    public void forget(Watched each) {
        watched.remove(each);
    }

    private void run() {
        while (awaitTick()) {
            lookAtAll();
        }
    }

    /** Returns false when there is nothing left to look at; the thread then ends. */
    private boolean awaitTick() {
        lock.lock();
        try {
            long start = System.nanoTime();
            for (long left = tick; left > 0; left = start + tick - System.nanoTime()) {
                sooner.awaitNanos(left);
            }
            if (watched.isEmpty()) {
                thread = null;
                return false;
            }
            tick = Long.MAX_VALUE;
            for (Watched each : watched) {
                tick = Math.min(tick, each.tickNanos());
            }
            return true;
        } catch (InterruptedException e) {
            return true; // nobody has this thread to interrupt it; looking early does no harm
        } finally {
            lock.unlock();
        }
    }

    private void lookAtAll() {
        long now = System.nanoTime();
        watched.removeIf(each -> !lookAt(each, now));
    }

    private static boolean lookAt(Watched each, long now) {
        try {
            return each.look(now);
        } catch (RuntimeException | Error e) { // the thread serves every channel
            LOG.warn("{} is no longer watched", each, e);
            return false;
        }
    }
}
