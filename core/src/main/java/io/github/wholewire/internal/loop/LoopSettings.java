/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.internal.loop;

import io.github.wholewire.ChannelObserver;
import io.github.wholewire.ServeOptions;
import io.github.wholewire.internal.stream.StreamOptions;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;

/** What holds for all connections of a server; times in nanoseconds, as System.nanoTime counts. */
final class LoopSettings {
    /** Deadlines are looked at no more often than this. */
    private static final long FINEST_TICK = TimeUnit.MILLISECONDS.toNanos(10);

    /** And noticed no later than this. */
    private static final long COARSEST_TICK = TimeUnit.SECONDS.toNanos(1);

    final int maxConnections;
    final int highWaterMark;
    final int lowWaterMark;
    final boolean allowHalfOpen;
    final ChannelObserver observer;
    final long sendTimeout;
    final long closeTimeout;
    final long frameTimeout;
    final long frameProgressTimeout;
    final long readIdle;
    final long writeIdle;
    final long idle;

    /** How late a deadline may be noticed. */
    final long tick;

    LoopSettings(StreamOptions stream, ServeOptions serve) {
        maxConnections =
                serve.maxConnections() == ServeOptions.SYSTEM_LIMIT
                        ? DescriptorLimit.forConnections()
                        : serve.maxConnections();
        highWaterMark = serve.highWaterMark();
        lowWaterMark = serve.lowWaterMark();
        allowHalfOpen = serve.allowHalfOpen();
        observer = stream.observer();
        sendTimeout = StreamOptions.nanos(stream.sendTimeout());
        closeTimeout = StreamOptions.nanos(stream.closeTimeout());
        frameTimeout = StreamOptions.nanos(stream.frameTimeout());
        frameProgressTimeout = StreamOptions.nanos(stream.frameProgressTimeout());
        readIdle = StreamOptions.nanos(serve.readIdleTimeout());
        writeIdle = StreamOptions.nanos(serve.writeIdleTimeout());
        idle = StreamOptions.nanos(serve.idleTimeout());
        long shortest =
                LongStream.of(
                                sendTimeout,
                                closeTimeout,
                                frameTimeout,
                                frameProgressTimeout,
                                readIdle,
                                writeIdle,
                                idle)
                        .min()
                        .getAsLong();
        tick = Math.max(FINEST_TICK, Math.min(shortest / 16, COARSEST_TICK));
    }

    boolean watchesIdleness() {
        return Math.min(idle, Math.min(readIdle, writeIdle)) != StreamOptions.NEVER;
    }

    boolean watchesFrames() {
        return Math.min(frameTimeout, frameProgressTimeout) != StreamOptions.NEVER;
    }

    /** What a frame has not done in time. */
    String lateFrame() {
        return "no byte for "
                + text(frameProgressTimeout)
                + ", or no whole frame within "
                + text(frameTimeout)
                + ",";
    }

    static String text(long nanos) {
        return nanos == StreamOptions.NEVER ? "ever" : Duration.ofNanos(nanos).toMillis() + " ms";
    }
}
