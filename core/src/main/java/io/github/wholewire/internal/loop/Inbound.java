/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.internal.loop;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a connection receives: when it is read from, and when messages are handed to the handler.
 */
final class Inbound {
    private static final Logger LOG = LoggerFactory.getLogger(Inbound.class);

    /**
     * The most that one round discards for a connection that closes, so that others have a turn.
     */
    private static final int MAX_DISCARD = 1024 * 1024;

    private final Link link;
    private volatile boolean suspended;

    /** So much is pending that the handler waits until there is little. */
    private boolean choked;

    private boolean ended;

    Inbound(Link link) {
        this.link = link;
    }

    // For every thread.

    void suspend() {
        suspended = true;
    }

    void resume() {
        suspended = false;
        link.later();
    }

    // For the loop's thread.

    boolean hasEnded() {
        return ended;
    }

    boolean wantsRead() {
        return !ended && (!link.isOpen() || (mayDeliver() && !link.current().isFinished()));
    }

    /** Tells whether no bytes are taken though there may be some. */
    boolean isPaused() {
        return !ended && !wantsRead();
    }

    private boolean mayDeliver() {
        return link.isOpen() && !suspended && !choked;
    }

    /**
     * Reads once, and no more than the loop's buffer holds: then it is another connection's turn.
     */
    void read() {
        if (ended) {
            return;
        }
        try {
            if (!link.isOpen()) {
                discard();
            } else if (!choke() && mayDeliver()) {
                int count = link.current().read(link.loop.scratch.read);
                if (count > 0) {
                    link.received();
                } else if (count < 0) {
                    end();
                }
            }
        } catch (IOException e) {
            ended = true;
            if (link.isOpen()) {
                link.failure("reading", e);
            } else {
                LOG.debug("{} vanished while its last bytes were discarded", link, e);
            }
        }
    }

    private void end() {
        ended = true;
        if (link.hasPeer()) { // after a reset, the JDK reports an end
            link.current().endOfStream();
        }
    }

    private void discard() throws IOException {
        ByteBuffer buffer = link.loop.scratch.read;
        int count = 0;
        for (int total = 0; !ended && total < MAX_DISCARD; total += count) {
            count = link.transport.read(buffer.clear());
            ended = count < 0;
            if (count <= 0) {
                return;
            }
        }
    }

    /** Hands over messages until there are no more, or the handler has to wait. */
    void deliver() {
        boolean more = true;
        while (more && !choke() && mayDeliver()) {
            more = link.current().deliverNext() || endsAndGoesOn();
        }
        if (more && link.isOpen()) {
            link.current().keepRest();
        }
    }

    /** Tells the handler if this was all. Returns whether it goes on in another protocol. */
    private boolean endsAndGoesOn() {
        return (ended || link.current().isFinished()) && link.endOfInput();
    }

    /**
     * Finds out whether the handler has to wait: from the high mark on, until below the low one.
     */
    private boolean choke() {
        if (!choked && link.outbound.isFull()) {
            link.outbound.flush(false); // what the socket takes does not count
        }
        choked = choked ? !link.outbound.isLow() : link.outbound.isFull();
        return choked;
    }

    /** Tells whether the handler has waited enough. */
    boolean mayGoOn() {
        return choked && link.isOpen() && link.outbound.isLow();
    }
}
