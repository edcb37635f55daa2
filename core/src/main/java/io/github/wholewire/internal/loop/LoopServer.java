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

/**
 * A listener, and the loops that serve its connections.
 *
 * @param <P> what the loops wait with
 */
public final class LoopServer<P extends Poller> implements MessageServer {
    /** Whoever stops the server aborts, and counts, what is left; if nobody does, the loops do. */
    private static final long STOPPER_COMES_FIRST = TimeUnit.SECONDS.toNanos(1);

    private final SocketAddress local;
    private final Loops<P> loops;
    private final Admission<P, ?> admission;
    private final Acceptor<P> acceptor;
    private final long closeTimeout;
    private final AtomicBoolean stopping = new AtomicBoolean();

    private <M> LoopServer(
            Listener<P> listener,
            Loops<P> loops,
            Protocol<M> protocol,
            HandlerFactory<M> handlers,
            LoopSettings settings) {
        this.loops = loops;
        local = listener.localAddress();
        closeTimeout = settings.closeTimeout;
        Admission<P, M> taker =
                new Admission<>(loops, settings, protocol, handlers, this::connectionReleased);
        admission = taker;
        acceptor = new Acceptor<>(loops.first().loop(), listener, taker::take);
    }

    private void connectionReleased() {
        acceptor.connectionReleased();
    }

    /**
     * Starts a server of sockets, which from here on owns the listener.
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
        return start(
                new SocketListener(listener, setup),
                SelectorPoller::new,
                protocol,
                handlers,
                stream,
                serve);
    }

    /**
     * Starts a server, which from here on owns the listener.
     *
     * @param pollers makes what each loop waits with
     * @throws IOException if it could not be started; the listener is still open
     */
    public static <P extends Poller, M> MessageServer start(
            Listener<P> listener,
            PollerFactory<P> pollers,
            Protocol<M> protocol,
            HandlerFactory<M> handlers,
            StreamOptions stream,
            ServeOptions serve)
            throws IOException {
        LoopSettings settings = new LoopSettings(stream, serve);
        Loops<P> loops = new Loops<>(serve, settings, pollers);
        LoopServer<P> server = new LoopServer<>(listener, loops, protocol, handlers, settings);
        try {
            server.acceptor.open(loops.first().poller());
        } catch (IOException | RuntimeException | Error e) {
            loops.abandon();
            throw e;
        }
        loops.start();
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
        return stop(StreamOptions.requireNotNegative(limit, "limit"));
    }

    private int stop(long nanos) throws IOException {
        if (loops.isWithin()) {
            throw new IllegalStateException(
                    "stop called by a thread of this server, which would wait for itself: call close()");
        }
        long deadline = loops.joinDeadline(nanos);
        begin(
                nanos > StreamOptions.NEVER - STOPPER_COMES_FIRST
                        ? nanos
                        : nanos + STOPPER_COMES_FIRST);
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
        if (loops.isWithin()) {
            begin(closeTimeout);
        } else {
            stop(closeTimeout);
        }
    }

    /** What the listener has accepted and no loop has opened yet is refused. */
    private void begin(long nanos) {
        if (stopping.compareAndSet(false, true)) {
            acceptor.close();
            loops.stop(link -> link.close(null, link.loop.deadline(nanos)));
        }
    }

    private int abort() {
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
