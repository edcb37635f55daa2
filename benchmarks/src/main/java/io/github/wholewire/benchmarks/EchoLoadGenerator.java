/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.benchmarks;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

/** The clients of an echo server: one bare Selector loop, the same for every contender. */
final class EchoLoadGenerator {
    private static final int BUFFER = 128 * 1024;

    private final EchoLoad load;
    private final Selector selector = Selector.open();
    private final SocketChannel[] channels;
    private final ByteBuffer in = ByteBuffer.allocateDirect(BUFFER);
    private final ByteBuffer frames;
    private final int frameLength;
    private long left;
    private long unsent;

    EchoLoadGenerator(EchoLoad load, int port) throws IOException {
        this.load = load;
        frameLength = 4 + load.length;
        channels = new SocketChannel[load.connections];
        int most = Math.max(load.inFlight, BUFFER / frameLength);
        frames = ByteBuffer.allocateDirect(most * frameLength);
        for (int i = 0; i < most; i++) {
            frames.putInt(load.length).position((i + 1) * frameLength);
        }
        for (int i = 0; i < channels.length; i++) {
            channels[i] =
                    SocketChannel.open(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            channels[i].setOption(StandardSocketOptions.TCP_NODELAY, true);
            channels[i].configureBlocking(false);
            channels[i].register(selector, SelectionKey.OP_READ, new int[1]);
        }
    }

    /** Sends so many messages, and returns when all are back. Returns the nanoseconds. */
    long run(int messages) throws IOException {
        long start = System.nanoTime();
        left = messages;
        unsent = messages;
        for (SocketChannel each : channels) {
            send(each, load.inFlight);
        }
        while (left > 0) {
            selector.select(this::ready);
        }
        return System.nanoTime() - start;
    }

    private void ready(SelectionKey key) {
        try {
            SocketChannel channel = (SocketChannel) key.channel();
            int[] partly = (int[]) key.attachment();
            int count = channel.read(in.clear());
            if (count < 0) {
                throw new IOException("the server closed before the measurement was over");
            }
            int bytes = partly[0] + count;
            partly[0] = bytes % frameLength;
            left -= bytes / frameLength;
            send(channel, bytes / frameLength);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private void send(SocketChannel channel, int count) throws IOException {
        int some = (int) Math.min(count, unsent);
        unsent -= some;
        ByteBuffer source = frames.duplicate().position(0).limit(some * frameLength);
        while (source.hasRemaining()) {
            channel.write(source);
        }
    }
}
