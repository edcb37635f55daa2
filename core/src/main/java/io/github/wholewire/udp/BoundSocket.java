/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.udp;

import static java.util.Objects.requireNonNull;

import io.github.wholewire.ChannelException;
import io.github.wholewire.Codec;
import io.github.wholewire.internal.datagram.BoundChannel;
import io.github.wholewire.internal.datagram.DatagramOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.nio.channels.MembershipKey;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** A bound socket and its memberships. */
final class BoundSocket<M> extends BoundChannel<M> implements UdpChannel<M> {
    private final UdpTransport transport;
    private final Map<Membership, MembershipKey> joined = new ConcurrentHashMap<>();

    BoundSocket(UdpTransport transport, Codec<M> codec, DatagramOptions options) {
        super(transport, codec, options);
        this.transport = transport;
    }

    @Override
    public void join(InetAddress group, NetworkInterface network) throws IOException {
        join(new Membership(group, network, null));
    }

    @Override
    public void join(InetAddress group, NetworkInterface network, InetAddress source)
            throws IOException {
        join(new Membership(group, network, requireNonNull(source, "source")));
    }

    private void join(Membership membership) throws IOException {
        requireOpen();
        try {
            joined.put(
                    membership,
                    transport.join(membership.group, membership.network, membership.source));
        } catch (IOException e) {
            requireOpen();
            throw new ChannelException(
                    "could not join "
                            + membership
                            + ": "
                            + e.getMessage()
                            + "; the channel goes on",
                    e);
        }
    }

    @Override
    public void leave(InetAddress group, NetworkInterface network) {
        leave(new Membership(group, network, null));
    }

    @Override
    public void leave(InetAddress group, NetworkInterface network, InetAddress source) {
        leave(new Membership(group, network, requireNonNull(source, "source")));
    }

    private void leave(Membership membership) {
        MembershipKey key = joined.remove(membership);
        if (key == null) {
            throw new IllegalStateException(membership + " is not joined: join it first");
        }
        key.drop();
    }

    private record Membership(
            InetAddress group, NetworkInterface network, @Nullable InetAddress source) {
        Membership {
            requireNonNull(group, "group");
            requireNonNull(network, "network");
        }

        @Override
        public String toString() {
            return "group "
                    + group.getHostAddress()
                    + " on "
                    + network.getName()
                    + (source == null ? "" : " for " + source.getHostAddress());
        }
    }
}
