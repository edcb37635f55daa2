/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.contract;

import io.github.wholewire.ChannelObserver;
import java.time.Duration;
import java.time.temporal.ChronoUnit;

/**
 * How both ends of a link behave.
 *
 * @param sendTimeout as the transport's option of that name, like all the others
 * @param closeTimeout likewise
 * @param frameTimeout likewise
 * @param frameProgressTimeout likewise
 * @param observer told of both ends
 */
public record Settings(
        Duration sendTimeout,
        Duration closeTimeout,
        Duration frameTimeout,
        Duration frameProgressTimeout,
        ChannelObserver observer) {
    /** No limit. */
    public static final Duration OFF = ChronoUnit.FOREVER.getDuration();

    /** Times so long that a test which waits for one fails. */
    public static final Settings PATIENT =
            new Settings(
                    Duration.ofMinutes(10),
                    Duration.ofMinutes(10),
                    OFF,
                    OFF,
                    new ChannelObserver() {});

    public Settings sendTimeout(long millis) {
        return new Settings(
                Duration.ofMillis(millis),
                closeTimeout,
                frameTimeout,
                frameProgressTimeout,
                observer);
    }

    public Settings closeTimeout(long millis) {
        return new Settings(
                sendTimeout,
                Duration.ofMillis(millis),
                frameTimeout,
                frameProgressTimeout,
                observer);
    }

    public Settings frameTimeout(long millis) {
        return new Settings(
                sendTimeout,
                closeTimeout,
                Duration.ofMillis(millis),
                frameProgressTimeout,
                observer);
    }

    public Settings frameProgressTimeout(long millis) {
        return new Settings(
                sendTimeout, closeTimeout, frameTimeout, Duration.ofMillis(millis), observer);
    }

    public Settings observer(ChannelObserver watching) {
        return new Settings(
                sendTimeout, closeTimeout, frameTimeout, frameProgressTimeout, watching);
    }
}
