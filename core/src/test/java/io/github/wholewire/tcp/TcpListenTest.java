/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.tcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertThrowsExactly;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.wholewire.ChannelClosedException;
import io.github.wholewire.ChannelException;
import io.github.wholewire.ChannelInterruptedException;
import io.github.wholewire.Codecs;
import io.github.wholewire.PeerUnreachableException;
import io.github.wholewire.Protocol;
import io.github.wholewire.ReceiveTimeoutException;
import io.github.wholewire.ServerMessageChannel;
import io.github.wholewire.contract.LengthPrefixed;
import io.github.wholewire.contract.Threads;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TcpListenTest {
    private static final Protocol<String> TEXT =
            Protocol.of(new LengthPrefixed(100), Codecs.utf8());
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Duration MOMENT = Duration.ofMillis(1);

    private ServerMessageChannel<String> listener;

    @BeforeEach
    void listen() throws IOException {
        listener = Tcp.listen(TcpNetwork.IPV4.anyPort(), TEXT);
    }

    @AfterEach
    void close() throws IOException {
        listener.close();
    }

    private void assertAccepts() throws IOException {
        try (var client = Tcp.connect(listener.localAddress(), TEXT);
                var peer = listener.accept(LONG)) {
            client.send("hello");
            assertEquals("hello", peer.receive());
        }
    }

    @Test
    void tellsThePortThatItTook() throws Exception {
        assertNotEquals(0, ((InetSocketAddress) listener.localAddress()).getPort());
        assertTrue(listener.isOpen());
        assertAccepts();
    }

    @Test
    void tellsThatAPortIsTaken() throws Exception {
        var taken =
                assertThrowsExactly(
                        ChannelException.class, () -> Tcp.listen(listener.localAddress(), TEXT));
        assertTrue(
                taken.getMessage().contains(listener.localAddress().toString()), taken::getMessage);
        assertAccepts();
    }

    @Test
    void tellsThatAnAddressIsNotThisHosts() {
        var foreign = new InetSocketAddress("192.0.2.1", 0); // for documentation, RFC 5737
        assertThrowsExactly(ChannelException.class, () -> Tcp.listen(foreign, TEXT));
    }

    @Test
    void listensAgainOnAPortWhoseConnectionsEndedLately() throws Exception {
        var address = listener.localAddress();
        try (var client = Tcp.connect(address, TEXT)) {
            listener.accept().close(); // who closes first has to wait for late segments
            assertNull(client.receive());
        }
        listener.close();
        listener = Tcp.listen(address, TEXT);
        assertAccepts();
    }

    @Test
    void refusesWhatIsNoAddressToListenOn() {
        var unresolved = InetSocketAddress.createUnresolved("no-such-host.invalid", 0);
        assertThrows(IllegalArgumentException.class, () -> Tcp.listen(unresolved, TEXT));
        assertThrows(
                IllegalArgumentException.class, () -> Tcp.listen(new NoInternetAddress(), TEXT));
    }

    @Test
    void refusesNull() throws Exception {
        var any = TcpNetwork.IPV4.anyPort();
        assertThrows(NullPointerException.class, () -> Tcp.listen(null, TEXT));
        assertThrows(NullPointerException.class, () -> Tcp.listen(any, null));
        assertThrows(NullPointerException.class, () -> Tcp.listen(any, TEXT, null));
        assertThrows(NullPointerException.class, () -> listener.accept(null));
        assertThrows(NullPointerException.class, () -> listener.acceptEach(null, peer -> {}));
        assertThrows(NullPointerException.class, () -> listener.acceptEach(Runnable::run, null));
    }

    @Test
    void acceptsBothFamiliesOnTheWildcardAddress() throws Exception {
        try (var both = Tcp.listen(new InetSocketAddress(0), TEXT)) {
            int port = ((InetSocketAddress) both.localAddress()).getPort();
            for (String address : List.of("127.0.0.1", "::1")) {
                try (var client = Tcp.connect(address, port, TEXT);
                        var peer = both.accept(LONG)) {
                    client.send(address);
                    assertEquals(address, peer.receive());
                }
            }
        }
    }

    @Test
    void refusesTheOtherFamilyWhenRestricted() throws Exception {
        var onlyIpv4 = TcpOptions.builder().family(StandardProtocolFamily.INET).build();
        try (var restricted = Tcp.listen(new InetSocketAddress(0), TEXT, onlyIpv4)) {
            int port = ((InetSocketAddress) restricted.localAddress()).getPort();
            assertThrowsExactly(
                    PeerUnreachableException.class, () -> Tcp.connect("::1", port, TEXT));
            try (var client = Tcp.connect("127.0.0.1", port, TEXT);
                    var peer = restricted.accept(LONG)) {
                peer.send("hello");
                assertEquals("hello", client.receive());
            }
        }
        var ipv6 = new InetSocketAddress(InetAddress.getByName("::1"), 0);
        assertThrows(IllegalArgumentException.class, () -> Tcp.listen(ipv6, TEXT, onlyIpv4));
    }

    @Test
    void givesUpAcceptingInTimeAndGoesOn() throws Exception {
        assertThrowsExactly(ReceiveTimeoutException.class, () -> listener.accept(MOMENT));
        assertThrowsExactly(ReceiveTimeoutException.class, () -> listener.accept(Duration.ZERO));
        assertThrows(IllegalArgumentException.class, () -> listener.accept(Duration.ofNanos(-1)));
        assertAccepts();
    }

    @ParameterizedTest
    @EnumSource
    void timesOutBehindAnotherThreadThatAccepts(Threads threads) throws Exception {
        var accepting = threads.call(listener::accept).awaitBlocked();
        assertThrowsExactly(ReceiveTimeoutException.class, () -> listener.accept(MOMENT));
        try (var client = Tcp.connect(listener.localAddress(), TEXT);
                var peer = accepting.result()) {
            assertEquals(client.localAddress(), peer.remoteAddress());
        }
    }

    @ParameterizedTest
    @EnumSource
    void closingWakesThoseWhoAccept(Threads threads) throws Exception {
        var accepting = threads.call(listener::accept).awaitBlocked();
        var waiting = threads.call(listener::accept).awaitBlocked();
        var address = listener.localAddress();
        listener.close();
        listener.close();
        accepting.failure(ChannelClosedException.class);
        waiting.failure(ChannelClosedException.class);
        assertFalse(listener.isOpen());
        assertEquals(address, listener.localAddress());
        assertThrowsExactly(ChannelClosedException.class, listener::accept);
        assertThrowsExactly(ChannelClosedException.class, () -> listener.accept(LONG));
        listener.acceptEach(Runnable::run, peer -> {});
    }

    @ParameterizedTest
    @EnumSource
    void closingWakesThoseWhoAcceptInTime(Threads threads) throws Exception {
        var accepting = threads.call(() -> listener.accept(LONG)).awaitBlocked();
        listener.close();
        accepting.failure(ChannelClosedException.class);
    }

    @ParameterizedTest
    @EnumSource
    void closesWhenInterruptedWhileAccepting(Threads threads) throws Exception {
        for (boolean timed : new boolean[] {false, true}) {
            var accepting =
                    threads.call(() -> timed ? listener.accept(LONG) : listener.accept())
                            .awaitBlocked();
            accepting.interrupt();
            accepting.failure(ChannelInterruptedException.class);
            assertTrue(accepting.wasFlagKept());
            assertFalse(listener.isOpen());
            assertThrowsExactly(ChannelClosedException.class, listener::accept);
            listen();
        }
    }

    @ParameterizedTest
    @EnumSource
    void livesWhenInterruptedBeforeItsTurnToAccept(Threads threads) throws Exception {
        var entered =
                threads.call(() -> {
                    Thread.currentThread().interrupt();
                    return listener.accept();
                });
        entered.failure(ChannelInterruptedException.class);
        assertTrue(entered.wasFlagKept());
        assertAccepts();

        var accepting = threads.call(listener::accept).awaitBlocked();
        var waiting = threads.call(listener::accept).awaitBlocked();
        waiting.interrupt();
        waiting.failure(ChannelInterruptedException.class);
        assertTrue(waiting.wasFlagKept());
        assertTrue(listener.isOpen());
        try (var client = Tcp.connect(listener.localAddress(), TEXT);
                var peer = accepting.result()) {
            assertEquals(client.localAddress(), peer.remoteAddress());
        }
    }

    @Test
    void closingLeavesOpenWhatItAccepted() throws Exception {
        try (var client = Tcp.connect(listener.localAddress(), TEXT);
                var peer = listener.accept()) {
            listener.close();
            client.send("hello");
            assertEquals("hello", peer.receive());
            peer.send("still here");
            assertEquals("still here", client.receive());
        }
    }

    private static final class NoInternetAddress extends SocketAddress {
        private static final long serialVersionUID = 1L;
    }
}
