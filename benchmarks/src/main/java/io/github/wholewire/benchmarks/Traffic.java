/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.benchmarks;

import java.io.IOException;
import java.util.Collections;
import java.util.List;

/** What the two processes say to each other. */
enum Traffic {
    ROUND_TRIP("round trip", 20_000) {
        @Override
        void client(Wire wire, byte[] message, int count) throws IOException {
            for (int i = 0; i < count; i++) {
                wire.send(message);
                requireWhole(wire.receive(), message);
            }
        }

        @Override
        void server(Wire wire, byte[] message, int count) throws IOException {
            for (int i = 0; i < count; i++) {
                wire.send(wire.receive());
            }
        }
    },
    ONE_WAY("one way, send", 220_000) {
        @Override
        void client(Wire wire, byte[] message, int count) throws IOException {
            for (int i = 0; i < count; i++) {
                wire.send(message);
            }
            requireWhole(wire.receive(), message);
        }
    },
    ONE_WAY_BATCHES("one way, sendAll of 64", 64 * 10_000) {
        @Override
        void client(Wire wire, byte[] message, int count) throws IOException {
            List<byte[]> batch = List.copyOf(Collections.nCopies(BATCH, message));
            for (int i = 0; i < count; i += BATCH) {
                wire.sendAll(batch);
            }
            requireWhole(wire.receive(), message);
        }
    };

    private static final int BATCH = 64;

    final String title;

    /** Messages of one phase, a multiple of {@link #BATCH} where batches are sent. */
    final int messagesPerPhase;

    Traffic(String title, int messagesPerPhase) {
        this.title = title;
        this.messagesPerPhase = messagesPerPhase;
    }

    /** Sends one phase, and returns when the server has received all of it. */
    abstract void client(Wire wire, byte[] message, int count) throws IOException;

    /** Receives one phase and then says that it has. */
    void server(Wire wire, byte[] message, int count) throws IOException {
        for (int i = 0; i < count; i++) {
            requireWhole(wire.receive(), message);
        }
        wire.send(message);
    }

    /** Looks at the message, so that no compiler can drop it, but no closer than it must. */
    private static void requireWhole(byte[] received, byte[] sent) throws IOException {
        int last = sent.length - 1;
        if (received.length != sent.length || received[last] != sent[last]) {
            throw new IOException("received " + received.length + " bytes, but not what was sent");
        }
    }
}
