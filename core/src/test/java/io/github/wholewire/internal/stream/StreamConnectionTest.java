/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.internal.stream;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrowsExactly;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.github.wholewire.ChannelClosedException;
import io.github.wholewire.ChannelException;
import io.github.wholewire.contract.Call;
import io.github.wholewire.contract.Threads;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** What several threads see of one connection at the same moment. */
class StreamConnectionTest {
    private static final int TRIALS = 300;

    private static StreamConnection open() {
        ByteTransport transport = mock(ByteTransport.class);
        when(transport.time()).thenReturn(SystemTime.SYSTEM);
        return new StreamConnection(transport, StreamOptions.DEFAULTS, new Object(), null);
    }

    @Test
    void tellsTheCauseOfACloseFromTheFirstMoment() throws Exception {
        for (int trial = 0; trial < TRIALS; trial++) {
            StreamConnection connection = open();
            var cause = new ChannelException("provoked by a test");
            var start = new CountDownLatch(1);
            Call<ChannelClosedException> refused =
                    Threads.PLATFORM.call(() -> {
                        start.countDown();
                        return useUntilClosed(connection);
                    });
            start.await();
            connection.closedBy(cause);
            assertSame(cause, refused.result().getCause());
        }
    }

    private static ChannelClosedException useUntilClosed(StreamConnection connection) {
        while (true) {
            try {
                connection.requireOpen();
            } catch (ChannelClosedException e) {
                return e;
            }
        }
    }

    @Test
    void keepsOneFirstFailureOfTwoAtOnce() throws Exception {
        for (int trial = 0; trial < TRIALS; trial++) {
            StreamConnection connection = open();
            var start = new CountDownLatch(2);
            Call<ChannelException> reading = failing(connection, "reading", start);
            Call<ChannelException> writing = failing(connection, "writing", start);
            ChannelException one = reading.result();
            ChannelException other = writing.result();
            Throwable first =
                    assertThrowsExactly(one.getClass(), connection::requirePeer).getCause();
            assertInstanceOf(ChannelException.class, first);
            for (ChannelException each : new ChannelException[] {one, other}) {
                assertSame(first, each == first ? each : each.getCause());
            }
            connection.abort();
        }
    }

    private static Call<ChannelException> failing(
            StreamConnection connection, String action, CountDownLatch start) {
        return Threads.PLATFORM.call(() -> {
            start.countDown();
            while (start.getCount() > 0) {
                Thread.onSpinWait();
            }
            return connection.failure(action, new IOException("Connection reset"));
        });
    }
}
