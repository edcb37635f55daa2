/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.internal.loop;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a connection receives: when it is read from, and when messages are handed to the handler.
 */
abstract class LinkInput extends LinkOutput {
    private static final Logger LOG = LoggerFactory.getLogger(LinkInput.class);

    /**
     * The most that one round discards for a connection that closes, so that others have a turn.
     */
    private static final int MAX_DISCARD = 1024 * 1024;

    private volatile boolean suspended;

    /** So much is pending that the handler waits until there is little. */
    private boolean choked;

    private boolean ended;

    private @Nullable Handle<?> current;

    LinkInput(EventLoop loop, Transport transport) {
        super(loop, transport);
    }

    /** Bytes have come. */
    abstract void received();

    /**
     * The input has ended, or its protocol by itself, and all messages are handled. Returns whether
     * the handler has switched.
     */
    abstract boolean endOfInput();

    Handle<?> current() {
        if (current == null) {
            throw new IllegalStateException(this + " is not open yet");
        }
        return current;
    }

    /** Goes on with another handle, or begins with the first. */
    void goOnWith(Handle<?> next) {
        current = next;
    }

    // For every thread.

    void suspend() {
        suspended = true;
    }

    void resume() {
        suspended = false;
        later();
    }

    // For the loop's thread.

    boolean hasInputEnded() {
        return ended;
    }

    boolean wantsRead() {
        return !ended && (!isOpen() || (mayDeliver() && !current().isFinished()));
    }

    /** Tells whether no bytes are taken though there may be some. */
    boolean isPaused() {
        return !ended && !wantsRead();
    }

    private boolean mayDeliver() {
        return isOpen() && !suspended && !choked;
    }

    /**
     * Reads once, and no more than the loop's buffer holds: then it is another connection's turn.
     */
    void read() {
        if (ended) {
            return;
        }
        try {
            if (!isOpen()) {
                discard();
            } else if (!choke() && mayDeliver()) {
                int count = current().read(loop.scratch.read);
                if (count > 0) {
                    received();
                } else if (count < 0) {
                    end();
                }
            }
        } catch (IOException e) {
            ended = true;
            if (isOpen()) {
                failure("reading", e);
            } else {
                LOG.debug("{} vanished while its last bytes were discarded", this, e);
            }
        }
    }

    private void end() {
        ended = true;
        if (hasPeer()) { // after a reset, the JDK reports an end
            current().endOfStream();
        }
    }

    private void discard() throws IOException {
        ByteBuffer buffer = loop.scratch.read;
        int count = 0;
        for (int total = 0; !ended && total < MAX_DISCARD; total += count) {
            count = transport.read(buffer.clear());
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
            more = current().deliverNext() || endsAndGoesOn();
        }
        if (more && isOpen()) {
            current().keepRest();
        }
    }

    /** Tells the handler if this was all. Returns whether it goes on in another protocol. */
    private boolean endsAndGoesOn() {
        return (ended || current().isFinished()) && endOfInput();
    }

    /**
     * Finds out whether the handler has to wait: from the high mark on, until below the low one.
     */
    private boolean choke() {
        if (!choked && isFull()) {
            flush(false); // what the socket takes does not count
        }
        choked = choked ? !isLow() : isFull();
        return choked;
    }

    /** Tells whether the peer has vanished, and no read will find out: there is nothing to read. */
    boolean isOverUnread() {
        return !hasPeer() && mayDeliver() && (ended || current().isFinished());
    }

    /** Tells whether the handler has waited enough. */
    boolean mayGoOn() {
        return choked && isOpen() && isLow();
    }
}
