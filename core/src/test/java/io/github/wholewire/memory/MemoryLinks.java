/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.memory;

import io.github.wholewire.Protocol;
import io.github.wholewire.contract.Link;
import io.github.wholewire.contract.Network;
import io.github.wholewire.contract.PeerView;
import io.github.wholewire.contract.Settings;
import java.io.IOException;

/**
 * Links over a network in memory.
 *
 * @param way how the ends find each other
 * @param faults what goes wrong both ways
 */
record MemoryLinks(Way way, Faults faults) implements Network {
    /** How the ends of a link find each other. */
    enum Way {
        PAIR,
        LISTEN,
        CONNECTED_DATAGRAMS,
        BOUND_DATAGRAMS
    }

    private static final int MAX_DATAGRAM = 65_507;

    /** Holds all that a test has under way. */
    private static final int QUEUE = 1 << 20;

    /** Returns options that say what the settings say. */
    static Memory.Builder options(Settings settings) {
        return Memory.Options.builder()
                .sendTimeout(settings.sendTimeout())
                .closeTimeout(settings.closeTimeout())
                .frameTimeout(settings.frameTimeout())
                .frameProgressTimeout(settings.frameProgressTimeout())
                .observer(settings.observer());
    }

    @Override
    public <L, R> Link<L, R> connect(Protocol<L> left, Protocol<R> right, Settings settings)
            throws IOException {
        MemoryNetwork network = MemoryNetwork.realTime();
        Memory.Builder options = options(settings).faults(faults);
        return switch (way) {
            case PAIR -> pair(network, left, right, options.build());
            case LISTEN -> listen(network, left, right, options.build());
            case CONNECTED_DATAGRAMS -> datagrams(network, left, right, options);
            case BOUND_DATAGRAMS -> {
                Link<R, L> link = datagrams(network, right, left, options);
                yield new Link<>(link.right(), link.left());
            }
        };
    }

    private static <L, R> Link<L, R> pair(
            MemoryNetwork network, Protocol<L> left, Protocol<R> right, Memory.Options options) {
        var pair = network.pair(left, right, options);
        return new Link<>(pair.left(), pair.right());
    }

    private static <L, R> Link<L, R> listen(
            MemoryNetwork network, Protocol<L> left, Protocol<R> right, Memory.Options options)
            throws IOException {
        try (var listener = network.listen(right, options)) {
            return new Link<>(
                    network.connect(listener.localAddress(), left, options), listener.accept());
        }
    }

    private static <C, B> Link<C, B> datagrams(
            MemoryNetwork network,
            Protocol<C> connected,
            Protocol<B> bound,
            Memory.Builder options) {
        options.skipBadDatagrams(false).capacity(QUEUE);
        var server = network.bind(bound.codec(), options.maxFrameLength(max(bound)).build());
        var client =
                network.connect(
                        server.localAddress(),
                        connected.codec(),
                        options.maxFrameLength(max(connected)).build());
        return new Link<>(client, new PeerView<>(server, client.localAddress()));
    }

    /** A protocol's framer serves to say how long a datagram may be. */
    private static int max(Protocol<?> protocol) {
        return Math.min(MAX_DATAGRAM, protocol.framer().maxFrameLength());
    }

    @Override
    public boolean isStream() {
        return way == Way.PAIR || way == Way.LISTEN;
    }

    @Override
    public int maxDatagram() {
        return MAX_DATAGRAM;
    }

    @Override
    public boolean closesInBackground() {
        return false;
    }
}
