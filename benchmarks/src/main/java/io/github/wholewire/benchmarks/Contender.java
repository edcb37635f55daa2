/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.benchmarks;

import static java.net.StandardSocketOptions.TCP_NODELAY;

import io.github.wholewire.Codecs;
import io.github.wholewire.Protocol;
import io.github.wholewire.ServerMessageChannel;
import io.github.wholewire.framing.Framers;
import io.github.wholewire.tcp.Tcp;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/** What is compared. All speak the same bytes. */
public enum Contender {
    HAND_WRITTEN("hand-written"),
    WHOLEWIRE("Wholewire"),
    HAND_WRITTEN_TIMED("hand-written, SO_TIMEOUT"),
    WHOLEWIRE_TIMED("Wholewire, receive(Duration)");

    private static final Protocol<byte[]> PROTOCOL = Protocol.of(Framers.u32(), Codecs.bytes());

    final String title;

    Contender(String title) {
        this.title = title;
    }

    private boolean isTimed() {
        return this == HAND_WRITTEN_TIMED || this == WHOLEWIRE_TIMED;
    }

    private boolean isWholewire() {
        return this == WHOLEWIRE || this == WHOLEWIRE_TIMED;
    }

    /** What is told a port, and may connect to it. */
    interface PortConsumer {
        void accept(int port) throws IOException;
    }

    /** Listens on a free port, tells which, and waits for one connection. */
    Wire accept(PortConsumer port) throws IOException {
        InetSocketAddress any = loopback(0);
        if (isWholewire()) {
            try (ServerMessageChannel<byte[]> listener = Tcp.listen(any, PROTOCOL)) {
                port.accept(((InetSocketAddress) listener.localAddress()).getPort());
                return new WholewireWire(listener.accept(), isTimed());
            }
        }
        try (ServerSocketChannel listener = ServerSocketChannel.open().bind(any)) {
            port.accept(((InetSocketAddress) listener.getLocalAddress()).getPort());
            return handWritten(listener.accept());
        }
    }

    Wire connect(int port) throws IOException {
        return isWholewire()
                ? new WholewireWire(Tcp.connect(loopback(port), PROTOCOL), isTimed())
                : handWritten(SocketChannel.open(loopback(port)));
    }

    private Wire handWritten(SocketChannel channel) throws IOException {
        channel.setOption(TCP_NODELAY, true);
        return isTimed() ? new TimedHandWrittenWire(channel) : new HandWrittenWire(channel);
    }

    private static InetSocketAddress loopback(int port) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }
}
