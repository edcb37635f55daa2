/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.benchmarks;

import java.io.IOException;
import java.net.InetSocketAddress;

/** The ways to send and receive datagrams that are compared. */
public enum DatagramContender {
    BARE("bare DatagramChannel") {
        @Override
        DatagramWire open(InetSocketAddress peer) throws IOException {
            return new BareDatagrams(peer, false, false);
        }
    },
    WHOLEWIRE("Wholewire, bound") {
        @Override
        DatagramWire open(InetSocketAddress peer) throws IOException {
            return WholewireDatagrams.bound(peer);
        }
    },
    NETTY_NIO("Netty, NIO") {
        @Override
        DatagramWire open(InetSocketAddress peer) {
            return NettyDatagrams.nio(peer);
        }
    },
    NETTY_EPOLL("Netty, epoll") {
        @Override
        DatagramWire open(InetSocketAddress peer) {
            return NettyDatagrams.epoll(peer);
        }
    },
    BARE_CONNECTED("bare DatagramChannel, connected") {
        @Override
        DatagramWire open(InetSocketAddress peer) throws IOException {
            return new BareDatagrams(peer, true, false);
        }
    },
    WHOLEWIRE_CONNECTED("Wholewire, connected") {
        @Override
        DatagramWire open(InetSocketAddress peer) throws IOException {
            return WholewireDatagrams.connected(peer);
        }
    },
    BARE_TIMED("bare DatagramChannel, SO_TIMEOUT") {
        @Override
        DatagramWire open(InetSocketAddress peer) throws IOException {
            return new BareDatagrams(peer, false, true);
        }
    },
    WHOLEWIRE_TIMED("Wholewire, receive(Duration)") {
        @Override
        DatagramWire open(InetSocketAddress peer) throws IOException {
            return WholewireDatagrams.timed(peer);
        }
    };

    final String title;

    DatagramContender(String title) {
        this.title = title;
    }

    /** Opens one whose datagrams go to a peer, who sends others. */
    abstract DatagramWire open(InetSocketAddress peer) throws IOException;
}
