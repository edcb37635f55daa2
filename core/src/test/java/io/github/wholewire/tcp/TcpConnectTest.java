/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.tcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertThrowsExactly;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.wholewire.ChannelException;
import io.github.wholewire.ChannelInterruptedException;
import io.github.wholewire.Codecs;
import io.github.wholewire.PeerUnreachableException;
import io.github.wholewire.Protocol;
import io.github.wholewire.contract.LengthPrefixed;
import io.github.wholewire.contract.Threads;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.net.StandardProtocolFamily;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TcpConnectTest {
    private static final Protocol<String> TEXT =
            Protocol.of(new LengthPrefixed(100), Codecs.utf8());

    @Test
    void connectsByNameAndByAddress() throws Exception {
        try (var listener = Tcp.listen(TcpNetwork.IPV4.anyPort(), TEXT)) {
            var address = (InetSocketAddress) listener.localAddress();
            for (SocketAddress each :
                    List.of(
                            address,
                            InetSocketAddress.createUnresolved("127.0.0.1", address.getPort()))) {
                try (var client = Tcp.connect(each, TEXT);
                        var peer = listener.accept()) {
                    client.send("hello");
                    assertEquals("hello", peer.receive());
                    assertEquals(address, client.remoteAddress());
                }
            }
            try (var client = Tcp.connect("localhost", address.getPort(), TEXT);
                    var peer = listener.accept()) {
                peer.send("hello");
                assertEquals("hello", client.receive());
            }
        }
    }

    @Test
    void triesEachAddressOfAName(@TempDir Path directory) throws Exception {
        try (var child = ChildJvm.start(directory, TwoAddresses.class, List.of())) {
            assertEquals("IPv4 only: connected", child.readLine());
            assertEquals("IPv6 only: connected", child.readLine());
            String nobody = child.readLine();
            assertTrue(nobody.startsWith("nobody: PeerUnreachableException, 1 more"), nobody);
            assertTrue(nobody.contains("127.0.0.1") && nobody.contains(":0:1]"), nobody);
        }
    }

    @Test
    void tellsThatThereIsNoIpv6(@TempDir Path directory) throws Exception {
        var options = List.of("-Djava.net.preferIPv4Stack=true");
        try (var child = ChildJvm.withOptions(directory, OnlyIpv4.class, options)) {
            assertEquals("ChannelException", child.readLine(), "listen on ::1");
            assertEquals("ChannelException", child.readLine(), "listen with IPv6 only");
            assertEquals("PeerUnreachableException", child.readLine(), "connect to ::1");
            assertEquals("ChannelException", child.readLine(), "connect with IPv6 only");
            assertEquals("ChannelException", child.readLine(), "connect from ::1");
        }
    }

    @Test
    void tellsThatNobodyListens() throws Exception {
        var address = freePort();
        var refused =
                assertThrowsExactly(
                        PeerUnreachableException.class, () -> Tcp.connect(address, TEXT));
        assertTrue(refused.getMessage().contains("127.0.0.1"), refused::getMessage);
        assertTrue(refused.getMessage().contains("" + address.getPort()), refused::getMessage);
        assertTrue(refused.getMessage().contains("refused"), refused::getMessage);
    }

    @Test
    void tellsThatANameIsUnknown() {
        var unknown =
                assertThrowsExactly(
                        PeerUnreachableException.class,
                        () -> Tcp.connect("no-such-host.invalid", 7000, TEXT));
        assertTrue(unknown.getMessage().contains("no-such-host.invalid"), unknown::getMessage);
    }

    @Test
    void takesAConnectionToItselfForRefused() throws Exception {
        var self = freePort();
        var options = TcpOptions.builder().localAddress(self).build();
        var refused =
                assertThrowsExactly(
                        PeerUnreachableException.class, () -> Tcp.connect(self, TEXT, options));
        assertTrue(refused.getMessage().contains("itself"), refused::getMessage);
    }

    @Test
    @EnabledOnOs(OS.LINUX) // which drops requests while the backlog is full
    void givesUpAtTheConnectTimeout() throws Exception {
        try (var full = new FullListener()) {
            var options = TcpOptions.builder().connectTimeout(Duration.ofMillis(100)).build();
            var late =
                    assertThrowsExactly(
                            PeerUnreachableException.class,
                            () -> Tcp.connect(full.address(), TEXT, options));
            assertInstanceOf(SocketTimeoutException.class, late.getCause());
        }
    }

    @ParameterizedTest
    @EnumSource
    @EnabledOnOs(OS.LINUX)
    void canBeInterruptedWhileConnecting(Threads threads) throws Exception {
        try (var full = new FullListener()) {
            var connecting = threads.call(() -> Tcp.connect(full.address(), TEXT)).awaitBlocked();
            connecting.interrupt();
            connecting.failure(ChannelInterruptedException.class);
            assertTrue(connecting.wasFlagKept());
        }
    }

    @Test
    void refusesWhatIsNoAddressToConnectTo() {
        var port0 = new InetSocketAddress("127.0.0.1", 0);
        assertThrows(IllegalArgumentException.class, () -> Tcp.connect(port0, TEXT));
        assertThrows(IllegalArgumentException.class, () -> Tcp.connect("127.0.0.1", 0, TEXT));
        assertThrows(IllegalArgumentException.class, () -> Tcp.connect("127.0.0.1", -1, TEXT));
        assertThrows(IllegalArgumentException.class, () -> Tcp.connect("127.0.0.1", 65_536, TEXT));
        assertThrows(
                IllegalArgumentException.class, () -> Tcp.connect(new NoInternetAddress(), TEXT));
    }

    @Test
    void refusesNull() {
        var address = new InetSocketAddress("127.0.0.1", 1);
        assertThrows(NullPointerException.class, () -> Tcp.connect(null, 1, TEXT));
        assertThrows(NullPointerException.class, () -> Tcp.connect(null, TEXT));
        assertThrows(NullPointerException.class, () -> Tcp.connect(address, null));
        assertThrows(NullPointerException.class, () -> Tcp.connect(address, TEXT, null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "127.0.0.2"})
    @EnabledOnOs(OS.LINUX) // where all of 127.0.0.0/8 is this host
    void connectsFromTheLocalAddress(String source) throws Exception {
        var options = TcpOptions.builder().localAddress(new InetSocketAddress(source, 0)).build();
        try (var listener = Tcp.listen(TcpNetwork.IPV4.anyPort(), TEXT);
                var client = Tcp.connect(listener.localAddress(), TEXT, options);
                var peer = listener.accept()) {
            var local = (InetSocketAddress) client.localAddress();
            assertEquals(InetAddress.getByName(source), local.getAddress());
            assertEquals(local, peer.remoteAddress());
        }
    }

    @Test
    void tellsThatTheLocalAddressIsTaken() throws Exception {
        try (var listener = Tcp.listen(TcpNetwork.IPV4.anyPort(), TEXT);
                var other = Tcp.listen(TcpNetwork.IPV4.anyPort(), TEXT)) {
            var options =
                    TcpOptions.builder()
                            .localAddress((InetSocketAddress) other.localAddress())
                            .build();
            assertThrowsExactly(
                    ChannelException.class,
                    () -> Tcp.connect(listener.localAddress(), TEXT, options));
        }
    }

    @Test
    void refusesAddressesOfAnotherFamily() throws Exception {
        var onlyIpv4 = TcpOptions.builder().family(StandardProtocolFamily.INET).build();
        var onlyIpv6 = TcpOptions.builder().family(StandardProtocolFamily.INET6).build();
        var ipv6 = new InetSocketAddress(InetAddress.getByName("::1"), 7000);
        var ipv4 = new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 7000);
        for (var refused :
                List.of(
                        assertThrowsExactly(
                                PeerUnreachableException.class,
                                () -> Tcp.connect(ipv6, TEXT, onlyIpv4)),
                        assertThrowsExactly(
                                PeerUnreachableException.class,
                                () -> Tcp.connect(ipv4, TEXT, onlyIpv6)))) {
            assertTrue(refused.getMessage().contains("family INET"), refused::getMessage);
        }
        try (var listener = Tcp.listen(TcpNetwork.IPV4.anyPort(), TEXT);
                var client = Tcp.connect(listener.localAddress(), TEXT, onlyIpv4)) {
            assertTrue(client.isOpen());
        }
    }

    private static InetSocketAddress freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(TcpNetwork.IPV4.anyPort());
            return (InetSocketAddress) socket.getLocalSocketAddress();
        }
    }

    private static final class NoInternetAddress extends SocketAddress {
        private static final long serialVersionUID = 1L;
    }

    /** Nobody accepts, and nobody more can wait to be accepted. */
    private static final class FullListener implements AutoCloseable {
        private final ServerSocket listener = new ServerSocket();
        private final List<Socket> waiting = new ArrayList<>();

        FullListener() throws IOException {
            listener.bind(TcpNetwork.IPV4.anyPort(), 1);
            boolean full = false;
            while (!full) {
                Socket socket = new Socket();
                waiting.add(socket);
                try {
                    socket.connect(address(), 200);
                } catch (SocketTimeoutException e) {
                    full = true;
                }
            }
        }

        SocketAddress address() {
            return listener.getLocalSocketAddress();
        }

        @Override
        public void close() throws IOException {
            for (Socket each : waiting) {
                each.close();
            }
            listener.close();
        }
    }
}
