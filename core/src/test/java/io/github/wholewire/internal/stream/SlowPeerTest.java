/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.internal.stream;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;

import io.github.wholewire.Codecs;
import io.github.wholewire.Protocol;
import io.github.wholewire.contract.LengthPrefixed;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Collections;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** A peer that reads slowly, but reads. */
class SlowPeerTest {
    private static final int LENGTH = 100_000;
    private static final Protocol<byte[]> BYTES =
            Protocol.of(new LengthPrefixed(LENGTH), Codecs.bytes());

    @Test
    void eachOfSeveralMessagesHasTheSendTimeout() throws Exception {
        int messages = 30;
        ByteTransport transport = mock(ByteTransport.class);
        doAnswer(
                        write -> {
                            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
                            ByteBuffer source = write.getArgument(0);
                            source.position(source.limit());
                            return null;
                        })
                .when(transport)
                .write(any());
        Duration shorterThanAll = Duration.ofSeconds(1);
        var options =
                new StreamOptions(
                        shorterThanAll,
                        Duration.ZERO,
                        StreamOptions.OFF,
                        StreamOptions.OFF,
                        StreamOptions.DEFAULTS.observer());
        try (var channel = StreamChannel.open(transport, BYTES, options)) {
            channel.sendAll(Collections.nCopies(messages, new byte[LENGTH]));
        }
        verify(transport, times(messages)).write(any());
    }
}
