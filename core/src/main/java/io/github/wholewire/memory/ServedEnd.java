/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.memory;

import static io.github.wholewire.internal.stream.StreamOptions.NEVER;
import static java.util.Objects.requireNonNull;

import io.github.wholewire.internal.loop.Poller;
import io.github.wholewire.internal.loop.Transport;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** An end that a loop drives. */
final class ServedEnd implements Transport, MemoryPoller.Source {
    private final MemoryEnd end;
    private final Timeline time;
    private final MemoryPoller poller;
    private Poller.@Nullable Waiting waiting;

    // Guarded by the network's lock.
    private boolean awaitsRead;
    private boolean awaitsWrite;
    private boolean closed;

    ServedEnd(MemoryEnd end, MemoryPoller poller) {
        this.end = end;
        this.poller = poller;
        time = end.time();
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        time.enter();
        try {
            return end.in().read(target);
        } finally {
            time.leave();
        }
    }

    @Override
    public int write(ByteBuffer source) throws IOException {
        time.enter();
        try {
            return end.out().write(source);
        } finally {
            time.leave();
        }
    }

    @Override
    public void shutdownOutput() {
        end.shutdownOutput();
    }

    @Override
    public void register(Poller.Waiting who) {
        waiting = who;
        poller.add(this);
    }

    @Override
    public void await(boolean readable, boolean writable) {
        time.enter();
        try {
            awaitsRead = readable;
            awaitsWrite = writable;
        } finally {
            time.leave();
        }
    }

    @Override
    public boolean isOpen() {
        time.enter();
        try {
            return !closed;
        } finally {
            time.leave();
        }
    }

    @Override
    public void close() {
        time.enter();
        try {
            closed = true;
            poller.remove(this);
            end.close();
        } finally {
            time.leave();
        }
    }

    @Override
    public void abort() {
        time.enter();
        try {
            if (!closed) {
                end.abort();
                close();
            }
        } finally {
            time.leave();
        }
    }

    @Override
    public SocketAddress localAddress() {
        return end.local();
    }

    @Override
    public SocketAddress remoteAddress() {
        return end.remote();
    }

    // For the poller.

    @Override
    public boolean isReadable() {
        return awaitsRead && end.in().isReadable();
    }

    @Override
    public boolean isWritable() {
        return awaitsWrite && end.out().isWritable();
    }

    @Override
    public long due() {
        return awaitsRead ? end.in().nextArrival() : NEVER;
    }

    @Override
    public Poller.Waiting waiting() {
        return requireNonNull(waiting);
    }
}
