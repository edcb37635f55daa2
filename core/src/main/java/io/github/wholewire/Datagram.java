/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire;

import static java.util.Objects.requireNonNull;

import java.net.SocketAddress;

/**
 * A message and who it comes from or goes to: what a socket that is bound, not connected, sends and
 * receives. Immutable if the message is.
 *
 * @param <M> the message
 * @param message the message
 * @param peer the sender of one received, the receiver of one to be sent. A sender's address can be
 *     forged
 */
public record Datagram<M>(M message, SocketAddress peer) {
    /**
     * Makes one.
     *
     * @param message the message
     * @param peer the sender or the receiver
     */
    public Datagram(M message, SocketAddress peer) { // compact, JDK 17 would not record its types
        this.message = requireNonNull(message, "message");
        this.peer = requireNonNull(peer, "peer");
    }

    /**
     * Makes an answer: another message for the same peer.
     *
     * @param answer the message
     * @return a datagram for this one's sender
     */
    public Datagram<M> reply(M answer) {
        return new Datagram<>(answer, peer);
    }
}
