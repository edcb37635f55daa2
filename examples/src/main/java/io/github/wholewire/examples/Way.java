/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.examples;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;

/** A way to get messages from a client to a server. Each has a row in the table. */
interface Way {
    /** How wide a name may be. */
    int NAME_COLUMNS = 26;

    /** Names it in the table. */
    String name();

    /** Tells what is special about it, in a line. */
    String explanation();

    /** Names the call that returns what has arrived. */
    String call();

    /**
     * The client half: connects, sends the messages and finishes.
     *
     * @param headStart is told how far it is
     */
    Sent send(InetSocketAddress server, List<String> messages, HeadStart headStart)
            throws IOException;

    /**
     * The server half: listens, lets the client half know, and receives all.
     *
     * @param messages what is sent, to compare
     * @param client tells how far the client half is
     */
    Arrival receive(InetSocketAddress local, List<String> messages, Control client)
            throws IOException;
}
