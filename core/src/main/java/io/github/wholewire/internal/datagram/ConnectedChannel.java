/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.internal.datagram;

import io.github.wholewire.Codec;
import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/** A datagram channel to one peer: it sends and receives messages. */
public final class ConnectedChannel<M> extends DatagramMessageChannel<M, M> {
    /** Opens a channel, which from here on owns the transport. */
    public ConnectedChannel(DatagramTransport transport, Codec<M> codec, DatagramOptions options) {
        super(transport, codec, options);
    }

    @Override
    protected M message(M sent) {
        return sent;
    }

    @Override
    protected @Nullable SocketAddress peer(M sent) {
        return null;
    }

    @Override
    protected M arrived(M message, SocketAddress sender) {
        return message;
    }
}
