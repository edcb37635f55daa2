/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.benchmarks;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;

/** Connections that have echoed once and are quiet since. */
final class IdleConnections {
    private final InetSocketAddress server;
    private final List<SocketChannel> channels = new ArrayList<>();

    IdleConnections(int port) {
        server = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    /** Opens so many more and returns how many there are. */
    String open(int count) throws IOException {
        ByteBuffer frame = ByteBuffer.allocate(4 + 64).putInt(0, 64);
        for (int i = 0; i < count; i++) {
            SocketChannel channel = SocketChannel.open(server);
            channels.add(channel);
            channel.write(frame.clear());
            for (frame.clear(); frame.hasRemaining(); ) {
                if (channel.read(frame) < 0) {
                    throw new IOException("the server closed connection " + channels.size());
                }
            }
        }
        return Integer.toString(channels.size());
    }
}
