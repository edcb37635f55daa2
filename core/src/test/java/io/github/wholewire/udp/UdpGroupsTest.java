/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.udp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrowsExactly;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.wholewire.ChannelClosedException;
import io.github.wholewire.ChannelException;
import io.github.wholewire.Codecs;
import io.github.wholewire.Datagram;
import io.github.wholewire.ReceiveTimeoutException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.StandardProtocolFamily;
import java.net.UnknownHostException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Multicast and broadcast, on the loopback interface only. */
@Timeout(60)
class UdpGroupsTest {
    private static final Duration LONG = Duration.ofSeconds(20);

    /** Of the block that stays within an organisation, RFC 2365 section 6.2. */
    private static final InetAddress GROUP = address("239.192.7.1");

    private static final InetAddress LOOPBACK = address("127.0.0.1");
    private static final InetAddress OTHER = address("127.0.0.2");

    /** The system takes the last address of the loopback network for one. */
    private static final InetAddress BROADCAST = address("127.255.255.255");

    private static final NetworkInterface LO = loopback();

    private static InetAddress address(String literal) {
        try {
            return InetAddress.getByName(literal);
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }

    private static NetworkInterface loopback() {
        try {
            return NetworkInterface.getByInetAddress(LOOPBACK);
        } catch (SocketException e) {
            throw new AssertionError(e);
        }
    }

    /** A channel for IPv4 alone, and one for both families. */
    enum Kind {
        IPV4,
        DUAL;

        UdpChannel<String> bind(UdpOptions.Builder options) throws Exception {
            if (this == IPV4) {
                options.family(StandardProtocolFamily.INET);
            }
            return Udp.bind(new InetSocketAddress(0), Codecs.utf8(), options.build());
        }

        UdpChannel<String> bind() throws Exception {
            return bind(UdpOptions.builder());
        }
    }

    private static UdpOptions.Builder onLoopback() {
        return UdpOptions.builder().multicastTo(LO);
    }

    private static Datagram<String> toGroup(String message, UdpChannel<?> member) {
        int port = ((InetSocketAddress) member.localAddress()).getPort();
        return new Datagram<>(message, new InetSocketAddress(GROUP, port));
    }

    private static void assertNothing(UdpChannel<?> channel) {
        assertThrowsExactly(ReceiveTimeoutException.class, () -> channel.receive(Duration.ZERO));
    }

    @ParameterizedTest
    @EnumSource
    void receivesBetweenJoiningAndLeaving(Kind kind) throws Exception {
        try (var member = kind.bind();
                var sender = kind.bind(onLoopback())) {
            sender.send(toGroup("too early", member));
            member.join(GROUP, LO);
            member.join(GROUP, LO);
            sender.send(toGroup("hello, group", member));
            Datagram<String> datagram = member.receive(LONG);
            assertEquals("hello, group", datagram.message());
            sender.send(toGroup("again", member));
            assertEquals("again", member.receive(LONG).message());
            member.leave(GROUP, LO);
            sender.send(toGroup("too late", member));
            assertNothing(member);
            assertThrowsExactly(IllegalStateException.class, () -> member.leave(GROUP, LO));
        }
    }

    @ParameterizedTest
    @EnumSource
    void receivesFromOneSourceOnly(Kind kind) throws Exception {
        try (var member = kind.bind();
                var one = Udp.bind(new InetSocketAddress(LOOPBACK, 0), Codecs.utf8(), only());
                var other = Udp.bind(new InetSocketAddress(OTHER, 0), Codecs.utf8(), only())) {
            member.join(GROUP, LO, OTHER);
            one.send(toGroup("from one", member));
            other.send(toGroup("from the other", member));
            Datagram<String> datagram = member.receive(LONG);
            assertEquals("from the other", datagram.message());
            assertEquals(other.localAddress(), datagram.peer());
            assertNothing(member);
            assertThrowsExactly(IllegalStateException.class, () -> member.join(GROUP, LO));
            assertThrowsExactly(IllegalStateException.class, () -> member.leave(GROUP, LO));
            member.leave(GROUP, LO, OTHER);
            other.send(toGroup("too late", member));
            assertNothing(member);
        }
    }

    private static UdpOptions only() {
        return onLoopback().build();
    }

    @Test
    void severalMembersShareAPort() throws Exception {
        UdpOptions sharing =
                UdpOptions.builder().family(StandardProtocolFamily.INET).reuseAddress(true).build();
        try (var first = Udp.bind(new InetSocketAddress(0), Codecs.utf8(), sharing);
                var second = Udp.bind(first.localAddress(), Codecs.utf8(), sharing);
                var sender = Kind.IPV4.bind(onLoopback())) {
            first.join(GROUP, LO);
            second.join(GROUP, LO);
            sender.send(toGroup("to all", first));
            assertEquals("to all", first.receive(LONG).message());
            assertEquals("to all", second.receive(LONG).message());
        }
    }

    @Test
    void connectsToAGroup() throws Exception {
        try (var member = Kind.IPV4.bind()) {
            member.join(GROUP, LO);
            SocketAddress group = toGroup("", member).peer();
            try (var beacon = Udp.connect(group, Codecs.utf8(), only())) {
                beacon.send("beep");
                assertEquals("beep", member.receive(LONG).message());
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void sendsToNoGroupWithoutANetwork(Kind kind) throws Exception {
        try (var channel = kind.bind()) {
            Datagram<String> datagram = toGroup("which way?", channel);
            var refused = assertThrowsExactly(ChannelException.class, () -> channel.send(datagram));
            assertTrue(refused.getMessage().contains("multicastTo"), refused::getMessage);
            refused =
                    assertThrowsExactly(
                            ChannelException.class,
                            () -> Udp.connect(datagram.peer(), Codecs.utf8()));
            assertTrue(refused.getMessage().contains("multicastTo"), refused::getMessage);
            assertTrue(channel.isOpen());
        }
    }

    @Test
    @SuppressWarnings("try") // closing early is the point
    void refusesToJoinWhatIsNoGroup() throws Exception {
        try (var channel = Kind.IPV4.bind()) {
            assertThrowsExactly(IllegalArgumentException.class, () -> channel.join(LOOPBACK, LO));
            assertThrowsExactly(
                    IllegalArgumentException.class,
                    () -> channel.join(address("ff15::7:1"), LO),
                    "IPv6, on a socket of IPv4");
            channel.close();
            assertThrowsExactly(ChannelClosedException.class, () -> channel.join(GROUP, LO));
        }
    }

    @Test
    void broadcastsIfAllowed() throws Exception {
        UdpOptions allowed = UdpOptions.builder().allowBroadcast(true).build();
        try (var receiver = Kind.IPV4.bind();
                var shy = Udp.bind(new InetSocketAddress(LOOPBACK, 0), Codecs.utf8());
                var loud = Udp.bind(new InetSocketAddress(LOOPBACK, 0), Codecs.utf8(), allowed)) {
            int port = ((InetSocketAddress) receiver.localAddress()).getPort();
            var all = new Datagram<>("to all", new InetSocketAddress(BROADCAST, port));
            var refused = assertThrowsExactly(ChannelException.class, () -> shy.send(all));
            assertTrue(refused.getMessage().contains("allowBroadcast"), refused::getMessage);
            refused =
                    assertThrowsExactly(
                            ChannelException.class, () -> Udp.connect(all.peer(), Codecs.utf8()));
            assertTrue(refused.getMessage().contains("allowBroadcast"), refused::getMessage);
            shy.send(new Datagram<>("to one", new InetSocketAddress(LOOPBACK, port)));
            assertEquals("to one", receiver.receive(LONG).message());

            loud.send(all);
            Datagram<String> datagram = receiver.receive(LONG);
            assertEquals("to all", datagram.message());
            assertEquals(loud.localAddress(), datagram.peer());
        }
    }
}
