/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.internal.stream;

import io.github.wholewire.MessageDecoder;
import java.util.concurrent.TimeUnit;

/**
 * Tells when the frame under way is late. Not thread-safe: used by whoever has the turn to receive.
 */
final class FrameClock {
    private final TimeSource time;
    private final long timeoutNanos;
    private final long progressNanos;

    /** The frame under way, by its place in the stream. */
    private long frame = -1;

    /** How long reads have waited for it, and for its next byte. */
    private long waited;

    private long still;

    private boolean running;
    private long started;

    FrameClock(TimeSource time, StreamOptions options) {
        this.time = time;
        timeoutNanos = StreamOptions.nanos(options.frameTimeout());
        progressNanos = StreamOptions.nanos(options.frameProgressTimeout());
    }

    /** Returns when the read that starts must bring something. */
    long start(MessageDecoder<?> decoder) {
        running = shortest() != StreamOptions.NEVER && decoder.isInsideFrame();
        if (!running) {
            return StreamOptions.NEVER;
        }
        if (frame != decoder.consumed()) {
            frame = decoder.consumed();
            waited = 0;
            still = 0;
        }
        started = time.now();
        return started + Math.max(0, Math.min(progressNanos - still, timeoutNanos - waited));
    }

    /** The read has ended: until the next one, nobody waits. */
    void stop(boolean progress) {
        if (running) {
            long took = time.now() - started;
            waited += took;
            still = progress ? 0 : still + took;
        }
    }

    long shortest() {
        return Math.min(timeoutNanos, progressNanos);
    }

    @Override
    public String toString() {
        return "no byte for "
                + text(progressNanos)
                + ", or no whole frame within "
                + text(timeoutNanos)
                + ",";
    }

    private static String text(long nanos) {
        return nanos == StreamOptions.NEVER ? "ever" : TimeUnit.NANOSECONDS.toMillis(nanos) + " ms";
    }
}
