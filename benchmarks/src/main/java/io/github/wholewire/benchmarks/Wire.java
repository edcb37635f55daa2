/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.benchmarks;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;

/**
 * One end of a connection, as the measured loops see it. A process uses one implementation only.
 */
interface Wire extends Closeable {
    void send(byte[] message) throws IOException;

    /** Sends all with one write. */
    void sendAll(List<byte[]> messages) throws IOException;

    byte[] receive() throws IOException;
}
