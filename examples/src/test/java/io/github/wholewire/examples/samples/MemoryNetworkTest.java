/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.examples.samples;

import static io.github.wholewire.examples.samples.TestingTest.greet;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.wholewire.Codecs;
import io.github.wholewire.MessageChannel;
import io.github.wholewire.MessageServer;
import io.github.wholewire.Protocol;
import io.github.wholewire.ReceiveTimeoutException;
import io.github.wholewire.ServerMessageChannel;
import io.github.wholewire.TruncatedFrameException;
import io.github.wholewire.examples.samples.ServingTest.Counter;
import io.github.wholewire.framing.Framers;
import io.github.wholewire.memory.Faults;
import io.github.wholewire.memory.Memory;
import io.github.wholewire.memory.MemoryNetwork;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The samples of networks in memory. */
class MemoryNetworkTest {
    private final Protocol<String> lines = Protocol.of(Framers.lines(), Codecs.utf8());

    @Test
    void listensAndConnects() throws IOException {
        MemoryNetwork network = MemoryNetwork.oneThread();
        ServerMessageChannel<String> listener = network.listen(lines);
        MessageChannel<String> client = network.connect(listener.localAddress(), lines);
        MessageChannel<String> peer = listener.accept();

        client.send("hello");
        assertEquals("hello", peer.receive());
    }

    @Test
    void answersWhileTheClientWaits() throws IOException {
        MemoryNetwork network = MemoryNetwork.oneThread();
        MessageServer server = network.serve(lines, Counter::new);
        MessageChannel<String> client = network.connect(server.localAddress(), lines);

        client.send("anna");

        assertEquals("anna is message 1", client.receive());
        assertThrows(ReceiveTimeoutException.class, () -> client.receive(Duration.ofHours(1)));
        assertEquals(Duration.ofHours(1), network.time());
    }

    @Test
    void noticesThatTheGuestBrokeOff() throws IOException {
        Faults faults = Faults.seeded(42).cut(3).delay(Duration.ofMillis(500)).end(8);
        Memory.Options options = Memory.Options.builder().faults(faults).build();
        MemoryNetwork network = MemoryNetwork.oneThread();
        try (Memory.Pair<String, String> pair = network.pair(lines, lines, options)) {
            pair.left().send("anna");
            pair.left().send("bob"); // of whose line three bytes arrive

            assertThrows(TruncatedFrameException.class, () -> greet(pair.right()));
        }
    }

    @Test
    void delays() throws IOException {
        Faults bumpy = Faults.seeded(42).cut(3).delay(Duration.ofMillis(20));

        MemoryNetwork network = MemoryNetwork.oneThread();
        var pair = network.pair(lines, lines, Memory.Options.builder().faults(bumpy).build());
        pair.left().send("hello");
        assertEquals("hello", pair.right().receive());
        assertTrue(network.time().compareTo(Duration.ZERO) > 0);
    }
}
