/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.contract;

import io.github.wholewire.Protocol;
import java.io.IOException;

/** How the contract test gets its channels: a transport implements it. */
public interface Network {
    /**
     * A link buffers fewer bytes than this each way, so that a message of this length blocks its
     * sender for as long as the peer does not read.
     */
    int MORE_THAN_BUFFERED = 2 * 1024 * 1024;

    /**
     * Connects two new channels.
     *
     * @param left what the left end speaks
     * @param right what the right end speaks
     * @param settings how both ends behave
     * @return both ends
     * @throws IOException if it cannot be done; the test then fails
     */
    <L, R> Link<L, R> connect(Protocol<L> left, Protocol<R> right, Settings settings)
            throws IOException;

    /**
     * Tells what the channels run over.
     *
     * @return true if it is a stream, false if it is datagrams
     */
    default boolean isStream() {
        return true;
    }

    /**
     * Tells how much a datagram holds, if these are datagrams.
     *
     * @return the most payload bytes that can be sent
     */
    default int maxDatagram() {
        throw new UnsupportedOperationException("a stream has no datagrams");
    }

    /**
     * Tells what becomes of messages sent to a peer that has closed in order, until its close
     * timeout.
     *
     * @return true if they are taken and discarded; false if they fail at once
     */
    default boolean closesInBackground() {
        return true;
    }

    /**
     * Tells what becomes of the left end when receiving is over because of a failure.
     *
     * @return true if it closes by itself; false if it can still send until it is closed
     */
    default boolean closesByItself() {
        return false;
    }
}
