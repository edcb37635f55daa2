/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.races;

import io.github.wholewire.internal.stream.ByteTransport;
import io.github.wholewire.internal.stream.TimeSource;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A transport on which one frame has arrived and the peer finishes once two reads of what still
 * comes in have been in vain, so that a close is left to the watchdog. Counts what must happen
 * once.
 */
final class OneFrame implements ByteTransport, TimeSource {
    private static final SocketAddress NOWHERE = new InetSocketAddress(0);

    final AtomicInteger shutdowns = new AtomicInteger();
    final AtomicInteger releases = new AtomicInteger();

    /** Two threads discarded at a time, or one did after the release. */
    volatile boolean clashed;

    private final AtomicInteger discarding = new AtomicInteger();
    private int discards;
    private volatile Timed close;

    /** Does what the watchdog does each time it looks; returns whether it would do so again. */
    boolean look() {
        Timed watched = close;
        return watched != null && watched.look(now());
    }

    @Override
    public int read(ByteBuffer target) {
        target.putShort((short) 2).put((byte) 'a').put((byte) 'a');
        return 4;
    }

    @Override
    public int read(ByteBuffer target, int timeoutMillis) {
        return read(target);
    }

    @Override
    public void write(ByteBuffer source) {
        source.position(source.limit());
    }

    @Override
    public void shutdownOutput() {
        shutdowns.incrementAndGet();
    }

    @Override
    public boolean discard() {
        if (discarding.getAndIncrement() > 0 || releases.get() > 0) {
            clashed = true;
        }
        discards++;
        boolean over = discards > 2;
        discarding.getAndDecrement();
        return over;
    }

    @Override
    public void close() {
        releases.incrementAndGet();
    }

    @Override
    public void abort() {
        releases.incrementAndGet();
    }

    @Override
    public TimeSource time() {
        return this;
    }

    @Override
    public SocketAddress localAddress() {
        return NOWHERE;
    }

    @Override
    public SocketAddress remoteAddress() {
        return NOWHERE;
    }

    @Override
    public long now() {
        return 0;
    }

    @Override
    public void watch(Timed calls) {}

    @Override
    public void forget(Timed calls) {}

    @Override
    public void watchClose(Timed toBeDone) {
        close = toBeDone;
    }
}
