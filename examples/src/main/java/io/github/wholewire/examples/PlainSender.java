/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.examples;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.wholewire.MessageSender;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketAddress;
import java.util.Collection;

/**
 * Writes each text to a socket by a call of its own, with nothing around it. It looks like a sender
 * of messages, so that it can be paced, but it keeps no sender's promise.
 */
record PlainSender(Socket socket) implements MessageSender<String> {
    @Override
    public void send(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(UTF_8));
    }

    @Override
    public void sendAll(Collection<? extends String> texts) throws IOException {
        for (String text : texts) {
            send(text);
        }
    }

    @Override
    public void shutdownOutput() throws IOException {
        socket.shutdownOutput();
    }

    @Override
    public SocketAddress localAddress() {
        return socket.getLocalSocketAddress();
    }

    @Override
    public SocketAddress remoteAddress() {
        return socket.getRemoteSocketAddress();
    }

    @Override
    public boolean isOpen() {
        return !socket.isClosed();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    @Override
    public void abort() {
        try (socket) {
            socket.setSoLinger(true, 0);
        } catch (IOException e) {
            // it is closed, that is all there is to do
        }
    }
}
