/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.internal.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.github.wholewire.ChannelObserver;
import io.github.wholewire.Codecs;
import io.github.wholewire.Protocol;
import io.github.wholewire.ServeOptions;
import io.github.wholewire.contract.Lines;
import io.github.wholewire.internal.stream.StreamOptions;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The order in which an observer is told, whoever closes meanwhile. */
class ObservedTest {
    private static final SocketAddress ADDRESS = new InetSocketAddress(1);

    private final List<String> events = new ArrayList<>();
    private final ChannelObserver observer =
            new ChannelObserver() {
                @Override
                public void opened(SocketAddress remote) {
                    events.add("opened");
                }

                @Override
                public void failed(SocketAddress remote, IOException cause) {
                    events.add("failed");
                }

                @Override
                public void closed(SocketAddress remote) {
                    events.add("closed");
                }
            };

    /** It came when the loop had found out that it was open, and had not told of it yet. */
    @Test
    void tellsOfNoFailureAfterAClose() throws IOException {
        Observed observed = Observed.by(observer, ADDRESS);
        observed.closed();
        observed.failed(new IOException("late"));
        assertEquals(List.of("closed"), events);
    }

    /** Whoever stops the server may find a connection as soon as it is registered. */
    @Test
    void tellsOfTheOpeningBeforeAnAbortDuringIt() {
        Poller poller = mock(Poller.class);
        when(poller.newCarrier(any(), any())).thenCallRealMethod();
        var stream = StreamOptions.DEFAULTS;
        var settings =
                new LoopSettings(
                        new StreamOptions(
                                stream.sendTimeout(),
                                Duration.ZERO,
                                stream.frameTimeout(),
                                stream.frameProgressTimeout(),
                                observer),
                        ServeOptions.defaults());
        EventLoop loop = new EventLoop("opening", poller, settings);
        Transport transport = mock(Transport.class);
        when(transport.remoteAddress()).thenReturn(ADDRESS);
        doAnswer(
                        call -> {
                            call.<Link>getArgument(0).abort();
                            return null;
                        })
                .when(transport)
                .register(any());
        Handle.open(
                new Link(loop, transport, () -> {}),
                Protocol.of(new Lines(10), Codecs.utf8()),
                connection -> message -> {});
        assertEquals(List.of("opened", "closed"), events);
        loop.abandon();
    }
}
