/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package consumer;

import io.github.wholewire.MessageChannel;
import io.github.wholewire.Protocol;
import java.io.IOException;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.Collection;
import java.util.Set;

/** A channel of our own: one that stands in a list for as long as it is open. */
record ListedChannel<M>(MessageChannel<M> channel, Set<MessageChannel<?>> open)
        implements MessageChannel<M> {
    ListedChannel {
        open.add(channel);
    }

    @Override
    public void send(M message) throws IOException {
        channel.send(message);
    }

    @Override
    public void sendAll(Collection<? extends M> messages) throws IOException {
        channel.sendAll(messages);
    }

    @Override
    public void shutdownOutput() throws IOException {
        channel.shutdownOutput();
    }

    @Override
    public M receive() throws IOException {
        return channel.receive();
    }

    @Override
    public M receive(Duration timeout) throws IOException {
        return channel.receive(timeout);
    }

    @Override
    public <N> MessageChannel<N> switchTo(Protocol<N> next) throws IOException {
        MessageChannel<N> switched = channel.switchTo(next);
        open.remove(channel);
        return new ListedChannel<>(switched, open);
    }

    @Override
    public SocketAddress localAddress() {
        return channel.localAddress();
    }

    @Override
    public SocketAddress remoteAddress() {
        return channel.remoteAddress();
    }

    @Override
    public boolean isOpen() {
        return channel.isOpen();
    }

    @Override
    public void close() throws IOException {
        channel.close();
        open.remove(channel);
    }

    @Override
    public void abort() {
        channel.abort();
        open.remove(channel);
    }
}
