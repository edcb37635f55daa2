/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.internal.loop;

import io.github.wholewire.ChannelInterruptedException;
import io.github.wholewire.HandlerFactory;
import io.github.wholewire.MessageServer;
import io.github.wholewire.Protocol;
import io.github.wholewire.ServeOptions;
import io.github.wholewire.internal.stream.StreamOptions;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** A listener, and the loops that serve its connections. */
public final class LoopServer implements MessageServer {
    /** Whoever stops the server aborts, and counts, what is left; if nobody does, the loops do. */
    private static final long STOPPER_COMES_FIRST = TimeUnit.SECONDS.toNanos(1);

    private final SocketAddress local;
    private final Loops loops;
    private final Admission<?> admission;
    private final Acceptor acceptor;
    private final Duration closeTimeout;
    private final AtomicBoolean stopping = new AtomicBoolean();

    private <M> LoopServer(
            ServerSocketChannel listener,
            SocketSetup setup,
            Protocol<M> protocol,
            HandlerFactory<M> handlers,
            StreamOptions stream,
            ServeOptions serve)
            throws IOException {
        LoopSettings settings = new LoopSettings(stream, serve);
        int max = serve.maxConnections();
        if (max == ServeOptions.SYSTEM_LIMIT) {
            max = DescriptorLimit.forConnections();
        }
        local = listener.getLocalAddress();
        closeTimeout = stream.closeTimeout();
        loops = new Loops(serve, settings);
        Admission<M> opening = new Admission<>(loops, settings, setup, protocol, handlers, max);
        admission = opening;
        acceptor = new Acceptor(loops.first(), listener, opening::take);
    }

    /**
     * Starts a server, which from here on owns the listener.
     *
     * @param setup sets the options of each connection's socket
     * @throws IOException if it could not be started; the listener is still open
     */
    public static <M> MessageServer start(
            ServerSocketChannel listener,
            SocketSetup setup,
            Protocol<M> protocol,
            HandlerFactory<M> handlers,
            StreamOptions stream,
            ServeOptions serve)
            throws IOException {
        LoopServer server = new LoopServer(listener, setup, protocol, handlers, stream, serve);
        try {
            server.acceptor.open();
        } catch (IOException | RuntimeException | Error e) {
            server.loops.abandon();
            throw e;
        }
        server.loops.start();
        return server;
    }

    @Override
    public SocketAddress localAddress() {
        return local;
    }

    @Override
    public boolean isOpen() {
        return !stopping.get();
    }

    @Override
    public int connections() {
        return admission.connections();
    }

    @Override
    public long refused() {
        return admission.refused();
    }

    @Override
    public int stop(Duration limit) throws IOException {
        long nanos = StreamOptions.requireNotNegative(limit, "limit");
        if (loops.isCurrent()) {
            throw new IllegalStateException(
                    "stop called by a thread of this server, which would wait for itself: call close()");
        }
        long deadline = StreamOptions.deadline(nanos);
        begin(nanos == StreamOptions.NEVER ? nanos : deadline + STOPPER_COMES_FIRST);
        try {
            int aborted = loops.join(deadline) ? 0 : abort();
            loops.joinUnlessHeld();
            return aborted;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ChannelInterruptedException(
                    "interrupted while the server on "
                            + local
                            + " stopped: "
                            + abort()
                            + " connections were aborted",
                    e);
        }
    }

    @Override
    public void close() throws IOException {
        if (loops.isCurrent()) {
            begin(StreamOptions.deadline(StreamOptions.nanos(closeTimeout)));
        } else {
            stop(closeTimeout);
        }
    }

    private void begin(long deadline) {
        if (stopping.compareAndSet(false, true)) {
            // First the listener: what it has accepted is then on its way to the loops.
            loops.first()
                    .execute(() -> {
                        acceptor.close();
                        loops.execute(loop -> closeAll(loop, deadline));
                    });
        }
    }

    private static void closeAll(EventLoop loop, long deadline) {
        for (Link link : loop.links()) {
            link.close(null, deadline);
        }
        loop.leave();
    }

    private int abort() {
        acceptor.close(); // the loop may not have come to it
        int aborted = 0;
        for (Link link : loops.links()) {
            aborted += link.abort() ? 1 : 0;
        }
        return aborted;
    }

    /** Returns how often the loops have been awake, for tests. */
    long rounds() {
        return loops.rounds();
    }

    @Override
    public String toString() {
        return "MessageServer[" + local + "]";
    }
}
