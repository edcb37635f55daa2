/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The process of a {@link DatagramContender}: for each line on its standard input it receives and
 * sends {@code BATCHES} batches, and prints the CPU nanoseconds a datagram of both. Its peer is a
 * bare socket whose work does not count.
 */
final class DatagramPeer {
    static final int BATCHES = 100;

    private final DatagramChannel peer;
    private final ByteBuffer message = ByteBuffer.allocateDirect(DatagramWire.MESSAGE_LENGTH);

    private DatagramPeer(DatagramChannel peer) {
        this.peer = peer;
        byte[] bytes = new byte[DatagramWire.MESSAGE_LENGTH];
        Arrays.fill(bytes, (byte) 'm');
        message.put(bytes);
    }

    public static void main(String[] args) throws IOException {
        Peer.haltWhenOverdue();
        try (DatagramChannel peer = DatagramChannel.open(StandardProtocolFamily.INET)) {
            peer.bind(new InetSocketAddress("127.0.0.1", 0));
            peer.configureBlocking(false);
            InetSocketAddress address = (InetSocketAddress) peer.getLocalAddress();
            try (DatagramWire wire = DatagramContender.valueOf(args[0]).open(address)) {
                new DatagramPeer(peer).runPhases(wire);
            }
        }
    }

    private void runPhases(DatagramWire wire) throws IOException {
        InetSocketAddress address = new InetSocketAddress("127.0.0.1", wire.port());
        BufferedReader orders =
                new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        while (orders.readLine() != null) {
            long receiving = 0;
            long sending = 0;
            for (int i = 0; i < BATCHES; i++) {
                receiving += wire.receive(() -> fill(address));
                sending += wire.send();
                drain();
            }
            double count = (double) BATCHES * DatagramWire.BATCH;
            System.out.println(receiving / count);
            System.out.println(sending / count);
        }
    }

    private void fill(InetSocketAddress address) throws IOException {
        for (int i = 0; i < DatagramWire.BATCH; i++) {
            message.clear();
            peer.send(message, address);
        }
    }

    private void drain() throws IOException {
        for (int i = 0; i < DatagramWire.BATCH; i++) {
            message.clear();
            if (peer.receive(message) == null || message.hasRemaining()) {
                throw new IOException("datagram " + i + " did not come back whole");
            }
        }
    }
}
