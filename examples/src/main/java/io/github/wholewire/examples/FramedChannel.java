/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.examples;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.wholewire.CodecException;
import io.github.wholewire.FrameTooLongException;
import io.github.wholewire.MessageChannel;
import io.github.wholewire.Protocol;
import io.github.wholewire.ServerMessageChannel;
import io.github.wholewire.tcp.Tcp;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;

/**
 * Sends and receives through message channels, with the reader as late as that of the plain socket.
 *
 * @param protocol marks where a message ends
 */
record FramedChannel(String name, String explanation, Protocol<String> protocol) implements Way {
    private static final Duration ACCEPT_TIMEOUT = Duration.ofSeconds(10);

    @Override
    public String call() {
        return "receive";
    }

    @Override
    public Sent send(InetSocketAddress server, List<String> messages, HeadStart headStart)
            throws IOException {
        try (MessageChannel<String> channel = Tcp.connect(server, protocol)) {
            long count = 0;
            Refusals refusals = Refusals.NONE;
            for (String message : messages) {
                headStart.beforeSending(3L * message.length()); // the most it takes in UTF-8
                try {
                    channel.send(message);
                    count++;
                } catch (CodecException | FrameTooLongException e) {
                    refusals = refusals.and(e); // nothing was written, and the channel goes on
                }
            }
            channel.shutdownOutput();
            return new Sent(count, refusals);
        }
    }

    @Override
    public Arrival receive(InetSocketAddress local, List<String> messages, Control client)
            throws IOException {
        try (ServerMessageChannel<String> listener = Tcp.listen(local, protocol)) {
            client.tellReady();
            try (MessageChannel<String> channel = listener.accept(ACCEPT_TIMEOUT)) {
                client.awaitAhead();
                return receive(channel, messages);
            }
        }
    }

    private static Arrival receive(MessageChannel<String> channel, List<String> messages)
            throws IOException {
        Received received = new Received();
        long whole = 0;
        int next = 0;
        for (String message; (message = channel.receive()) != null; ) {
            byte[] bytes = message.getBytes(UTF_8);
            received.add(bytes, bytes.length);
            int found = indexOf(message, messages, next); // those in between were refused
            if (found >= 0) {
                whole++;
                next = found + 1;
            }
        }
        return new Arrival(received, whole);
    }

    private static int indexOf(String message, List<String> messages, int from) {
        for (int i = from; i < messages.size(); i++) {
            if (messages.get(i).equals(message)) {
                return i;
            }
        }
        return -1;
    }
}
