/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.internal.loop;

import io.github.wholewire.ChannelObserver;
import io.github.wholewire.internal.stream.SafeObserver;
import java.io.IOException;
import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/** What an observer is told of one connection, and when: a close last, though others go on. */
final class Observed {
    private final ChannelObserver observer;
    private final SocketAddress remote;

    /** What was sent, and has not been told yet. Guarded by the connection. */
    private int messages;

    private long bytes;

    private boolean tellingFailure;
    private boolean closed;

    private Observed(ChannelObserver observer, SocketAddress remote) {
        this.observer = SafeObserver.of(observer);
        this.remote = remote;
    }

    /** Returns null if nobody observes: most connections need none. */
    @SuppressWarnings("ReferenceEquality") // it is what is there if no observer was set
    static @Nullable Observed by(ChannelObserver observer, SocketAddress remote) {
        return observer == SafeObserver.NONE ? null : new Observed(observer, remote);
    }

    void opened() {
        observer.opened(remote);
    }

    void received(long length) {
        observer.received(length);
    }

    void dropped(IOException reason) {
        observer.dropped(remote, reason);
    }

    /** Messages were taken, and are written later. */
    void count(int count, long length) {
        messages += count;
        bytes += length;
    }

    /** What was taken is lost. */
    void forgetTaken() {
        messages = 0;
        bytes = 0;
    }

    /** Returns what there is to tell once nobody is kept waiting by it. */
    Sent takeSent() {
        Sent sent = messages == 0 ? Sent.NOTHING : new Sent(observer, messages, bytes);
        forgetTaken();
        return sent;
    }

    /** Tells of the first failure; a close in another thread meanwhile is told after it. */
    void failed(IOException cause) {
        synchronized (this) {
            if (closed) {
                return; // meanwhile
            }
            tellingFailure = true;
        }
        observer.failed(remote, cause);
        boolean closedMeanwhile;
        synchronized (this) {
            tellingFailure = false;
            closedMeanwhile = closed;
        }
        if (closedMeanwhile) {
            observer.closed(remote);
        }
    }

    void closed() {
        synchronized (this) {
            closed = true;
            if (tellingFailure) {
                return; // who tells of the failure does it
            }
        }
        observer.closed(remote);
    }

    /** What was sent. */
    record Sent(ChannelObserver observer, int messages, long bytes) {
        static final Sent NOTHING = new Sent(SafeObserver.NONE, 0, 0);

        void tell() {
            if (messages > 0) {
                observer.sent(messages, bytes);
            }
        }
    }
}
