/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.internal.datagram;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrowsExactly;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.wholewire.ChannelClosedException;
import io.github.wholewire.ChannelException;
import io.github.wholewire.Codec;
import io.github.wholewire.CodecException;
import io.github.wholewire.Codecs;
import io.github.wholewire.FrameTooLongException;
import io.github.wholewire.MessageChannel;
import io.github.wholewire.PeerUnreachableException;
import io.github.wholewire.ReceiveTimeoutException;
import io.github.wholewire.contract.RecordingObserver;
import java.io.IOException;
import java.net.NoRouteToHostException;
import java.net.PortUnreachableException;
import java.net.SocketException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a transport's failures become. */
@Timeout(60)
class DatagramMessageChannelTest {
    private static final Duration MOMENT = Duration.ofMillis(20);

    private final RecordingObserver observer = new RecordingObserver();
    private final FakeTransport transport = new FakeTransport(FakeTransport.PEER);

    private <M> MessageChannel<M> open(Codec<M> codec, boolean skipsBad) {
        return new ConnectedChannel<>(
                transport,
                codec,
                new DatagramOptions(
                        10, Duration.ofSeconds(30), skipsBad, sender -> true, observer));
    }

    @ParameterizedTest
    @ValueSource(strings = {"No buffer space available", "Operation not permitted"})
    void goesOnWhenTheSystemRefusesADatagramForTheMoment(String errno) throws Exception {
        var channel = open(Codecs.bytes(), false);
        transport.sendFailure = new SocketException(errno);
        var refused = assertThrowsExactly(ChannelException.class, () -> channel.send(new byte[1]));
        assertTrue(refused.getMessage().contains(errno), refused::getMessage);
        assertTrue(refused.getMessage().contains("" + FakeTransport.PEER), refused::getMessage);
        assertSame(transport.sendFailure, refused.getCause());
        assertTrue(channel.isOpen());

        transport.sendFailure = null;
        channel.send(new byte[] {7});
        assertEquals(1, transport.outgoing.size(), "nothing of the refused one is left");
        assertArrayEquals(new byte[] {7}, transport.outgoing.get(0));
        assertEquals(1, observer.messagesSent.get());
        assertEquals(List.of("opened"), observer.eventsOf(channel));
    }

    @Test
    void tellsWhoCannotBeReached() throws Exception {
        var channel = open(Codecs.bytes(), false);
        for (IOException each :
                List.of(new PortUnreachableException(), new NoRouteToHostException("no route"))) {
            transport.sendFailure = each;
            assertThrowsExactly(PeerUnreachableException.class, () -> channel.send(new byte[1]));
        }
        var counted =
                assertThrowsExactly(
                        PeerUnreachableException.class,
                        () -> channel.sendAll(List.of(new byte[1], new byte[1])));
        assertTrue(counted.getMessage().startsWith("0 messages"), counted::getMessage);
        transport.sendFailure = null;
        channel.send(new byte[1]);
    }

    @Test
    void skipsWhatIsBad() throws Exception {
        var channel = open(Codecs.utf8(), true);
        transport.incoming.addAll(
                List.of(new byte[11], new byte[] {-1}, "good".getBytes(), new byte[12]));
        assertEquals("good", channel.receive());
        assertThrowsExactly(ReceiveTimeoutException.class, () -> channel.receive(MOMENT));
        assertEquals(
                List.of("opened", "dropped", "dropped", "dropped"), observer.eventsOf(channel));
        assertEquals(
                List.of(
                        FrameTooLongException.class,
                        CodecException.class,
                        FrameTooLongException.class),
                observer.reasonsOf(channel).stream().map(Object::getClass).toList());
        assertEquals(1, observer.messagesReceived.get());
    }

    @Test
    void keepsItsTimeUnderAFloodOfWhatIsBad() {
        transport.floods = true;
        Codec<String> fussy =
                Codec.of(
                        Codecs.utf8()::encode,
                        payload -> {
                            throw new IOException("no");
                        });
        var channel = open(fussy, true);
        assertThrowsExactly(ReceiveTimeoutException.class, () -> channel.receive(MOMENT));
        assertThrowsExactly(ReceiveTimeoutException.class, () -> channel.receive(Duration.ZERO));
    }

    @Test
    void warnsOnceAMinuteAndSaysHowMany() {
        var log = new SkippedLog(new Endpoint(transport, observer, this), 0);
        var reason = new CodecException("bad");
        assertEquals(1, log.add(reason, 0));
        assertEquals(0, log.add(reason, 1));
        assertEquals(0, log.add(reason, SkippedLog.PAUSE - 1));
        assertEquals(3, log.add(reason, SkippedLog.PAUSE));
        assertEquals(0, log.add(reason, SkippedLog.PAUSE + 1));
    }

    @Test
    void closesThoughItsTransportCannot() throws Exception {
        var channel = open(Codecs.bytes(), false);
        channel.close();
        assertFalse(channel.isOpen());
        assertThrowsExactly(ChannelClosedException.class, channel::receive);
        assertEquals(List.of("opened", "closed"), observer.eventsOf(channel));
    }

    @Test
    void hasNoPeerIfItIsBound() {
        var bound =
                new BoundChannel<>(
                        new FakeTransport(null),
                        Codecs.bytes(),
                        new DatagramOptions(10, MOMENT, true, sender -> true, observer)) {};
        assertThrowsExactly(IllegalStateException.class, bound::remoteAddress);
        assertEquals(FakeTransport.LOCAL, bound.localAddress());
        assertEquals(List.of("opened"), observer.eventsAt(FakeTransport.LOCAL));
    }
}
