/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.tcp;

import static java.net.StandardSocketOptions.SO_KEEPALIVE;
import static java.net.StandardSocketOptions.SO_RCVBUF;
import static java.net.StandardSocketOptions.SO_REUSEADDR;
import static java.net.StandardSocketOptions.SO_SNDBUF;
import static java.net.StandardSocketOptions.TCP_NODELAY;
import static jdk.net.ExtendedSocketOptions.TCP_KEEPCOUNT;
import static jdk.net.ExtendedSocketOptions.TCP_KEEPIDLE;
import static jdk.net.ExtendedSocketOptions.TCP_KEEPINTERVAL;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.wholewire.ChannelObserver;
import io.github.wholewire.Codecs;
import io.github.wholewire.Protocol;
import io.github.wholewire.ServeOptions;
import io.github.wholewire.contract.LengthPrefixed;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.StandardProtocolFamily;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TcpOptionsTest {
    private static final Protocol<String> TEXT =
            Protocol.of(new LengthPrefixed(100), Codecs.utf8());

    @Test
    void hasTheDocumentedDefaults() throws Exception {
        TcpOptions defaults = TcpOptions.defaults();
        assertEquals(Duration.ofSeconds(10), defaults.connectTimeout());
        assertEquals(Duration.ofSeconds(30), defaults.stream().sendTimeout());
        assertEquals(Duration.ofSeconds(2), defaults.stream().closeTimeout());
        assertEquals(TcpOptions.OFF, defaults.stream().frameTimeout());
        assertEquals(TcpOptions.OFF, defaults.stream().frameProgressTimeout());
        assertEquals(Duration.ofMinutes(5), defaults.servedStream().frameTimeout());
        assertEquals(Duration.ofSeconds(30), defaults.servedStream().frameProgressTimeout());
        assertSame(ServeOptions.defaults(), defaults.serving());
        try (SocketChannel channel = defaults.openConnection()) {
            assertTrue(channel.getOption(TCP_NODELAY));
            assertFalse(channel.getOption(SO_KEEPALIVE));
        }
    }

    @Test
    void limitsFramesOfServedConnectionsLikeAllIfItIsTold() {
        TcpOptions options =
                TcpOptions.builder()
                        .frameTimeout(Duration.ofSeconds(4))
                        .frameProgressTimeout(TcpOptions.OFF)
                        .build();
        assertEquals(options.stream(), options.servedStream());
    }

    @Test
    void keepsWhatTheMachineryIsTold() {
        var observer = new ChannelObserver() {};
        TcpOptions options =
                TcpOptions.builder()
                        .connectTimeout(Duration.ofSeconds(1))
                        .sendTimeout(Duration.ofSeconds(2))
                        .closeTimeout(Duration.ZERO)
                        .frameTimeout(Duration.ofSeconds(4))
                        .frameProgressTimeout(TcpOptions.OFF)
                        .observer(observer)
                        .build();
        assertEquals(Duration.ofSeconds(1), options.connectTimeout());
        assertEquals(Duration.ofSeconds(2), options.stream().sendTimeout());
        assertEquals(Duration.ZERO, options.stream().closeTimeout());
        assertEquals(Duration.ofSeconds(4), options.stream().frameTimeout());
        assertEquals(TcpOptions.OFF, options.stream().frameProgressTimeout());
        assertSame(observer, options.stream().observer());
    }

    @Test
    void neverSeesLaterChangesToItsBuilder() {
        TcpOptions.Builder builder = TcpOptions.builder().connectTimeout(Duration.ofSeconds(1));
        TcpOptions options = builder.build();
        builder.connectTimeout(Duration.ofSeconds(2)).noDelay(false);
        assertEquals(Duration.ofSeconds(1), options.connectTimeout());
    }

    @Test
    void setsOptionsOfAConnection() throws Exception {
        TcpOptions options =
                TcpOptions.builder()
                        .noDelay(false)
                        .keepAlive(true)
                        .sendBufferSize(50_000)
                        .receiveBufferSize(60_000)
                        .build();
        try (SocketChannel channel = options.openConnection()) {
            assertOptions(channel);
            assertTrue(channel.getOption(SO_SNDBUF) >= 50_000);
        }
        try (ServerSocketChannel listener = options.openListener(TcpNetwork.IPV4.anyPort());
                SocketChannel client = SocketChannel.open(listener.getLocalAddress());
                SocketChannel accepted = listener.accept()) {
            assertTrue(client.isConnected());
            options.applyTo(accepted);
            assertOptions(accepted);
        }
    }

    private static void assertOptions(SocketChannel channel) throws IOException {
        assertFalse(channel.getOption(TCP_NODELAY));
        assertTrue(channel.getOption(SO_KEEPALIVE));
        assertTrue(channel.getOption(SO_RCVBUF) >= 60_000);
        assertTrue(channel.getOption(SO_RCVBUF) < 2 * 65_536, "and no more than the system adds");
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void setsTheTimesOfKeepAlive() throws Exception {
        TcpOptions options =
                TcpOptions.builder()
                        .keepAlive(Duration.ofSeconds(60), Duration.ofSeconds(5), 3)
                        .build();
        try (SocketChannel channel = options.openConnection()) {
            assertTrue(channel.getOption(SO_KEEPALIVE));
            assertEquals(60, channel.getOption(TCP_KEEPIDLE));
            assertEquals(5, channel.getOption(TCP_KEEPINTERVAL));
            assertEquals(3, channel.getOption(TCP_KEEPCOUNT));
        }
    }

    @Test
    void setsReuseAddressWhereAnAddressIsBound() throws Exception {
        for (boolean on : new boolean[] {true, false}) {
            TcpOptions options =
                    TcpOptions.builder()
                            .reuseAddress(on)
                            .localAddress(TcpNetwork.IPV4.anyPort())
                            .build();
            try (SocketChannel channel = options.openConnection();
                    ServerSocketChannel listener =
                            options.openListener(TcpNetwork.IPV4.anyPort())) {
                assertEquals(on, channel.getOption(SO_REUSEADDR));
                assertEquals(on, listener.getOption(SO_REUSEADDR));
            }
        }
    }

    @Test
    void setsTheReceiveBufferOfAListenerForItsConnections() throws Exception {
        TcpOptions options = TcpOptions.builder().receiveBufferSize(60_000).build();
        try (ServerSocketChannel listener = options.openListener(TcpNetwork.IPV4.anyPort())) {
            assertTrue(listener.getOption(SO_RCVBUF) >= 60_000);
            assertTrue(listener.getOption(SO_RCVBUF) < 2 * 65_536);
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX) // which drops requests beyond the backlog, so that they time out
    void setsTheBacklog() throws Exception {
        TcpOptions options = TcpOptions.builder().backlog(3).build();
        List<Socket> waiting = new ArrayList<>();
        try (var listener = Tcp.listen(TcpNetwork.IPV4.anyPort(), TEXT, options)) {
            int connected = 0;
            for (boolean full = false; !full && connected < 100; ) {
                Socket socket = new Socket();
                waiting.add(socket);
                try {
                    socket.connect(listener.localAddress(), 200);
                    connected++;
                } catch (SocketTimeoutException e) {
                    full = true;
                }
            }
            int count = connected;
            assertTrue(count >= 3 && count <= 5, () -> count + " could wait");
        } finally {
            for (Socket each : waiting) {
                each.close();
            }
        }
    }

    @Test
    void bindsToTheLocalAddress() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket()) {
            free.bind(TcpNetwork.IPV4.anyPort());
            port = free.getLocalPort();
        }
        var local = new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port);
        try (SocketChannel channel =
                TcpOptions.builder().localAddress(local).build().openConnection()) {
            assertEquals(local, channel.getLocalAddress());
        }
    }

    @Test
    void allowsAddressesOfItsFamily() throws Exception {
        InetAddress ipv4 = InetAddress.getByName("127.0.0.1");
        InetAddress ipv6 = InetAddress.getByName("::1");
        TcpOptions both = TcpOptions.defaults();
        TcpOptions onlyIpv4 = TcpOptions.builder().family(StandardProtocolFamily.INET).build();
        TcpOptions onlyIpv6 = TcpOptions.builder().family(StandardProtocolFamily.INET6).build();
        assertTrue(both.allows(ipv4) && both.allows(ipv6));
        assertTrue(onlyIpv4.allows(ipv4) && !onlyIpv4.allows(ipv6));
        assertTrue(onlyIpv6.allows(ipv6) && !onlyIpv6.allows(ipv4));
    }

    @Test
    void refusesAFamilyAndALocalAddressThatContradict() throws Exception {
        var ipv6 = new InetSocketAddress(InetAddress.getByName("::1"), 0);
        TcpOptions.Builder builder =
                TcpOptions.builder().family(StandardProtocolFamily.INET).localAddress(ipv6);
        assertThrows(IllegalArgumentException.class, builder::build);
    }

    static Stream<Consumer<TcpOptions.Builder>> outOfRange() {
        Duration second = Duration.ofSeconds(1);
        Duration negative = Duration.ofNanos(-1);
        return Stream.of(
                b -> b.connectTimeout(Duration.ZERO),
                b -> b.connectTimeout(negative),
                b -> b.sendTimeout(Duration.ZERO),
                b -> b.sendTimeout(negative),
                b -> b.closeTimeout(negative),
                b -> b.closeTimeout(TcpOptions.OFF),
                b -> b.frameTimeout(Duration.ZERO),
                b -> b.frameTimeout(negative),
                b -> b.frameProgressTimeout(Duration.ZERO),
                b -> b.frameProgressTimeout(negative),
                b -> b.receiveBufferSize(0),
                b -> b.receiveBufferSize(-1),
                b -> b.sendBufferSize(0),
                b -> b.sendBufferSize(-1),
                b -> b.backlog(0),
                b -> b.backlog(-1),
                b -> b.keepAlive(Duration.ZERO, second, 1),
                b -> b.keepAlive(Duration.ofMillis(1500), second, 1),
                b -> b.keepAlive(Duration.ofSeconds(32_768), second, 1),
                b -> b.keepAlive(second, Duration.ZERO, 1),
                b -> b.keepAlive(second, Duration.ofDays(1000), 1),
                b -> b.keepAlive(second, second, 0),
                b -> b.family(StandardProtocolFamily.UNIX),
                b -> b.localAddress(InetSocketAddress.createUnresolved("a.invalid", 0)));
    }

    @ParameterizedTest
    @MethodSource("outOfRange")
    void refusesWhatIsOutOfRange(Consumer<TcpOptions.Builder> setting) {
        TcpOptions.Builder builder = TcpOptions.builder();
        assertThrows(IllegalArgumentException.class, () -> setting.accept(builder));
    }

    static Stream<Consumer<TcpOptions.Builder>> nulls() {
        Duration second = Duration.ofSeconds(1);
        return Stream.of(
                b -> b.connectTimeout(null),
                b -> b.sendTimeout(null),
                b -> b.closeTimeout(null),
                b -> b.frameTimeout(null),
                b -> b.frameProgressTimeout(null),
                b -> b.keepAlive(null, second, 1),
                b -> b.keepAlive(second, null, 1),
                b -> b.family(null),
                b -> b.localAddress(null),
                b -> b.observer(null));
    }

    @ParameterizedTest
    @MethodSource("nulls")
    void refusesNull(Consumer<TcpOptions.Builder> setting) {
        TcpOptions.Builder builder = TcpOptions.builder();
        assertThrows(NullPointerException.class, () -> setting.accept(builder));
    }
}
