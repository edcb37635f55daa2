/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.memory;

import io.github.wholewire.PeerUnreachableException;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/** Connections of a listener that were made and not yet accepted. */
final class Backlog {
    /** So many, as of a listening socket. */
    private static final int MAX = 1024;

    final Timeline time;
    final MemoryEnd.Party listener;
    private final Runnable onClose;
    private final ArrayDeque<MemoryEnd> waiting = new ArrayDeque<>();
    private boolean closed;

    Backlog(Timeline time, MemoryEnd.Party listener, Runnable onClose) {
        this.time = time;
        this.listener = listener;
        this.onClose = onClose;
    }

    /** Connects somebody, who then has the left end. */
    MemoryEnd connect(MemoryEnd.Party client) throws PeerUnreachableException {
        time.enter();
        try {
            if (closed || waiting.size() >= MAX) {
                throw new PeerUnreachableException(
                        "could not connect to "
                                + listener.address()
                                + (closed
                                        ? ": its listener was closed"
                                        : ": " + MAX + " connections wait there to be accepted"));
            }
            var both = MemoryEnd.connect(time, client.address().number(), client, listener);
            waiting.add(both.right());
            time.signal();
            return both.left();
        } finally {
            time.leave();
        }
    }

    /** Closes. Those that nobody has accepted are reset. */
    void close() {
        time.enter();
        try {
            if (!closed) {
                closed = true;
                onClose.run();
                waiting.forEach(MemoryEnd::abort);
                waiting.clear();
                time.signal();
            }
        } finally {
            time.leave();
        }
    }

    /** Tells from any thread whether it has not been closed. */
    boolean isOpen() {
        time.enter();
        try {
            return !isClosed();
        } finally {
            time.leave();
        }
    }

    // With the lock.

    boolean isClosed() {
        return closed;
    }

    /** Returns the next one; null if there is none. */
    @Nullable MemoryEnd poll() {
        return waiting.poll();
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }
}
