/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.internal.datagram;

import io.github.wholewire.Codec;
import io.github.wholewire.Datagram;
import java.net.SocketAddress;

/** A datagram channel to whoever is there: it sends and receives messages with their peers. */
public class BoundChannel<M> extends DatagramMessageChannel<M, Datagram<M>> {
    /** Makes one, which from here on owns the transport. */
    public BoundChannel(DatagramTransport transport, Codec<M> codec, DatagramOptions options) {
        super(transport, codec, options);
    }

    @Override
    protected final M message(Datagram<M> sent) {
        return sent.message();
    }

    @Override
    protected final SocketAddress peer(Datagram<M> sent) {
        return sent.peer();
    }

    @Override
    protected final Datagram<M> arrived(M message, SocketAddress sender) {
        return new Datagram<>(message, sender);
    }
}
