/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.internal.loop;

import io.github.wholewire.internal.stream.StreamOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Who has a deadline in a loop. Setting one costs a connection nothing but being in this list: all
 * are looked at when the first may be due, but no more often than each tick.
 */
final class Deadlines {
    /** Who has one. */
    interface Timed {
        /** Does what is due. Returns in how many nanoseconds to look again, or NEVER. */
        long look(long now);

        /** It said so, and has to be added again. */
        void noLongerWatched();
    }

    private static final long LONGEST = TimeUnit.HOURS.toNanos(1); // far from overflow

    private final long tick;
    private final List<Timed> all = new ArrayList<>();
    private long lastLook;
    private long nextLook = StreamOptions.NEVER;

    Deadlines(long tick, long now) {
        this.tick = tick;
        lastLook = now - tick;
    }

    /** Adds somebody who is not in the list. */
    void add(Timed each, long left, long now) {
        all.add(each);
        lookWithin(left, now);
    }

    /** Looks no later than in so many nanoseconds, or at the next tick. */
    void lookWithin(long left, long now) {
        long wanted = now + Math.min(left, LONGEST);
        long earliest = lastLook + tick;
        long next = wanted - earliest > 0 ? wanted : earliest;
        if (nextLook == StreamOptions.NEVER || next - nextLook < 0) {
            nextLook = next;
        }
    }

    /** Returns how many nanoseconds there are until the next look. */
    long left(long now) {
        return nextLook == StreamOptions.NEVER ? nextLook : Math.max(0, nextLook - now);
    }

    void look(EventLoop loop) {
        if (nextLook == StreamOptions.NEVER || nextLook - loop.now() > 0) {
            return;
        }
        long now = loop.now();
        lastLook = now;
        nextLook = StreamOptions.NEVER;
        int kept = 0;
        for (int i = 0; i < all.size(); i++) { // some may be added meanwhile
            Timed each = all.get(i);
            long left = loop.look(each, now);
            if (left != StreamOptions.NEVER) {
                lookWithin(left, now);
                all.set(kept++, each);
            } else {
                each.noLongerWatched();
            }
        }
        all.subList(kept, all.size()).clear();
    }
}
