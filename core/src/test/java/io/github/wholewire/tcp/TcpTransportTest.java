/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.tcp;

import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import org.junit.jupiter.api.Test;

class TcpTransportTest {
    @Test
    void saysOfEachCallThatItWasClosedHere() throws IOException {
        try (var listener = ServerSocketChannel.open().bind(TcpNetwork.IPV4.anyPort());
                var channel = SocketChannel.open(listener.getLocalAddress())) {
            var transport = new TcpTransport(channel);
            ByteBuffer bytes = ByteBuffer.allocate(10);
            transport.close();
            assertThrows(ClosedChannelException.class, () -> transport.read(bytes));
            assertThrows(ClosedChannelException.class, () -> transport.read(bytes, 10));
            assertThrows(ClosedChannelException.class, () -> transport.write(bytes));
            assertThrows(ClosedChannelException.class, transport::shutdownOutput);
        }
    }
}
