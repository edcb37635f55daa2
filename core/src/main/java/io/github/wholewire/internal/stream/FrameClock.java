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
    private final long timeoutNanos;
    private final long progressNanos;
    private long frame = -1;
    private long begun;

    FrameClock(StreamOptions options) {
        timeoutNanos = StreamOptions.nanos(options.frameTimeout());
        progressNanos = StreamOptions.nanos(options.frameProgressTimeout());
    }

    /** Returns when the next read must bring something. */
    long deadline(MessageDecoder<?> decoder) {
        if (shortest() == StreamOptions.NEVER || !decoder.isInsideFrame()) {
            return StreamOptions.NEVER;
        }
        long now = System.nanoTime();
        if (frame != decoder.consumed()) {
            frame = decoder.consumed();
            begun = now;
        }
        return now + Math.max(0, Math.min(progressNanos, timeoutNanos - (now - begun)));
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
