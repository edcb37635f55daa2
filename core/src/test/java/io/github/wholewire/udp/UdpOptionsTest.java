/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.udp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertThrowsExactly;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.wholewire.contract.Settings;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketOption;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.channels.DatagramChannel;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Options reach the socket, and those that cannot be are refused. */
class UdpOptionsTest {
    private static final InetSocketAddress ANY_PORT = new InetSocketAddress("127.0.0.1", 0);

    private static <T> T read(UdpOptions options, SocketOption<T> option) throws Exception {
        try (DatagramChannel channel = options.bind(ANY_PORT)) {
            return channel.getOption(option);
        }
    }

    @Test
    void reachTheSocket() throws Exception {
        NetworkInterface lo = NetworkInterface.getByInetAddress(ANY_PORT.getAddress());
        UdpOptions options =
                UdpOptions.builder()
                        .allowBroadcast(true)
                        .multicastTo(lo)
                        .multicastTtl(7)
                        .multicastLoopback(false)
                        .trafficClass(0xB8)
                        .reuseAddress(true)
                        .reusePort(true)
                        .receiveBufferSize(40_000)
                        .sendBufferSize(50_000)
                        .build();
        assertTrue(read(options, StandardSocketOptions.SO_BROADCAST));
        assertEquals(lo, read(options, StandardSocketOptions.IP_MULTICAST_IF));
        assertEquals(7, read(options, StandardSocketOptions.IP_MULTICAST_TTL));
        assertFalse(read(options, StandardSocketOptions.IP_MULTICAST_LOOP));
        assertEquals(0xB8, read(options, StandardSocketOptions.IP_TOS));
        assertTrue(read(options, StandardSocketOptions.SO_REUSEADDR));
        assertTrue(read(options, StandardSocketOptions.SO_REUSEPORT));
        assertTrue(read(options, StandardSocketOptions.SO_RCVBUF) >= 40_000);
        assertTrue(read(options, StandardSocketOptions.SO_SNDBUF) >= 50_000);
    }

    @Test
    void haveDocumentedDefaults() throws Exception {
        UdpOptions defaults = UdpOptions.defaults();
        assertEquals(65_507, defaults.bound().maxFrameLength());
        assertEquals(Duration.ofSeconds(30), defaults.bound().sendTimeout());
        assertTrue(defaults.bound().skipsBadDatagrams());
        assertFalse(defaults.connected().skipsBadDatagrams());
        assertFalse(read(defaults, StandardSocketOptions.SO_BROADCAST));
        assertFalse(read(defaults, StandardSocketOptions.SO_REUSEADDR));
        assertFalse(read(defaults, StandardSocketOptions.SO_REUSEPORT));
        assertEquals(1, read(defaults, StandardSocketOptions.IP_MULTICAST_TTL));
        assertTrue(read(defaults, StandardSocketOptions.IP_MULTICAST_LOOP));
        assertEquals(Settings.OFF, UdpOptions.OFF);
    }

    static Stream<Consumer<UdpOptions.Builder>> outOfRange() {
        return Stream.of(
                b -> b.maxFrameLength(-1),
                b -> b.maxFrameLength(65_528),
                b -> b.sendTimeout(Duration.ZERO),
                b -> b.sendTimeout(Duration.ofNanos(-1)),
                b -> b.multicastTtl(-1),
                b -> b.multicastTtl(256),
                b -> b.trafficClass(-1),
                b -> b.trafficClass(256),
                b -> b.receiveBufferSize(0),
                b -> b.sendBufferSize(0),
                b -> b.family(StandardProtocolFamily.UNIX),
                b -> b.localAddress(InetSocketAddress.createUnresolved("a.invalid", 0)));
    }

    @ParameterizedTest
    @MethodSource("outOfRange")
    void refuseWhatIsOutOfRange(Consumer<UdpOptions.Builder> setting) {
        UdpOptions.Builder builder = UdpOptions.builder();
        assertThrowsExactly(IllegalArgumentException.class, () -> setting.accept(builder));
        assertEquals(65_507, builder.build().bound().maxFrameLength(), "it stays usable");
    }

    static Stream<Consumer<UdpOptions.Builder>> nulls() {
        return Stream.of(
                b -> b.sendTimeout(null),
                b -> b.acceptFrom(null),
                b -> b.multicastTo(null),
                b -> b.localAddress(null),
                b -> b.family(null),
                b -> b.observer(null));
    }

    @ParameterizedTest
    @MethodSource("nulls")
    void refuseNull(Consumer<UdpOptions.Builder> setting) {
        assertThrows(NullPointerException.class, () -> setting.accept(UdpOptions.builder()));
    }

    @Test
    void refuseToContradictEachOther() {
        var builder =
                UdpOptions.builder().localAddress(ANY_PORT).family(StandardProtocolFamily.INET6);
        var refused = assertThrowsExactly(IllegalArgumentException.class, builder::build);
        assertTrue(refused.getMessage().contains("family=INET6"), refused::getMessage);
        var ipv6 = UdpOptions.builder().family(StandardProtocolFamily.INET6).build();
        assertThrowsExactly(IllegalArgumentException.class, () -> ipv6.bind(ANY_PORT));
    }

    @Test
    void doNotSeeLaterChangesOfTheirBuilder() {
        UdpOptions.Builder builder = UdpOptions.builder().maxFrameLength(10);
        UdpOptions options = builder.build();
        builder.maxFrameLength(20);
        assertEquals(10, options.bound().maxFrameLength());
    }
}
