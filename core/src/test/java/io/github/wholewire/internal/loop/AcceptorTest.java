/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.internal.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.wholewire.ServeOptions;
import io.github.wholewire.internal.stream.StreamOptions;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Pauses of a listener that cannot accept. Its loop is not started, so nothing happens by time. */
class AcceptorTest {
    private final FakeListener listener = new FakeListener();
    private final List<Object> taken = new ArrayList<>();
    private final EventLoop loop =
            new EventLoop(
                    "accepting",
                    new FakePoller(),
                    new LoopSettings(StreamOptions.DEFAULTS, ServeOptions.defaults()));
    private final Acceptor<Poller> acceptor = new Acceptor<>(loop, listener, taken::add);

    @AfterEach
    void release() {
        loop.abandon();
    }

    @Test
    void pausesWhenItCannotAcceptAndGoesOnWhenAConnectionIsReleased() throws Exception {
        acceptor.open(new FakePoller());
        assertTrue(listener.awaited);
        acceptor.connectionReleased();
        listener.failure = new IOException("Too many open files");
        acceptor.ready(true, false);
        assertFalse(listener.awaited);
        acceptor.connectionReleased();
        loop.abandon(); // does what it was asked for
        assertTrue(listener.awaited);
        assertEquals(List.of(), taken);
    }

    @Test
    void pausesForWantOfMemory() throws Exception {
        acceptor.open(new FakePoller());
        listener.error = new OutOfMemoryError("so it says");
        acceptor.ready(true, false);
        assertFalse(listener.awaited);
    }

    @Test
    void endsQuietlyWhenTheListenerIsClosed() throws Exception {
        acceptor.open(new FakePoller());
        acceptor.close();
        listener.failure = new IOException("closed");
        acceptor.ready(true, false);
        assertTrue(listener.awaited, "no pause");
    }

    private static final class FakePoller implements Poller {
        @Override
        public void poll(long nanos, Caller caller) {}

        @Override
        public void wakeup() {}

        @Override
        public void forEach(Consumer<? super Waiting> action) {}

        @Override
        public void close() {}
    }

    private static final class FakeListener implements Listener<Poller> {
        boolean awaited;
        boolean open = true;
        IOException failure;
        Error error;

        @Override
        public void register(Poller poller, Poller.Waiting waiting) {}

        @Override
        public void await(boolean on) {
            awaited = on;
        }

        @Override
        public Incoming<Poller> accept() throws IOException {
            if (error != null) {
                throw error;
            }
            throw failure;
        }

        @Override
        public boolean isOpen() {
            return open;
        }

        @Override
        public void close() {
            open = false;
        }

        @Override
        public SocketAddress localAddress() {
            return new InetSocketAddress(0);
        }
    }
}
