/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.examples;

import java.io.IOException;

/**
 * Makes the reader late: it waits until it is told that the sender has sent all messages, or as
 * many of them as the buffers of every system hold. Beyond that both go on together, so that
 * nothing gets stuck.
 */
final class HeadStart {
    private static final int MAX_BYTES = 16 * 1024;
    private static final int MAX_MESSAGES = 64;

    private final Control server;
    private long bytes;
    private int messages;
    private boolean over;

    HeadStart(Control server) {
        this.server = server;
    }

    /** Called before so many bytes are sent. */
    void beforeSending(long length) throws IOException {
        if (messages == MAX_MESSAGES || bytes + length > MAX_BYTES) {
            end();
        } else if (!over) {
            bytes += length;
            messages++;
        }
    }

    /** Called when there is no more to send. */
    void end() throws IOException {
        if (!over) {
            over = true;
            server.tellAhead(bytes);
        }
    }
}
