/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.benchmarks;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.List;

/**
 * What one writes by hand for a length of four bytes in front of each message: frames are cut out
 * of a direct buffer that is refilled with one read of up to 64 KiB. It knows no limit but the
 * buffer, no timeout, no other thread and no errors.
 */
class HandWrittenWire implements Wire {
    private static final int BUFFER = 64 * 1024;

    final SocketChannel channel;
    final ByteBuffer in = ByteBuffer.allocateDirect(BUFFER).limit(0);
    private final ByteBuffer out = ByteBuffer.allocateDirect(BUFFER);

    HandWrittenWire(SocketChannel channel) {
        this.channel = channel;
    }

    @Override
    public void send(byte[] message) throws IOException {
        out.clear();
        out.putInt(message.length).put(message);
        flush();
    }

    @Override
    public void sendAll(List<byte[]> messages) throws IOException {
        out.clear();
        for (byte[] message : messages) {
            out.putInt(message.length).put(message);
        }
        flush();
    }

    private void flush() throws IOException {
        out.flip();
        while (out.hasRemaining()) {
            channel.write(out);
        }
    }

    @Override
    public byte[] receive() throws IOException {
        while (in.remaining() < 4) {
            fill();
        }
        byte[] message = new byte[in.getInt()];
        while (in.remaining() < message.length) {
            fill();
        }
        in.get(message);
        return message;
    }

    private void fill() throws IOException {
        in.compact();
        if (read() < 0) {
            throw new EOFException("the peer closed before the measurement was over");
        }
        in.flip();
    }

    /** Reads behind what is there. */
    int read() throws IOException {
        return channel.read(in);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
