/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.udp;

import io.github.wholewire.MessageChannel;
import io.github.wholewire.Protocol;
import io.github.wholewire.contract.Link;
import io.github.wholewire.contract.Network;
import io.github.wholewire.contract.PeerView;
import io.github.wholewire.contract.Settings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/**
 * Links over a loopback address, one end connected, the other bound.
 *
 * @param address the loopback address
 * @param maxDatagram what it carries
 * @param testsBound whether the bound end is the left one
 */
record UdpNetwork(String address, int maxDatagram, boolean testsBound) implements Network {
    static final UdpNetwork IPV4 = new UdpNetwork("127.0.0.1", 65_507, false);
    static final UdpNetwork IPV6 = new UdpNetwork("::1", 65_527, false);

    UdpNetwork testingBound() {
        return new UdpNetwork(address, maxDatagram, true);
    }

    /** Returns a free port of this address. */
    InetSocketAddress anyPort() throws IOException {
        return new InetSocketAddress(InetAddress.getByName(address), 0);
    }

    @Override
    public boolean isStream() {
        return false;
    }

    @Override
    public <L, R> Link<L, R> connect(Protocol<L> left, Protocol<R> right, Settings settings)
            throws IOException {
        if (testsBound) {
            Link<R, L> link = connectBothWays(right, left, settings);
            return new Link<>(link.right(), link.left());
        }
        return connectBothWays(left, right, settings);
    }

    private <C, B> Link<C, B> connectBothWays(
            Protocol<C> connected, Protocol<B> bound, Settings settings) throws IOException {
        UdpChannel<B> server = Udp.bind(anyPort(), bound.codec(), options(bound, settings));
        MessageChannel<C> client =
                Udp.connect(server.localAddress(), connected.codec(), options(connected, settings));
        return new Link<>(client, new PeerView<>(server, client.localAddress()));
    }

    /** A protocol's framer serves to say how long a datagram may be. */
    private UdpOptions options(Protocol<?> protocol, Settings settings) {
        return UdpOptions.builder()
                .maxFrameLength(Math.min(maxDatagram, protocol.framer().maxFrameLength()))
                .sendTimeout(settings.sendTimeout())
                .skipBadDatagrams(false)
                .observer(settings.observer())
                .build();
    }
}
