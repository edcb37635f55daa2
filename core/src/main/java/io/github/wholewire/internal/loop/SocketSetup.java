/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.internal.loop;

import java.io.IOException;
import java.nio.channels.SocketChannel;

/** Sets the options of a connection's socket. */
@FunctionalInterface
public interface SocketSetup {
    /** Sets them. */
    void applyTo(SocketChannel channel) throws IOException;
}
