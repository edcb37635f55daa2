/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.internal.stream;

import io.github.wholewire.ChannelObserver;
import java.io.IOException;
import java.net.SocketAddress;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Tells an observer how a connection ends: of one failure at most, and then, exactly once and last,
 * that it was closed. Threads never wait for each other: who closes while a failure is being told
 * leaves the rest to the one who tells it.
 */
final class Ending {
    private enum State {
        OPEN,
        FAILING,
        FAILED,
        CLOSED
    }

    private final ChannelObserver observer;
    private final SocketAddress remote;
    private final AtomicReference<State> state = new AtomicReference<>(State.OPEN);

    Ending(ChannelObserver observer, SocketAddress remote) {
        this.observer = observer;
        this.remote = remote;
    }

    /** Tells of the first failure, unless it has been closed. Returns whether it did. */
    boolean failed(IOException cause) {
        if (!state.compareAndSet(State.OPEN, State.FAILING)) {
            return false;
        }
        observer.failed(remote, cause);
        if (!state.compareAndSet(State.FAILING, State.FAILED)) {
            observer.closed(remote);
        }
        return true;
    }

    /** Tells that it was closed; called once. */
    void closed() {
        if (state.getAndSet(State.CLOSED) != State.FAILING) {
            observer.closed(remote);
        }
    }
}
