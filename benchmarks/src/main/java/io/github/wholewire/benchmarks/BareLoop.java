/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.benchmarks;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/**
 * What one writes by hand on a Selector: a shared direct buffer to read into, an array for each
 * message, all replies of a read in one write. It knows no limit but its buffers, no deadline, no
 * other thread, and waits actively for a peer that does not read.
 */
final class BareLoop implements Runnable {
    private static final int BUFFER = 64 * 1024;

    private final Selector selector = Selector.open();
    private final ServerSocketChannel listener = ServerSocketChannel.open();
    private final ByteBuffer in = ByteBuffer.allocateDirect(BUFFER);
    private final ByteBuffer out = ByteBuffer.allocateDirect(2 * BUFFER);

    BareLoop(InetSocketAddress address) throws IOException {
        listener.bind(address, 1024).configureBlocking(false);
        listener.register(selector, SelectionKey.OP_ACCEPT);
    }

    /** Starts it and returns its port. */
    int start() throws IOException {
        Thread thread = new Thread(this, "bare-loop");
        thread.setDaemon(true);
        thread.start();
        return ((InetSocketAddress) listener.getLocalAddress()).getPort();
    }

    @Override
    public void run() {
        try {
            for (; ; ) {
                selector.select(this::ready);
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private void ready(SelectionKey key) {
        try {
            if (key.isAcceptable()) {
                accept();
            } else if (!echo((SocketChannel) key.channel(), key)) {
                key.channel().close();
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private void accept() throws IOException {
        for (SocketChannel channel; (channel = listener.accept()) != null; ) {
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.configureBlocking(false);
            channel.register(selector, SelectionKey.OP_READ);
        }
    }

    /** Returns false at the peer's end. The rest of a frame waits in the key's attachment. */
    private boolean echo(SocketChannel channel, SelectionKey key) throws IOException {
        in.clear();
        if (key.attachment() instanceof byte[] rest) {
            in.put(rest);
        }
        if (channel.read(in) < 0) {
            return false;
        }
        in.flip();
        out.clear();
        while (in.remaining() >= 4 && in.remaining() - 4 >= in.getInt(in.position())) {
            byte[] message = new byte[in.getInt()];
            in.get(message);
            out.putInt(message.length).put(message);
        }
        byte[] rest = null;
        if (in.hasRemaining()) {
            rest = new byte[in.remaining()];
            in.get(rest);
        }
        key.attach(rest);
        out.flip();
        while (out.hasRemaining()) {
            channel.write(out);
        }
        return true;
    }
}
