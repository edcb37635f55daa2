/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.contract;

import static java.util.Objects.requireNonNull;

import io.github.wholewire.Datagram;
import io.github.wholewire.MessageChannel;
import io.github.wholewire.Protocol;
import java.io.IOException;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * A bound channel of datagrams as the contract test sees it: all come from one peer and go there.
 *
 * @param <M> the message
 * @param channel the bound channel
 * @param peer the peer's address
 */
public record PeerView<M>(MessageChannel<Datagram<M>> channel, SocketAddress peer)
        implements MessageChannel<M> {
    private M messageOf(Datagram<M> datagram) throws IOException {
        if (!datagram.peer().equals(peer)) {
            throw new IOException("from " + datagram.peer() + ", not from " + peer);
        }
        return datagram.message();
    }

    @Override
    public void send(M message) throws IOException {
        channel.send(new Datagram<>(message, peer));
    }

    @Override
    public void sendAll(Collection<? extends M> messages) throws IOException {
        List<Datagram<M>> datagrams = new ArrayList<>();
        for (M each : messages) {
            datagrams.add(new Datagram<>(each, peer));
        }
        channel.sendAll(datagrams);
    }

    @Override
    public M receive() throws IOException {
        return messageOf(channel.receive());
    }

    @Override
    public M receive(Duration timeout) throws IOException {
        return messageOf(channel.receive(timeout));
    }

    @Override
    public <N> MessageChannel<N> switchTo(Protocol<N> next) throws IOException {
        return channel.switchTo(requireNonNull(next));
    }

    @Override
    public void shutdownOutput() throws IOException {
        channel.shutdownOutput();
    }

    @Override
    public SocketAddress localAddress() {
        return channel.localAddress();
    }

    @Override
    public SocketAddress remoteAddress() {
        return peer;
    }

    @Override
    public boolean isOpen() {
        return channel.isOpen();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    @Override
    public void abort() {
        channel.abort();
    }
}
