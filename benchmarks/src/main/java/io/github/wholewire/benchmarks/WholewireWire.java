/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.benchmarks;

import io.github.wholewire.MessageChannel;
import java.io.EOFException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** A blocking channel of the library. */
final class WholewireWire implements Wire {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final MessageChannel<byte[]> channel;
    private final boolean timed;

    WholewireWire(MessageChannel<byte[]> channel, boolean timed) {
        this.channel = channel;
        this.timed = timed;
    }

    @Override
    public void send(byte[] message) throws IOException {
        channel.send(message);
    }

    @Override
    public void sendAll(List<byte[]> messages) throws IOException {
        channel.sendAll(messages);
    }

    @Override
    public byte[] receive() throws IOException {
        byte[] message = timed ? channel.receive(TIMEOUT) : channel.receive();
        if (message == null) {
            throw new EOFException("the peer closed before the measurement was over");
        }
        return message;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
