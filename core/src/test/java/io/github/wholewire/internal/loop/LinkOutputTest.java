/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.internal.loop;

import static io.github.wholewire.contract.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.wholewire.ChannelClosedException;
import io.github.wholewire.Codecs;
import io.github.wholewire.MessageConnection;
import io.github.wholewire.Protocol;
import io.github.wholewire.ServeOptions;
import io.github.wholewire.contract.LengthPrefixed;
import io.github.wholewire.internal.stream.StreamOptions;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The loop's thread and another one send on a connection at the same time. */
class LinkOutputTest {
    private static final Protocol<String> TEXT =
            Protocol.of(new LengthPrefixed(100), Codecs.utf8());

    private final EventLoop loop =
            new EventLoop(
                    "sending",
                    new NothingReady(),
                    new LoopSettings(StreamOptions.DEFAULTS, ServeOptions.defaults()));
    private final HalfTaking transport = new HalfTaking();
    private MessageConnection<String> connection;

    @AfterEach
    void release() {
        connection.abort();
        loop.execute(loop::leave);
    }

    private void open() throws Exception {
        var opened = new CompletableFuture<MessageConnection<String>>();
        loop.start();
        loop.execute(() ->
                Handle.open(
                        new Link(loop, transport, () -> {}),
                        TEXT,
                        peer -> {
                            opened.complete(peer);
                            return message -> {};
                        }));
        connection = opened.get(10, TimeUnit.SECONDS);
    }

    @Test
    void loopsThreadDoesNotCutIntoAFrameThatAnotherIsWriting() throws Exception {
        open();
        transport.meanwhile = this::sendInTheLoop;
        connection.send("first");
        eventually(() -> "both frames", () -> transport.taken().length() == 17);
        assertEquals("\0\0\0\5first\0\0\0\4next", transport.taken());
    }

    /** The next frame came right behind the half of this one. */
    @Test
    void endsAConnectionThatHasLostTheRestOfAFrame() throws Exception {
        open();
        transport.meanwhile =
                () -> {
                    throw new OutOfMemoryError("so it says");
                };
        assertThrows(OutOfMemoryError.class, () -> connection.send("first"));
        assertThrows(ChannelClosedException.class, () -> connection.send("next"));
        assertEquals("\0\0\0\5", transport.taken());
        assertFalse(transport.isOpen());
    }

    /** Nothing of it has gone out. */
    @Test
    void goesOnAfterAFrameThatWasNotBegun() throws Exception {
        open();
        transport.share = 0;
        transport.meanwhile =
                () -> {
                    throw new OutOfMemoryError("so it says");
                };
        assertThrows(OutOfMemoryError.class, () -> connection.send("first"));
        connection.send("next");
        assertEquals("\0\0\0\4next", transport.taken());
    }

    private void sendInTheLoop() throws InterruptedException {
        var sent = new CountDownLatch(1);
        loop.execute(() -> {
            try {
                connection.send("next");
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
            sent.countDown();
        });
        assertTrue(sent.await(10, TimeUnit.SECONDS));
    }

    private interface Step {
        void run() throws InterruptedException;
    }

    /** Takes half of the first write, and then something happens. */
    private static final class HalfTaking extends SilentTransport {
        private final StringBuffer taken = new StringBuffer();
        private Step meanwhile;
        private double share = 0.5;

        String taken() {
            return taken.toString();
        }

        @Override
        public int write(ByteBuffer source) throws IOException {
            Step step = meanwhile;
            meanwhile = null;
            int count = step == null ? source.remaining() : (int) (source.remaining() * share);
            for (int i = 0; i < count; i++) {
                taken.append((char) source.get());
            }
            try {
                if (step != null) {
                    step.run();
                }
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
            return count;
        }
    }

    private static final class NothingReady implements Poller {
        private final Semaphore wakeups = new Semaphore(0);

        @Override
        public void poll(long nanos, Caller caller) throws IOException {
            try {
                wakeups.tryAcquire(nanos, TimeUnit.NANOSECONDS);
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
        }

        @Override
        public void wakeup() {
            wakeups.release();
        }

        @Override
        public void forEach(Consumer<? super Waiting> action) {}

        @Override
        public void close() {}
    }
}
