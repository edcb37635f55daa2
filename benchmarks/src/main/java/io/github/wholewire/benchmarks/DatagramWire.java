/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.benchmarks;

import java.io.Closeable;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/**
 * A socket that sends and receives datagrams in one way or another, a batch at a time, and counts
 * the CPU time that its thread takes for it.
 */
interface DatagramWire extends Closeable {
    /** So many small datagrams fit a socket's buffer. */
    int BATCH = 100;

    int MESSAGE_LENGTH = 64;

    ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    /**
     * Receives a batch that lies in its socket's buffer.
     *
     * @param fill puts it there; does not count
     * @return the nanoseconds of its thread
     */
    long receive(Filling fill) throws IOException;

    /**
     * Sends a batch.
     *
     * @return the nanoseconds of its thread
     */
    long send() throws IOException;

    /** The port that it receives at. */
    int port() throws IOException;

    /** Fills a socket's buffer. */
    interface Filling {
        void fill() throws IOException;
    }

    /** Looks at a message, so that no compiler can drop it. */
    static void requireWhole(byte[] message) throws IOException {
        if (message.length != MESSAGE_LENGTH || message[MESSAGE_LENGTH - 1] != 'm') {
            throw new IOException("received " + message.length + " bytes, but not what was sent");
        }
    }
}
