/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.tcp;

import static org.junit.jupiter.api.Assertions.assertNotNull;

import io.github.wholewire.Codecs;
import io.github.wholewire.HandlerFactory;
import io.github.wholewire.MessageChannel;
import io.github.wholewire.MessageConnection;
import io.github.wholewire.MessageHandler;
import io.github.wholewire.MessageServer;
import io.github.wholewire.Protocol;
import io.github.wholewire.ServeOptions;
import io.github.wholewire.contract.Eventually;
import io.github.wholewire.contract.LengthPrefixed;
import io.github.wholewire.contract.Lines;
import io.github.wholewire.contract.Settings;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;

/** What tests of event-driven servers share. Everything that a test opens is closed after it. */
abstract class Serving {
    static final int MAX = 4 * 1024 * 1024;
    static final Protocol<String> TEXT = Protocol.of(new LengthPrefixed(MAX), Codecs.utf8());
    static final Protocol<byte[]> BYTES = Protocol.of(new LengthPrefixed(MAX), Codecs.bytes());
    static final Protocol<String> LINES = Protocol.of(new Lines(MAX), Codecs.utf8());
    static final HandlerFactory<String> ECHO = connection -> connection::send;

    /** What handlers were told, in order, unless they say it otherwise. */
    final BlockingQueue<Object> events = new LinkedBlockingQueue<>();

    private final List<MessageServer> servers = new ArrayList<>();
    private final List<MessageChannel<?>> clients = new ArrayList<>();

    @AfterEach
    void stopAll() throws IOException {
        clients.forEach(MessageChannel::abort);
        for (MessageServer server : servers) {
            server.stop(Duration.ZERO);
        }
    }

    static TcpOptions.Builder options() {
        return TcpNetwork.options(Settings.PATIENT.closeTimeout(5000));
    }

    static TcpOptions options(ServeOptions.Builder serving) {
        return options().serving(serving.build()).build();
    }

    <M> MessageServer serve(Protocol<M> protocol, HandlerFactory<M> handlers) throws IOException {
        return serve(protocol, handlers, options().build());
    }

    <M> MessageServer serve(Protocol<M> protocol, HandlerFactory<M> handlers, TcpOptions options)
            throws IOException {
        MessageServer server = Tcp.serve(TcpNetwork.IPV4.anyPort(), protocol, handlers, options);
        servers.add(server);
        return server;
    }

    <M> MessageChannel<M> connect(MessageServer server, Protocol<M> protocol) throws IOException {
        MessageChannel<M> client = Tcp.connect(server.localAddress(), protocol, options().build());
        clients.add(client);
        return client;
    }

    static Socket connectPlainly(MessageServer server) throws IOException {
        InetSocketAddress address = (InetSocketAddress) server.localAddress();
        Socket socket = new Socket(address.getAddress(), address.getPort());
        socket.setSoTimeout((int) Eventually.PATIENCE.toMillis());
        return socket;
    }

    /** Waits for what a handler is told next. */
    Object nextEvent() throws InterruptedException {
        Object event = events.poll(Eventually.PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        assertNotNull(event, "nothing happens");
        return event;
    }

    /** Records everything. */
    class Recorder<M> implements MessageHandler<M> {
        final MessageConnection<M> connection;

        Recorder(MessageConnection<M> connection) {
            this.connection = connection;
        }

        @Override
        public void onMessage(M message) throws Exception {
            events.add(message);
        }

        @Override
        public void onEnd() throws Exception {
            events.add("end");
        }

        @Override
        public void onError(IOException failure) throws Exception {
            events.add(failure);
        }

        @Override
        public void onWritable() throws Exception {
            events.add("writable");
        }

        @Override
        public void onClose(IOException cause) {
            events.add(cause == null ? "closed" : new Closed(cause));
        }
    }

    /** That a connection was closed because of something. */
    record Closed(IOException cause) {}
}
