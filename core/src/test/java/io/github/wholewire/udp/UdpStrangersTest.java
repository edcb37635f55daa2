/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.udp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrowsExactly;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.wholewire.ChannelInterruptedException;
import io.github.wholewire.CodecException;
import io.github.wholewire.Codecs;
import io.github.wholewire.Datagram;
import io.github.wholewire.FrameTooLongException;
import io.github.wholewire.MessageChannel;
import io.github.wholewire.ReceiveTimeoutException;
import io.github.wholewire.contract.RecordingObserver;
import io.github.wholewire.contract.Threads;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What anybody may send to a bound channel, and what its observer is told of it. */
@Timeout(60)
class UdpStrangersTest {
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final InetSocketAddress ANY_PORT = new InetSocketAddress("127.0.0.1", 0);
    private static final byte[] NO_TEXT = {-1};

    private final RecordingObserver observer = new RecordingObserver();
    private final UdpOptions.Builder options =
            UdpOptions.builder().maxFrameLength(10).observer(observer);

    @Test
    @SuppressWarnings("try") // closing early is the point
    void skipsWhatIsBadAndCountsIt() throws Exception {
        try (var server = Udp.bind(ANY_PORT, Codecs.utf8(), options.build());
                var stranger = Udp.connect(server.localAddress(), Codecs.bytes())) {
            stranger.send(new byte[11]);
            stranger.send(NO_TEXT);
            stranger.send("good".getBytes(UTF_8));
            stranger.send(new byte[65_507]);
            stranger.send(new byte[10]);

            Datagram<String> good = server.receive(LONG);
            assertEquals("good", good.message());
            assertEquals(stranger.localAddress(), good.peer());
            assertEquals(10, server.receive(LONG).message().length());
            assertThrowsExactly(ReceiveTimeoutException.class, () -> server.receive(Duration.ZERO));

            assertEquals(2, observer.messagesReceived.get());
            assertEquals(14, observer.bytesReceived.get());
            var sender = stranger.localAddress();
            assertEquals(List.of("dropped", "dropped", "dropped"), observer.eventsAt(sender));
            var reasons = observer.reasonsAt(sender);
            assertInstanceOf(FrameTooLongException.class, reasons.get(0));
            assertInstanceOf(CodecException.class, reasons.get(1));
            assertInstanceOf(FrameTooLongException.class, reasons.get(2));
            assertEquals(List.of("opened"), observer.eventsAt(server.localAddress()));
            server.close();
            assertEquals(List.of("opened", "closed"), observer.eventsAt(server.localAddress()));
        }
    }

    @Test
    void throwsWhatIsBadIfItShall() throws Exception {
        UdpOptions strict = options.skipBadDatagrams(false).build();
        try (var server = Udp.bind(ANY_PORT, Codecs.utf8(), strict);
                var stranger = Udp.connect(server.localAddress(), Codecs.bytes())) {
            stranger.send(new byte[11]);
            stranger.send(NO_TEXT);
            stranger.send(new byte[1]);
            assertThrowsExactly(FrameTooLongException.class, server::receive);
            assertThrowsExactly(CodecException.class, server::receive);
            assertEquals(1, server.receive(LONG).message().length());
            assertEquals(List.of("dropped", "dropped"), observer.eventsAt(stranger.localAddress()));
        }
    }

    @Test
    void connectedChannelThrowsUnlessItShallSkip() throws Exception {
        try (var server = Udp.bind(ANY_PORT, Codecs.bytes());
                var strict = Udp.connect(server.localAddress(), Codecs.utf8());
                var lenient =
                        Udp.connect(
                                server.localAddress(),
                                Codecs.utf8(),
                                options.skipBadDatagrams(true).build())) {
            for (MessageChannel<?> each : List.of(strict, lenient)) {
                server.send(new Datagram<>(NO_TEXT, each.localAddress()));
                server.send(new Datagram<>("ok".getBytes(UTF_8), each.localAddress()));
            }
            assertThrowsExactly(CodecException.class, strict::receive);
            assertEquals("ok", strict.receive(LONG));
            assertEquals("ok", lenient.receive(LONG));
            assertEquals(List.of("opened", "dropped"), observer.eventsOf(lenient));
        }
    }

    @Test
    void receivesFromThoseWhomItAccepts() throws Exception {
        try (var friend = Udp.bind(ANY_PORT, Codecs.utf8());
                var server =
                        Udp.bind(
                                ANY_PORT,
                                Codecs.utf8(),
                                options.acceptFrom(friend.localAddress()::equals).build());
                var stranger = Udp.connect(server.localAddress(), Codecs.utf8())) {
            stranger.send("let me in");
            friend.send(new Datagram<>("hi", server.localAddress()));
            stranger.send("please");
            assertEquals("hi", server.receive(LONG).message());
            assertThrowsExactly(ReceiveTimeoutException.class, () -> server.receive(Duration.ZERO));
            assertEquals(
                    List.of("filtered", "filtered"), observer.eventsAt(stranger.localAddress()));
            assertEquals(1, observer.messagesReceived.get());
        }
    }

    @Test
    void tellsItsObserverWhyItClosed() throws Exception {
        try (var server = Udp.bind(ANY_PORT, Codecs.utf8(), options.build())) {
            var receiving = Threads.PLATFORM.call(server::receive).awaitBlocked();
            receiving.interrupt();
            var interrupted = receiving.failure(ChannelInterruptedException.class);
            SocketAddress name = server.localAddress();
            assertEquals(List.of("opened", "failed", "closed"), observer.eventsAt(name));
            assertEquals(List.of(interrupted), observer.reasonsAt(name));
        }
    }

    /** Nobody waits for anybody, so much is lost; what comes through must be whole, and good. */
    @Test
    void survivesAFloodFromManySenders() throws Exception {
        int senders = 50;
        int wanted = 2_000;
        var over = new AtomicBoolean();
        try (var server = Udp.bind(ANY_PORT, Codecs.utf8(), options.build())) {
            var flood =
                    Threads.PLATFORM.run(() -> flood(server.localAddress(), senders, over::get));
            for (int i = 0; i < wanted; i++) {
                String message = server.receive(LONG).message();
                assertTrue(message.matches("good \\d+"), message);
            }
            assertTrue(server.isOpen());
            over.set(true);
            flood.result();
        }
        assertEquals(wanted, observer.messagesReceived.get());
    }

    private static void flood(SocketAddress target, int senders, BooleanSupplier isOver)
            throws IOException {
        var random = new Random(1);
        List<DatagramChannel> sockets = new ArrayList<>();
        try {
            for (int i = 0; i < senders; i++) {
                sockets.add(DatagramChannel.open().bind(ANY_PORT));
            }
            while (!isOver.getAsBoolean()) {
                int sender = random.nextInt(senders);
                byte[] junk = new byte[11 + random.nextInt(2_000)];
                byte[] notText = {-1, (byte) random.nextInt()};
                byte[] good = ("good " + sender).getBytes(UTF_8);
                var each = List.of(junk, notText, good).get(random.nextInt(3));
                sockets.get(sender).send(ByteBuffer.wrap(each), target);
            }
        } finally {
            for (DatagramChannel each : sockets) {
                each.close();
            }
        }
    }

    @Test
    void countsWhatItSends() throws Exception {
        try (var server = Udp.bind(ANY_PORT, Codecs.utf8(), options.build());
                var peer = Udp.bind(ANY_PORT, Codecs.utf8())) {
            var to = new Datagram<>("", peer.localAddress());
            server.send(to.reply("abc"));
            server.sendAll(Collections.nCopies(3, to.reply("de")));
            var failure =
                    assertThrowsExactly(
                            FrameTooLongException.class,
                            () -> server.sendAll(List.of(to, to.reply("12345678901"), to)));
            assertTrue(failure.getMessage().startsWith("1 messages"), failure::getMessage);
            assertEquals(5, observer.messagesSent.get());
            assertEquals(9, observer.bytesSent.get());
        }
    }
}
