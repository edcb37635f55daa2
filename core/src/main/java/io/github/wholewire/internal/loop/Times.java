/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.internal.loop;

import static io.github.wholewire.internal.stream.StreamOptions.NEVER;

import io.github.wholewire.SendTimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * When a connection last made progress, and what becomes of it if it makes none. There is one only
 * while something has a deadline: a frame under way, output that waits, idleness if it is watched,
 * a close.
 */
final class Times {
    private static final int CLOSING = 1;
    private static final int FRAME = 2;
    private static final int OUTPUT = 4;
    private static final int IDLENESS = 8;

    private final Link link;
    private final LoopSettings settings;
    private long lastReceived;
    private long lastSent;

    /** Where in the stream the frame under way begins, and when it did; negative if none is. */
    private long frame = -1;

    private long frameBegun;

    /** Since when no bytes are taken, so that their deadlines stand still. */
    private long pausedSince;

    private boolean paused;

    /** For which of these reasons the loop looks early enough. */
    private int concerns;

    private Times(Link link) {
        this.link = link;
        settings = link.loop.settings;
        lastReceived = link.loop.now();
        lastSent = lastReceived;
    }

    /** Has the loop look before the next deadline, if there is one, and returns what looks. */
    static @Nullable Times watch(Link link, @Nullable Times existing) {
        if (existing == null && concerns(link) == 0) {
            return null;
        }
        Times times = existing == null ? new Times(link) : existing;
        times.watch(existing != null);
        return times;
    }

    private void watch(boolean watched) {
        long now = link.loop.now();
        boolean resumed = notePause(now); // has to do with the frame before
        noteFrame(now);
        int current = concerns(link);
        int added = current & ~concerns;
        concerns = current;
        if ((added & OUTPUT) != 0) {
            lastSent = now;
        }
        if (!watched) {
            link.loop.watch(link, left(now));
        } else if (added != 0 || resumed || !link.isOpen()) { // a close may have become more urgent
            link.loop.lookWithin(left(now));
        }
    }

    private static int concerns(Link link) {
        if (!link.isOpen()) {
            return CLOSING;
        }
        return (isFrameUnderWay(link) ? FRAME : 0)
                | (link.awaitsTransport() ? OUTPUT : 0)
                | (link.loop.settings.watchesIdleness() ? IDLENESS : 0);
    }

    private static boolean isFrameUnderWay(Link link) {
        return link.loop.settings.watchesFrames() && link.current().isInsideFrame();
    }

    void received() {
        lastReceived = link.loop.now();
    }

    void wrote() {
        lastSent = link.loop.now();
    }

    private void noteFrame(long now) {
        if (!isFrameUnderWay(link)) {
            frame = -1;
        } else if (frame != link.current().consumed()) {
            frame = link.current().consumed();
            frameBegun = now;
        }
    }

    /** Returns whether bytes are taken again, and no longer not. */
    private boolean notePause(long now) {
        boolean pauses = link.isPaused();
        boolean resumed = paused && !pauses;
        if (pauses && !paused) {
            pausedSince = now;
        } else if (resumed) {
            lastReceived = now;
            frameBegun += now - pausedSince;
        }
        paused = pauses;
        return resumed;
    }

    /** Does what is due. Returns in how many nanoseconds something may be due. */
    long look(long now) {
        if (!link.isOpen()) {
            return lookAtClose(now);
        }
        noteVisits(now);
        notePause(now);
        if (link.awaitsTransport() && left(settings.sendTimeout, lastSent, now) <= 0) {
            link.giveUp(late());
            return NEVER;
        }
        if (leftOfFrame(now) <= 0) {
            link.current().late();
        } else if (leftUntilIdle(now) <= 0) {
            lastReceived = now;
            lastSent = now;
            link.current().idle();
        }
        noteFrame(now);
        concerns = concerns(link);
        return concerns == 0 ? NEVER : left(now);
    }

    private long lookAtClose(long now) {
        long left = link.leftToClose(now);
        if (left > 0) {
            return left;
        }
        link.release();
        return NEVER;
    }

    /** Other threads write without looking at the clock. */
    private void noteVisits(long now) {
        if (link.wasVisited()) {
            lastSent = now;
        }
    }

    private SendTimeoutException late() {
        return new SendTimeoutException(
                "the peer "
                        + link.remoteAddress()
                        + " read nothing for "
                        + LoopSettings.text(settings.sendTimeout)
                        + ": "
                        + link.pendingLength()
                        + " bytes were pending, the connection is closed");
    }

    private long left(long now) {
        if (!link.isOpen()) {
            return Math.max(0, link.leftToClose(now));
        }
        long left = Math.min(leftUntilIdle(now), leftOfFrame(now));
        return link.awaitsTransport()
                ? Math.min(left, left(settings.sendTimeout, lastSent, now))
                : left;
    }

    private long leftOfFrame(long now) {
        if (frame < 0 || paused) {
            return NEVER;
        }
        return Math.min(
                left(settings.frameTimeout, frameBegun, now),
                left(settings.frameProgressTimeout, lastReceived, now));
    }

    private long leftUntilIdle(long now) {
        long left = left(settings.writeIdle, lastSent, now);
        if (paused) {
            return left;
        }
        long lastEither = lastReceived - lastSent > 0 ? lastReceived : lastSent;
        return Math.min(
                left,
                Math.min(
                        left(settings.idle, lastEither, now),
                        left(settings.readIdle, lastReceived, now)));
    }

    private static long left(long timeout, long since, long now) {
        return timeout == NEVER ? NEVER : timeout - (now - since);
    }
}
