/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.memory;

import static io.github.wholewire.internal.stream.StreamOptions.NEVER;
import static java.util.Objects.requireNonNull;

import io.github.wholewire.internal.loop.Listener;
import io.github.wholewire.internal.loop.Poller;
import io.github.wholewire.internal.loop.Transport;
import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/** A backlog that a loop accepts from. */
final class ServedBacklog implements Listener<MemoryPoller>, MemoryPoller.Source {
    private final Backlog backlog;
    private final Timeline time;
    private Poller.@Nullable Waiting waiting;
    private boolean awaits;

    ServedBacklog(Backlog backlog) {
        this.backlog = backlog;
        time = backlog.time;
    }

    @Override
    public void register(MemoryPoller poller, Poller.Waiting who) {
        waiting = who;
        poller.add(this);
    }

    @Override
    public void await(boolean on) {
        time.enter();
        try {
            awaits = on;
        } finally {
            time.leave();
        }
    }

    @Override
    public @Nullable Incoming<MemoryPoller> accept() {
        time.enter();
        try {
            MemoryEnd end = backlog.poll();
            return end == null ? null : new Arrival(end);
        } finally {
            time.leave();
        }
    }

    @Override
    public boolean isOpen() {
        return backlog.isOpen();
    }

    @Override
    public void close() {
        backlog.close();
    }

    @Override
    public SocketAddress localAddress() {
        return backlog.listener.address();
    }

    // For the poller.

    @Override
    public boolean isReadable() {
        return awaits && !backlog.isEmpty();
    }

    @Override
    public boolean isWritable() {
        return false;
    }

    @Override
    public long due() {
        return NEVER;
    }

    @Override
    public Poller.Waiting waiting() {
        return requireNonNull(waiting);
    }

    @Override
    public String toString() {
        return localAddress().toString();
    }

    /** A connection that nobody serves yet. */
    private record Arrival(MemoryEnd end) implements Incoming<MemoryPoller> {
        @Override
        public Transport open(MemoryPoller poller) {
            return new ServedEnd(end, poller);
        }

        @Override
        public void refuse() {
            end.abort();
        }

        @Override
        public String toString() {
            return end.local() + " -> " + end.remote();
        }
    }
}
