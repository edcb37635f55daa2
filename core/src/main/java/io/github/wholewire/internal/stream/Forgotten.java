/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.internal.stream;

import java.io.Closeable;
import java.io.IOException;
import java.lang.ref.PhantomReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Closes what was opened and then forgotten, and warns: the collector never does it. Costs nothing
 * while the handle is in use, if every method of it that may block ends with a {@link
 * java.lang.ref.Reference#reachabilityFence}.
 *
 * <p>The watchdog looks, since the thread of a {@link java.lang.ref.Cleaner} would outlive the last
 * channel.
 */
public final class Forgotten implements Watchdog.Watched {
    private static final Logger LOG = LoggerFactory.getLogger(Forgotten.class);

    private final PhantomReference<Object> handle;
    private final Object opened;
    private final Closeable close;
    private final Origin origin;

    private Forgotten(Object handle, Object opened, Closeable close, Origin origin) {
        this.handle = new PhantomReference<>(handle, null); // asked, not queued
        this.opened = opened;
        this.close = close;
        this.origin = origin;
    }

    /**
     * Watches a handle that is being made for a user.
     *
     * @param handle what the user holds, or what only that holds
     * @param opened what to call it in the warning; must not hold the handle
     * @param close closes it; must not hold the handle either
     * @param origin who opened it
     * @return to be told once it has been closed
     */
    public static Forgotten watch(Object handle, Object opened, Closeable close, Origin origin) {
        Forgotten watched = new Forgotten(handle, opened, close, origin);
        Watchdog.DEADLINES.watch(watched);
        return watched;
    }

    /** It has been closed: there is nothing to forget. */
    public void closed() {
        Watchdog.DEADLINES.forget(this);
    }

    @Override
    public long tickNanos() {
        return Watchdog.COARSEST_TICK;
    }

    @Override
    public boolean look(long now) {
        if (!handle.refersTo(null)) {
            return true;
        }
        LOG.warn(
                "{}, opened by {}, was forgotten without being closed, and is closed now: use try-with-resources",
                opened,
                origin,
                origin.trace());
        try {
            close.close();
        } catch (IOException e) {
            LOG.warn("{} could not be closed", opened, e);
        }
        return false;
    }
}
