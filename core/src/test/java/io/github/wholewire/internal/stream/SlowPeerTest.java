/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.internal.stream;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.inOrder;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.github.wholewire.ChannelObserver;
import io.github.wholewire.Codecs;
import io.github.wholewire.MessageChannel;
import io.github.wholewire.Protocol;
import io.github.wholewire.SendTimeoutException;
import io.github.wholewire.contract.LengthPrefixed;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Collections;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** A peer that reads slowly, but reads. */
class SlowPeerTest {
    private static final int LENGTH = 100_000;
    private static final Protocol<byte[]> BYTES =
            Protocol.of(new LengthPrefixed(LENGTH), Codecs.bytes());

    private final ChannelObserver observer = mock(ChannelObserver.class);

    @Test
    void eachOfSeveralMessagesHasTheSendTimeout() throws Exception {
        int messages = 45;
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
        try (var channel = open(transport, 2000)) { // less than all take together
            channel.sendAll(Collections.nCopies(messages, new byte[LENGTH]));
        }
        verify(transport, times(messages)).write(any());
    }

    @Test
    void aSendThatIsLateAfterTheCloseIsNoFailure() throws Exception {
        ByteTransport transport = mock(ByteTransport.class);
        var channel = open(transport, 50);
        var shut = new CountDownLatch(1);
        doAnswer(
                        write -> {
                            channel.close();
                            shut.await(); // by the watchdog
                            throw new IOException("provoked by a test");
                        })
                .when(transport)
                .write(any());
        doAnswer(
                        shutdown -> {
                            shut.countDown();
                            return null;
                        })
                .when(transport)
                .shutdownOutput();

        assertThrows(SendTimeoutException.class, () -> channel.send(new byte[1]));

        var events = inOrder(observer);
        events.verify(observer).opened(any());
        events.verify(observer).closed(any());
        events.verifyNoMoreInteractions();
    }

    private MessageChannel<byte[]> open(ByteTransport transport, int sendTimeoutMillis) {
        when(transport.time()).thenReturn(SystemTime.SYSTEM);
        when(transport.remoteAddress()).thenReturn(new InetSocketAddress(0));
        return StreamChannel.open(
                transport,
                BYTES,
                new StreamOptions(
                        Duration.ofMillis(sendTimeoutMillis),
                        Duration.ofSeconds(20),
                        StreamOptions.OFF,
                        StreamOptions.OFF,
                        observer),
                null);
    }
}
