/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.internal.loop;

import static io.github.wholewire.internal.stream.StreamOptions.NEVER;

import io.github.wholewire.SendTimeoutException;

/** When a connection last made progress, and what becomes of it if it makes none. */
final class Times {
    private static final int CLOSING = 1;
    private static final int FRAME = 2;
    private static final int OUTPUT = 4;
    private static final int IDLENESS = 8;

    private final Link link;
    private final LoopSettings settings;
    private long lastReceived;
    private long lastSent;
    private long frame = -1;
    private long frameBegun;

    /** Whether the loop looks, and for which of these reasons it does so early enough. */
    private boolean watched;

    private int concerns;

    Times(Link link) {
        this.link = link;
        settings = link.settings;
        lastReceived = link.loop.now();
        lastSent = lastReceived;
    }

    void received() {
        lastReceived = link.loop.now();
    }

    void wrote() {
        lastSent = link.loop.now();
    }

    /** Has the loop look before the next deadline, if there is one. */
    void watch() {
        int current = concerns();
        int added = current & ~concerns;
        concerns = current;
        if (added == 0) {
            return;
        }
        long now = link.loop.now();
        if ((added & OUTPUT) != 0) {
            lastSent = now;
        }
        if (!watched) {
            watched = true;
            link.loop.watch(link, left(now));
        } else {
            link.loop.lookWithin(left(now));
        }
    }

    void noLongerWatched() {
        watched = false;
        concerns = 0;
    }

    private int concerns() {
        if (!link.isOpen()) {
            return CLOSING;
        }
        return (isFrameUnderWay() ? FRAME : 0)
                | (link.outbound.isPending() ? OUTPUT : 0)
                | (settings.watchesIdleness() ? IDLENESS : 0);
    }

    private boolean isFrameUnderWay() {
        boolean watches = settings.frameTimeout != NEVER || settings.frameProgressTimeout != NEVER;
        if (!watches || !link.current().isInsideFrame()) {
            frame = -1;
            return false;
        }
        long offset = link.current().consumed();
        if (offset != frame) {
            frame = offset;
            frameBegun = link.loop.now();
        }
        return true;
    }

    /** Does what is due. Returns in how many nanoseconds something may be due. */
    long look(long now) {
        if (!link.isOpen()) {
            if (link.leftToClose(now) <= 0) {
                link.release();
                return NEVER;
            }
            return link.leftToClose(now);
        }
        standStillWhileNotReading(now);
        noteVisits(now);
        if (link.outbound.isPending() && left(settings.sendTimeout, lastSent, now) <= 0) {
            link.giveUp(late());
            return NEVER;
        }
        if (frame >= 0 && leftOfFrame(now) <= 0) {
            link.current().late();
        } else if (leftUntilIdle(now) <= 0) {
            lastReceived = now;
            lastSent = now;
            link.current().idle();
        }
        concerns = concerns();
        return left(now);
    }

    private void standStillWhileNotReading(long now) {
        if (!link.inbound.wantsRead()) {
            lastReceived = now;
            frameBegun = now;
        }
    }

    /** Other threads write without looking at the clock. */
    private void noteVisits(long now) {
        if (link.outbound.wasVisited()) {
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
                        + link.outbound.length()
                        + " bytes were pending, the connection is closed");
    }

    private long left(long now) {
        if (!link.isOpen()) {
            return Math.max(0, link.leftToClose(now));
        }
        long left = leftUntilIdle(now);
        if (frame >= 0) {
            left = Math.min(left, leftOfFrame(now));
        }
        if (link.outbound.isPending()) {
            left = Math.min(left, left(settings.sendTimeout, lastSent, now));
        }
        return left;
    }

    private long leftOfFrame(long now) {
        return Math.min(
                left(settings.frameTimeout, frameBegun, now),
                left(settings.frameProgressTimeout, lastReceived, now));
    }

    private long leftUntilIdle(long now) {
        long lastEither = lastReceived - lastSent > 0 ? lastReceived : lastSent;
        return Math.min(
                left(settings.idle, lastEither, now),
                Math.min(
                        left(settings.readIdle, lastReceived, now),
                        left(settings.writeIdle, lastSent, now)));
    }

    private static long left(long timeout, long since, long now) {
        return timeout == NEVER ? NEVER : timeout - (now - since);
    }
}
