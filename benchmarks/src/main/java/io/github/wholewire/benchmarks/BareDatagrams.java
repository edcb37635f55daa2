/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.benchmarks;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.Arrays;

/** A {@code DatagramChannel}, direct buffers, and nothing else. */
final class BareDatagrams implements DatagramWire {
    private static final int MAX = 65_507;

    private final DatagramChannel channel;
    private final SocketAddress peer;
    private final boolean connected;
    private final boolean timed;
    private final ByteBuffer in = ByteBuffer.allocateDirect(MAX);
    private final ByteBuffer out = ByteBuffer.allocateDirect(MAX);
    private final byte[] timedIn = new byte[MAX];
    private final byte[] message = new byte[MESSAGE_LENGTH];

    BareDatagrams(SocketAddress peer, boolean connected, boolean timed) throws IOException {
        this.peer = peer;
        this.connected = connected;
        this.timed = timed;
        Arrays.fill(message, (byte) 'm');
        channel = DatagramChannel.open(StandardProtocolFamily.INET);
        channel.bind(new InetSocketAddress("127.0.0.1", 0));
        if (connected) {
            channel.connect(peer);
        }
    }

    @Override
    public long receive(Filling fill) throws IOException {
        fill.fill();
        long before = THREADS.getCurrentThreadCpuTime();
        for (int i = 0; i < BATCH; i++) {
            DatagramWire.requireWhole(timed ? receiveTimed() : receive());
        }
        return THREADS.getCurrentThreadCpuTime() - before;
    }

    private byte[] receive() throws IOException {
        in.clear();
        if (connected) {
            channel.read(in);
        } else {
            channel.receive(in);
        }
        in.flip();
        byte[] received = new byte[in.remaining()];
        in.get(received);
        return received;
    }

    private byte[] receiveTimed() throws IOException {
        channel.socket().setSoTimeout(1000);
        DatagramPacket packet = new DatagramPacket(timedIn, timedIn.length);
        channel.socket().receive(packet);
        return Arrays.copyOf(timedIn, packet.getLength());
    }

    @Override
    public long send() throws IOException {
        long before = THREADS.getCurrentThreadCpuTime();
        for (int i = 0; i < BATCH; i++) {
            out.clear();
            out.put(message);
            out.flip();
            if (connected) {
                channel.write(out);
            } else {
                channel.send(out, peer);
            }
        }
        return THREADS.getCurrentThreadCpuTime() - before;
    }

    @Override
    public int port() throws IOException {
        return ((InetSocketAddress) channel.getLocalAddress()).getPort();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
