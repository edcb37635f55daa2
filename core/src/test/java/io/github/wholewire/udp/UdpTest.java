/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.udp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrowsExactly;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.wholewire.ChannelException;
import io.github.wholewire.CodecException;
import io.github.wholewire.Codecs;
import io.github.wholewire.Datagram;
import io.github.wholewire.FrameTooLongException;
import io.github.wholewire.MessageChannel;
import io.github.wholewire.PeerUnreachableException;
import io.github.wholewire.ReceiveTimeoutException;
import io.github.wholewire.contract.Lines;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What UDP adds to the contract: peers that are not there, families, and the system's limits. */
@Timeout(60)
class UdpTest {
    private static final Duration LONG = Duration.ofSeconds(20);

    private final List<MessageChannel<?>> channels = new ArrayList<>();

    private <C extends MessageChannel<?>> C closing(C channel) {
        channels.add(channel);
        return channel;
    }

    @AfterEach
    void close() {
        channels.forEach(MessageChannel::abort);
    }

    private UdpChannel<String> bind(String address, UdpOptions.Builder options) throws IOException {
        return closing(Udp.bind(new InetSocketAddress(address, 0), Codecs.utf8(), options.build()));
    }

    private UdpChannel<String> bind(String address) throws IOException {
        return bind(address, UdpOptions.builder());
    }

    private MessageChannel<String> connect(SocketAddress peer) throws IOException {
        return closing(Udp.connect(peer, Codecs.utf8()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "::1"})
    void goesOnWhenNobodyIsThereUntilAPeerAppears(String address) throws Exception {
        var place = bind(address);
        SocketAddress peer = place.localAddress();
        place.close();
        var channel = connect(peer);
        for (int i = 0; i < 3; i++) {
            channel.send("anybody there?");
            var failure =
                    assertThrowsExactly(
                            PeerUnreachableException.class, () -> channel.receive(LONG));
            assertTrue(failure.getMessage().contains("" + peer), failure::getMessage);
        }
        channel.send("hello?");
        assertThrowsExactly(
                PeerUnreachableException.class, () -> channel.send("not sent, but tells"));
        assertTrue(channel.isOpen());

        var server = closing(Udp.bind(peer, Codecs.utf8()));
        channel.send("there you are");
        Datagram<String> datagram = server.receive(LONG);
        assertEquals("there you are", datagram.message());
        assertEquals(channel.localAddress(), datagram.peer());
        server.send(datagram.reply("yes"));
        assertEquals("yes", channel.receive(LONG));
    }

    @Test
    void wakesAReceiverWhenNobodyIsThere() throws Exception {
        var place = bind("127.0.0.1");
        place.close();
        var channel = connect(place.localAddress());
        channel.send("anybody there?");
        assertThrowsExactly(PeerUnreachableException.class, channel::receive);
    }

    @Test
    void boundChannelIsNotToldThatNobodyIsThere() throws Exception {
        var place = bind("127.0.0.1");
        place.close();
        var channel = bind("127.0.0.1");
        for (int i = 0; i < 3; i++) {
            channel.send(new Datagram<>("anybody there?", place.localAddress()));
        }
        assertThrowsExactly(ReceiveTimeoutException.class, () -> channel.receive(Duration.ZERO));
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "::1"})
    void sendsEmptyDatagramsFromTheSameAddress(String address) throws Exception {
        var server = bind(address);
        var client = connect(server.localAddress());
        for (int i = 0; i < 100; i++) {
            client.send("");
            Datagram<String> empty = server.receive(LONG);
            assertEquals("", empty.message());
            assertEquals(client.localAddress(), empty.peer());
            server.send(empty.reply(""));
            server.send(empty.reply("answer " + i));
            assertEquals("", client.receive(LONG));
            assertEquals("answer " + i, client.receive(LONG));
        }
    }

    @Test
    void losesNothingWhileEmptyDatagramsAreSent() throws Exception {
        var server = bind("127.0.0.1");
        var client = connect(server.localAddress());
        for (int i = 0; i < 500; i++) {
            server.send(new Datagram<>("answer " + i, client.localAddress()));
            client.send("");
            assertEquals("answer " + i, client.receive(LONG));
            assertEquals("", server.receive(LONG).message());
        }
    }

    @Test
    void carriesSeveralMessagesInADatagram() throws Exception {
        var lines = Codecs.framed(new Lines(100), Codecs.utf8());
        var server = closing(Udp.bind(new InetSocketAddress("127.0.0.1", 0), Codecs.utf8()));
        var client = closing(Udp.connect(server.localAddress(), lines));
        client.send(List.of("one", "", "three"));
        Datagram<String> datagram = server.receive(LONG);
        assertEquals("one\n\nthree\n", datagram.message());
        server.send(datagram.reply("a\nb\n"));
        server.send(datagram.reply("a\nleft over"));
        server.send(datagram.reply("c\n"));
        assertEquals(List.of("a", "b"), client.receive(LONG));
        assertThrowsExactly(CodecException.class, () -> client.receive(LONG));
        assertEquals(List.of("c"), client.receive(LONG), "that one alone is lost");
    }

    @Test
    void saysWhyAnEmptyDatagramCannotBeSent() throws Exception {
        var server = bind("127.0.0.1");
        UdpOptions.Builder sharing = UdpOptions.builder().reusePort(true);
        var other = bind("127.0.0.1", sharing);
        var local = (InetSocketAddress) other.localAddress();
        var client =
                closing(
                        Udp.connect(
                                server.localAddress(),
                                Codecs.utf8(),
                                sharing.localAddress(local).build()));
        var refused = assertThrowsExactly(ChannelException.class, () -> client.send(""));
        assertTrue(refused.getMessage().contains("a second socket"), refused::getMessage);
        client.send("not empty");
        assertEquals("not empty", server.receive(LONG).message());
    }

    @Test
    void refusesWhatTheSystemDoesNotTake() throws Exception {
        UdpOptions tooMuch = UdpOptions.builder().maxFrameLength(65_527).build();
        var server =
                closing(Udp.bind(new InetSocketAddress("127.0.0.1", 0), Codecs.bytes(), tooMuch));
        var client = closing(Udp.connect(server.localAddress(), Codecs.bytes(), tooMuch));
        for (int size : new int[] {65_508, 65_527}) {
            var refused =
                    assertThrowsExactly(
                            FrameTooLongException.class, () -> client.send(new byte[size]));
            assertTrue(refused.getMessage().contains(size + " bytes"), refused::getMessage);
            assertTrue(refused.getMessage().contains("65507"), refused::getMessage);
            var peer = client.localAddress();
            assertThrowsExactly(
                    FrameTooLongException.class,
                    () -> server.send(new Datagram<>(new byte[size], peer)));
        }
        client.send(new byte[65_507]);
        assertEquals(65_507, server.receive(LONG).message().length);
    }

    @Test
    void wildcardTakesBothFamilies() throws Exception {
        var server = closing(Udp.bind(new InetSocketAddress(0), Codecs.utf8()));
        int port = ((InetSocketAddress) server.localAddress()).getPort();
        for (String each : List.of("127.0.0.1", "::1")) {
            var client = closing(Udp.connect(each, port, Codecs.utf8()));
            client.send("over " + each);
            Datagram<String> datagram = server.receive(LONG);
            assertEquals("over " + each, datagram.message());
            assertEquals(client.localAddress(), datagram.peer());
            server.send(datagram.reply("back"));
            assertEquals("back", client.receive(LONG));
        }
    }

    @Test
    void familyRestrictsTheWildcard() throws Exception {
        var server =
                closing(
                        Udp.bind(
                                new InetSocketAddress(0),
                                Codecs.utf8(),
                                UdpOptions.builder().family(StandardProtocolFamily.INET).build()));
        int port = ((InetSocketAddress) server.localAddress()).getPort();
        var client = closing(Udp.connect("::1", port, Codecs.utf8()));
        client.send("anybody there?");
        assertThrowsExactly(PeerUnreachableException.class, () -> client.receive(LONG));
        var refused =
                assertThrowsExactly(
                        ChannelException.class,
                        () -> server.send(new Datagram<>("x", client.localAddress())));
        assertTrue(refused.getMessage().contains("family INET only"), refused::getMessage);
    }

    @Test
    void sendsToNobodyOfTheOtherFamily() throws Exception {
        var ipv4 = bind("127.0.0.1");
        var ipv6 = bind("::1");
        for (var each : List.of(ipv4, ipv6)) {
            var other = each == ipv4 ? ipv6 : ipv4;
            var refused =
                    assertThrowsExactly(
                            ChannelException.class,
                            () -> each.send(new Datagram<>("x", other.localAddress())));
            assertTrue(refused.getMessage().contains("of family INET"), refused::getMessage);
        }
    }

    @Test
    void connectsToAName() throws Exception {
        var server = bind("127.0.0.1");
        int port = ((InetSocketAddress) server.localAddress()).getPort();
        var ipv4 = UdpOptions.builder().family(StandardProtocolFamily.INET).build();
        var client = closing(Udp.connect("localhost", port, Codecs.utf8(), ipv4));
        client.send("by name");
        assertEquals("by name", server.receive(LONG).message());
        assertEquals(server.localAddress(), client.remoteAddress());
    }

    @Test
    void tellsThatANameIsUnknown() {
        String name = "no-such-host.invalid";
        var failure =
                assertThrowsExactly(
                        PeerUnreachableException.class, () -> Udp.connect(name, 7, Codecs.utf8()));
        assertTrue(failure.getMessage().contains(name), failure::getMessage);
    }

    @Test
    void tellsThatAPeerHasNoAddressOfTheFamily() {
        var ipv6 = UdpOptions.builder().family(StandardProtocolFamily.INET6).build();
        var failure =
                assertThrowsExactly(
                        PeerUnreachableException.class,
                        () -> Udp.connect("127.0.0.1", 7, Codecs.utf8(), ipv6));
        assertTrue(failure.getMessage().contains("family INET6"), failure::getMessage);
    }

    @Test
    void tellsThatAnAddressIsTaken() throws Exception {
        var first = bind("127.0.0.1");
        var failure =
                assertThrowsExactly(
                        ChannelException.class,
                        () -> Udp.bind(first.localAddress(), Codecs.utf8()));
        assertTrue(failure.getMessage().contains("in use"), failure::getMessage);
        var local = (InetSocketAddress) first.localAddress();
        var options = UdpOptions.builder().localAddress(local).build();
        failure =
                assertThrowsExactly(
                        ChannelException.class,
                        () -> Udp.connect("127.0.0.1", 7, Codecs.utf8(), options));
        assertTrue(failure.getMessage().contains("localAddress="), failure::getMessage);
    }

    @Test
    void connectsFromALocalAddress() throws Exception {
        var server = bind("127.0.0.1");
        var local = new InetSocketAddress("127.0.0.2", 0);
        var client =
                closing(
                        Udp.connect(
                                server.localAddress(),
                                Codecs.utf8(),
                                UdpOptions.builder().localAddress(local).build()));
        client.send("x");
        assertEquals(client.localAddress(), server.receive(LONG).peer());
        assertEquals(local.getAddress(), ((InetSocketAddress) client.localAddress()).getAddress());
    }

    @ParameterizedTest
    @CsvSource({"127.0.0.1, ::1", "::1, 127.0.0.1"})
    void tellsThatALocalAddressIsOfTheOtherFamily(String peer, String local) throws Exception {
        var server = bind(peer);
        var other = UdpOptions.builder().localAddress(new InetSocketAddress(local, 0)).build();
        var failure =
                assertThrowsExactly(
                        ChannelException.class,
                        () -> Udp.connect(server.localAddress(), Codecs.utf8(), other));
        assertTrue(failure.getMessage().contains("localAddress="), failure::getMessage);
        assertTrue(failure.getMessage().contains("other family"), failure::getMessage);
    }

    @ParameterizedTest
    @CsvSource({"127.0.0.1, ::", "127.0.0.1, 0.0.0.0", "::1, 0.0.0.0", "::1, ::"})
    void connectsFromAWildcardOfAnyFamily(String peer, String wildcard) throws Exception {
        var server = bind(peer);
        var any = UdpOptions.builder().localAddress(new InetSocketAddress(wildcard, 0)).build();
        var client = closing(Udp.connect(server.localAddress(), Codecs.utf8(), any));
        client.send("x");
        assertEquals(client.localAddress(), server.receive(LONG).peer());
    }

    @Test
    void refusesArgumentsThatCannotBe() throws Exception {
        assertThrowsExactly(
                IllegalArgumentException.class,
                () -> Udp.connect(new InetSocketAddress("127.0.0.1", 0), Codecs.utf8()));
        assertThrowsExactly(
                IllegalArgumentException.class,
                () -> Udp.bind(InetSocketAddress.createUnresolved("localhost", 0), Codecs.utf8()));
        SocketAddress strange = new SocketAddress() {};
        assertThrowsExactly(
                IllegalArgumentException.class, () -> Udp.connect(strange, Codecs.utf8()));
        assertThrowsExactly(IllegalArgumentException.class, () -> Udp.bind(strange, Codecs.utf8()));
        var channel = bind("127.0.0.1");
        assertThrowsExactly(
                IllegalArgumentException.class, () -> channel.send(new Datagram<>("x", strange)));
        assertThrowsExactly(IllegalStateException.class, channel::remoteAddress);
    }

    @Test
    void refusesAddressesThatDoNotSayEnough() throws Exception {
        var channel = closing(Udp.bind(new InetSocketAddress(0), Codecs.utf8()));
        InetAddress linkLocal = InetAddress.getByName("fe80::1");
        var failure =
                assertThrowsExactly(
                        ChannelException.class,
                        () ->
                                channel.send(
                                        new Datagram<>("x", new InetSocketAddress(linkLocal, 7))));
        assertTrue(failure.getMessage().contains("fe80::1%eth0"), failure::getMessage);
        assertThrowsExactly(
                ChannelException.class,
                () -> Udp.connect(new InetSocketAddress(linkLocal, 7), Codecs.utf8()));
        var unknown = InetSocketAddress.createUnresolved("somewhere", 7);
        failure =
                assertThrowsExactly(
                        PeerUnreachableException.class,
                        () -> channel.send(new Datagram<>("x", unknown)));
        assertTrue(failure.getMessage().contains("not looked up"), failure::getMessage);
        assertThrowsExactly(
                ChannelException.class,
                () -> channel.send(new Datagram<>("x", new InetSocketAddress("127.0.0.1", 0))));
        channel.send(
                new Datagram<>(
                        "to itself",
                        new InetSocketAddress(
                                "127.0.0.1",
                                ((InetSocketAddress) channel.localAddress()).getPort())));
        assertEquals("to itself", channel.receive(LONG).message());
    }

    @Test
    void sharesAPortIfAllWantIt() throws Exception {
        UdpOptions sharing = UdpOptions.builder().reusePort(true).build();
        var first =
                closing(Udp.bind(new InetSocketAddress("127.0.0.1", 0), Codecs.utf8(), sharing));
        var second = closing(Udp.bind(first.localAddress(), Codecs.utf8(), sharing));
        assertEquals(first.localAddress(), second.localAddress());
        assertNotEquals(first, second);
    }
}
