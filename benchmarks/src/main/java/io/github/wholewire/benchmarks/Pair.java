/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.benchmarks;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;

/** A client and a server process, which do a phase of their traffic when told to. */
final class Pair implements Closeable {
    private final int messagesPerPhase;
    private final Child server;
    private final Child client;

    /**
     * @param prefix what pins a command to a CPU; empty if nothing does
     * @param messagesPerPhase a multiple of 64
     */
    Pair(List<String> prefix, Contender contender, Traffic traffic, int messagesPerPhase)
            throws IOException {
        this.messagesPerPhase = messagesPerPhase;
        String count = Integer.toString(messagesPerPhase);
        server = Child.start(prefix, Peer.class, "server", contender.name(), traffic.name(), count);
        try {
            client =
                    Child.start(
                            prefix,
                            Peer.class,
                            "client",
                            contender.name(),
                            traffic.name(),
                            count,
                            server.line());
        } catch (IOException | RuntimeException e) {
            server.close();
            throw e;
        }
    }

    /** Runs a phase and returns both processes' CPU nanoseconds a message. */
    double nanosPerMessage() throws IOException {
        server.go();
        client.go();
        double nanos = Long.parseLong(client.line()) + Long.parseLong(server.line());
        return nanos / messagesPerPhase;
    }

    @Override
    public void close() {
        client.close();
        server.close();
    }
}
