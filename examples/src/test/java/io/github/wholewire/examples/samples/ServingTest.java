/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.examples.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.wholewire.Codecs;
import io.github.wholewire.MessageChannel;
import io.github.wholewire.MessageConnection;
import io.github.wholewire.MessageHandler;
import io.github.wholewire.MessageServer;
import io.github.wholewire.Protocol;
import io.github.wholewire.ServeOptions;
import io.github.wholewire.framing.Framers;
import io.github.wholewire.tcp.Tcp;
import io.github.wholewire.tcp.TcpOptions;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** README's event-driven servers. */
class ServingTest {
    private final Protocol<String> lines = Protocol.of(Framers.lines(), Codecs.utf8());
    private final SocketAddress address = new InetSocketAddress("localhost", 0);

    static final class Counter implements MessageHandler<String> {
        private final MessageConnection<String> connection;
        private long count;

        Counter(MessageConnection<String> connection) {
            this.connection = connection;
        }

        @Override
        public void onMessage(String message) throws IOException {
            count++;
            connection.send(message + " is message " + count);
        }

        @Override
        public void onClose(@Nullable IOException cause) {
            System.out.println("gone after " + count + " messages");
        }
    }

    @Test
    void echoes() throws IOException {
        MessageServer server =
                Tcp.serve(
                        address,
                        lines,
                        connection -> message -> connection.send("echo " + message));
        try (server;
                MessageChannel<String> client = Tcp.connect(server.localAddress(), lines)) {
            client.send("hello");
            assertEquals("echo hello", client.receive());
        }
    }

    @Test
    void countsForEachConnection() throws IOException {
        ServeOptions serving =
                ServeOptions.builder().loops(2).idleTimeout(Duration.ofMinutes(5)).build();
        TcpOptions options = TcpOptions.builder().serving(serving).build();
        MessageServer server = Tcp.serve(address, lines, Counter::new, options);

        for (int i = 0; i < 2; i++) {
            try (MessageChannel<String> client = Tcp.connect(server.localAddress(), lines)) {
                client.send("anna");
                client.send("bob");
                assertEquals("anna is message 1", client.receive());
                assertEquals("bob is message 2", client.receive());
            }
        }

        int aborted =
                server.stop(Duration.ofSeconds(10)); // handlers and pending replies may finish
        assertEquals(0, aborted);
    }
}
