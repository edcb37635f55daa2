/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.internal.loop;

import static io.github.wholewire.contract.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.wholewire.Codecs;
import io.github.wholewire.MessageConnection;
import io.github.wholewire.Protocol;
import io.github.wholewire.ServeOptions;
import io.github.wholewire.contract.Lines;
import io.github.wholewire.internal.stream.StreamOptions;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A server of which not every thread can be started: what the others have begun must end. */
@Timeout(30)
class LoopsStartTest {
    private static final SocketAddress ADDRESS = new InetSocketAddress(1);

    private final CountDownLatch served = new CountDownLatch(1);
    private final AtomicReference<MessageConnection<String>> connection = new AtomicReference<>();
    private final List<FakePoller> pollers = new ArrayList<>();
    private final OneComes listener = new OneComes();

    @Test
    void endsWhatTheOtherLoopsHaveBegun() {
        OutOfMemoryError failure =
                assertThrows(
                        OutOfMemoryError.class,
                        () ->
                                LoopServer.start(
                                        listener,
                                        this::newPoller,
                                        Protocol.of(new Lines(10), Codecs.utf8()),
                                        opened -> {
                                            connection.set(opened);
                                            served.countDown();
                                            return message -> {};
                                        },
                                        StreamOptions.DEFAULTS,
                                        ServeOptions.builder().loops(2).build()));
        assertEquals("no thread", failure.getMessage());
        eventually(() -> "the loops' end", () -> pollers.stream().allMatch(each -> each.closed));
        for (Connected each : listener.came) {
            assertFalse(each.isOpen());
        }
    }

    private FakePoller newPoller() {
        var poller = new FakePoller();
        pollers.add(poller);
        return poller;
    }

    /** One comes for each loop, before the second one is started. */
    private final class OneComes implements Listener<FakePoller> {
        private final List<Connected> came = new ArrayList<>();
        private FakePoller first;

        @Override
        public void register(FakePoller poller, Poller.Waiting waiting) {
            first = poller;
            poller.acceptor = waiting;
        }

        @Override
        public void await(boolean on) {}

        @Override
        public Incoming<FakePoller> accept() {
            if (came.size() == 2) {
                return null;
            }
            var connected = new Connected();
            came.add(connected);
            return new Incoming<>() {
                @Override
                public Transport open(FakePoller poller) {
                    connected.poller = poller;
                    return connected;
                }

                @Override
                public void refuse() {
                    connected.abort();
                }
            };
        }

        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public void close() {}

        @Override
        public SocketAddress localAddress() {
            return ADDRESS;
        }
    }

    private final class FakePoller implements Poller {
        private final Semaphore wakeups = new Semaphore(0);
        private volatile boolean closed;
        private volatile Waiting acceptor;
        private volatile Waiting link;

        @Override
        public void poll(long nanos, Caller caller) {
            if (acceptor != null && connection.get() == null) {
                caller.call(acceptor, true, false);
                return;
            }
            try {
                wakeups.tryAcquire(nanos, TimeUnit.NANOSECONDS);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void wakeup() {
            wakeups.release();
        }

        @Override
        public void forEach(Consumer<? super Waiting> action) {
            if (link != null) {
                action.accept(link);
            }
        }

        @Override
        public Carrier newCarrier(String name, Carrier.Rounds rounds) {
            boolean second = pollers.size() == 2;
            var thread = new LoopThread(name, rounds);
            return !second ? thread : new NotStarted();
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    /** There is no thread for it, once the first loop serves. */
    private final class NotStarted implements Carrier {
        @Override
        public void start() {
            try {
                served.await(1, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            throw new OutOfMemoryError("no thread");
        }

        @Override
        public boolean isCurrent() {
            return false;
        }

        @Override
        public boolean isWithin() {
            return false;
        }

        @Override
        public boolean isAlive() {
            return false;
        }

        @Override
        public long deadline(long nanos) {
            return nanos;
        }

        @Override
        public boolean awaitEnd(long deadline) {
            return true;
        }

        @Override
        public Thread thread() {
            return null;
        }
    }

    private static final class Connected extends SilentTransport {
        private FakePoller poller;

        @Override
        public void register(Poller.Waiting waiting) {
            poller.link = waiting;
        }
    }
}
