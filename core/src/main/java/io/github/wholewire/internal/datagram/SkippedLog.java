/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.internal.datagram;

import io.github.wholewire.ChannelException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Warns of datagrams that are skipped: of the first, then at most once a minute, so that whoever
 * sends them cannot fill the log. Used with the turn to receive.
 */
final class SkippedLog {
    private static final Logger LOG = LoggerFactory.getLogger(SkippedLog.class);
    static final long PAUSE = TimeUnit.MINUTES.toNanos(1);

    private final Endpoint endpoint;
    private long last;
    private long count;

    SkippedLog(Endpoint endpoint, long now) {
        this.endpoint = endpoint;
        last = now - PAUSE;
    }

    /** Counts one; returns how many a warning told of, 0 if there was none. */
    long add(ChannelException reason, long now) {
        count++;
        if (now - last < PAUSE) {
            return 0;
        }
        LOG.warn(
                "datagrams skipped on {} since the last warning: {}, the latest one because: {}",
                endpoint,
                count,
                reason.getMessage());
        long told = count;
        last = now;
        count = 0;
        return told;
    }
}
