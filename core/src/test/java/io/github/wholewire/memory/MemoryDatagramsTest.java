/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertThrowsExactly;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.wholewire.Codec;
import io.github.wholewire.Codecs;
import io.github.wholewire.Datagram;
import io.github.wholewire.FrameTooLongException;
import io.github.wholewire.MessageChannel;
import io.github.wholewire.PeerUnreachableException;
import io.github.wholewire.ReceiveTimeoutException;
import io.github.wholewire.contract.RecordingObserver;
import java.io.IOException;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MemoryDatagramsTest {
    private static final Codec<String> TEXT = Codecs.utf8();
    private static final int MANY = 1000;

    private final MemoryNetwork network = MemoryNetwork.oneThread();

    private static List<String> receiveAll(MessageChannel<Datagram<String>> channel)
            throws IOException {
        List<String> all = new ArrayList<>();
        try {
            while (true) {
                all.add(channel.receive(Duration.ofSeconds(1)).message());
            }
        } catch (ReceiveTimeoutException e) {
            return all;
        }
    }

    /** Sends many numbers by a plan and returns what arrives. */
    private List<String> numbers(Faults faults) throws IOException {
        var receiver = network.bind(TEXT);
        var options = Memory.Options.builder().faults(faults).build();
        var sender = network.connect(receiver.localAddress(), TEXT, options);
        for (int i = 0; i < MANY; i++) {
            sender.send("" + i);
        }
        return receiveAll(receiver);
    }

    private static List<String> inOrder() {
        return IntStream.range(0, MANY).mapToObj(i -> "" + i).toList();
    }

    @Test
    void answersWhoeverAsks() throws IOException {
        var server = network.bind(TEXT);
        var client = network.connect(server.localAddress(), TEXT);
        client.send("ping");
        Datagram<String> received = server.receive();
        assertEquals(new Datagram<>("ping", client.localAddress()), received);
        server.send(received.reply("pong"));
        assertEquals("pong", client.receive());
    }

    @Test
    void hasNoPeerUnlessItIsConnected() {
        assertThrows(IllegalStateException.class, () -> network.bind(TEXT).remoteAddress());
    }

    @Test
    void reachesEveryOtherBoundChannelByBroadcast() throws IOException {
        var sender = network.bind(TEXT);
        List<MessageChannel<Datagram<String>>> others =
                List.of(network.bind(TEXT), network.bind(TEXT));
        var connected = network.connect(sender.localAddress(), TEXT);
        network.bind(TEXT).close();
        sender.send(new Datagram<>("all", network.broadcastAddress()));
        for (var each : others) {
            assertEquals(List.of("all"), receiveAll(each));
        }
        assertEquals(List.of(), receiveAll(sender));
        assertThrowsExactly(
                ReceiveTimeoutException.class, () -> connected.receive(Duration.ofSeconds(1)));
        assertEquals(0, network.lostDatagrams());
    }

    @Test
    void connectedReceivesFromItsPeerAlone() throws IOException {
        var peer = network.bind(TEXT);
        var connected = network.connect(peer.localAddress(), TEXT);
        var stranger = network.bind(TEXT);
        stranger.send(new Datagram<>("psst", connected.localAddress()));
        peer.send(new Datagram<>("hello", connected.localAddress()));
        assertEquals("hello", connected.receive());
        assertEquals(1, network.lostDatagrams());
    }

    @Test
    void losesWhatDoesNotFitTheQueue() throws IOException {
        var receiver = network.bind(TEXT, Memory.Options.builder().capacity(30).build());
        var sender = network.connect(receiver.localAddress(), TEXT);
        sender.sendAll(List.of("123456", "12345678", "x", ""));
        assertEquals(List.of("123456", "12345678"), receiveAll(receiver));
        assertEquals(2, network.lostDatagrams());
        sender.send("there is room again");
        assertEquals(List.of("there is room again"), receiveAll(receiver));
    }

    @Test
    void tellsAConnectedChannelThatNobodyIsThere() throws IOException {
        var gone = network.bind(TEXT);
        SocketAddress address = gone.localAddress();
        gone.close();
        var connected = network.connect(address, TEXT);
        connected.send("anybody?");
        assertThrowsExactly(PeerUnreachableException.class, connected::receive);
        connected.send("anybody?");
        assertThrowsExactly(PeerUnreachableException.class, () -> connected.send("anybody?"));
        assertTrue(connected.isOpen());
        var bound = network.bind(TEXT);
        bound.send(new Datagram<>("into the void", address));
        bound.send(new Datagram<>("into the void", address));
        assertEquals(4, network.lostDatagrams());
    }

    @Test
    void losesAShare() throws IOException {
        List<String> received = numbers(Faults.seeded(1).lose(0.2));
        assertTrue(received.size() > 700 && received.size() < 900, "" + received.size());
        assertEquals(MANY - received.size(), network.lostDatagrams());
        assertTrue(inOrder().containsAll(received));
        assertEquals(received.stream().distinct().toList(), received);
        assertEquals(List.of(), numbers(Faults.none().lose(1)));
        assertEquals(inOrder(), numbers(Faults.none().lose(0)));
    }

    @Test
    void duplicatesAShare() throws IOException {
        List<String> received = numbers(Faults.seeded(1).duplicate(0.2));
        assertTrue(received.size() > 1100 && received.size() < 1300, "" + received.size());
        assertEquals(inOrder(), received.stream().distinct().toList());
    }

    @Test
    void reordersAShare() throws IOException {
        List<String> received = numbers(Faults.seeded(1).reorder(0.2));
        assertNotEquals(inOrder(), received);
        assertEquals(inOrder().stream().sorted().toList(), received.stream().sorted().toList());
        assertEquals(inOrder(), numbers(Faults.seeded(1).reorder(0)));
    }

    @Test
    void delaysSoThatTheOrderChanges() throws IOException {
        List<String> received = numbers(Faults.seeded(1).delay(Duration.ofMillis(500)));
        assertNotEquals(inOrder(), received);
        assertEquals(MANY, received.size());
    }

    @Test
    void sameSeedGivesTheSameFates() throws IOException {
        Faults faults =
                Faults.seeded(9).lose(0.1).duplicate(0.1).reorder(0.1).delay(Duration.ofMillis(3));
        List<String> first = new MemoryDatagramsTest().numbers(faults);
        assertEquals(first, new MemoryDatagramsTest().numbers(faults));
        assertNotEquals(first, numbers(Faults.seeded(8).lose(0.1)));
    }

    @Test
    void aDatagramThatWasCutIsNeverDelivered() throws IOException {
        var observer = new RecordingObserver();
        var receiver = network.bind(TEXT, Memory.Options.builder().observer(observer).build());
        var cutting = Memory.Options.builder().faults(Faults.none().truncate(1)).build();
        var sender = network.connect(receiver.localAddress(), TEXT, cutting);
        sender.send("cut");
        assertEquals(List.of(), receiveAll(receiver));
        assertEquals(
                List.of(FrameTooLongException.class),
                observer.reasonsAt(sender.localAddress()).stream().map(Object::getClass).toList());

        var connected = network.connect(sender.localAddress(), TEXT);
        var back = network.bind(TEXT, cutting);
        back.send(new Datagram<>("lost", connected.localAddress()));
        var strict = network.bind(TEXT, Memory.Options.builder().skipBadDatagrams(false).build());
        back.send(new Datagram<>("cut", strict.localAddress()));
        assertThrowsExactly(FrameTooLongException.class, strict::receive);
        back.send(new Datagram<>("", strict.localAddress()));
        assertThrowsExactly(FrameTooLongException.class, strict::receive);
        assertFalse(connected.localAddress().equals(back.localAddress()));
    }
}
