/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.examples.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.github.wholewire.Codecs;
import io.github.wholewire.MessageChannel;
import io.github.wholewire.MessageConnection;
import io.github.wholewire.PeerClosedException;
import io.github.wholewire.Protocol;
import io.github.wholewire.examples.samples.ServingTest.Counter;
import io.github.wholewire.framing.Framers;
import io.github.wholewire.memory.Memory;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** README's tests of code that uses a channel. */
class TestingTest {
    static void greet(MessageChannel<String> channel) throws IOException {
        for (String name; (name = channel.receive()) != null; ) {
            channel.send("hello " + name);
        }
        channel.shutdownOutput();
    }

    @Test
    void greetsEachGuest() throws IOException {
        MessageChannel<String> channel = mock();
        when(channel.receive()).thenReturn("anna", "bob", null);

        greet(channel);

        verify(channel).send("hello anna");
        verify(channel).send("hello bob");
    }

    @Test
    void countsMessages() throws IOException {
        MessageConnection<String> connection = mock();
        Counter counter = new Counter(connection);

        counter.onMessage("anna");
        counter.onMessage("bob");

        verify(connection).send("anna is message 1");
        verify(connection).send("bob is message 2");
    }

    @Test
    void tellsThatTheGuestHasGone() throws IOException {
        MessageChannel<String> channel = mock();
        when(channel.receive()).thenReturn("anna");
        doThrow(new PeerClosedException("gone")).when(channel).send("hello anna");

        assertThrows(PeerClosedException.class, () -> greet(channel));
    }

    @Test
    void greetsOverRealBytes() throws IOException {
        Protocol<String> lines = Protocol.of(Framers.lines(), Codecs.utf8());
        try (Memory.Pair<String, String> pair = Memory.pair(lines)) {
            pair.left().send("anna");
            pair.left().shutdownOutput();

            greet(pair.right());

            assertEquals("hello anna", pair.left().receive());
            assertNull(pair.left().receive());
        }
    }
}
