/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.tcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.wholewire.MessageConnection;
import io.github.wholewire.MessageServer;
import io.github.wholewire.ReceiveTimeoutException;
import io.github.wholewire.ServeOptions;
import io.github.wholewire.TruncatedFrameException;
import io.github.wholewire.contract.Eventually;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Peers that are late, and connections on which nothing happens. */
class ServeDeadlinesTest extends Serving {
    private static final Duration SHORT = Duration.ofMillis(100);
    private static final Duration MEDIUM = Duration.ofMillis(400);
    private static final Duration LONG = Duration.ofMillis(1600);

    private final ScheduledExecutorService pace = Executors.newSingleThreadScheduledExecutor();

    @AfterEach
    void endPace() throws InterruptedException {
        pace.shutdownNow();
        assertTrue(pace.awaitTermination(20, TimeUnit.SECONDS));
    }

    /** Sends the byte so often that no pause is noticed, until the peer has closed. */
    private void trickle(OutputStream out, int value) {
        pace.scheduleAtFixedRate(
                () -> {
                    try {
                        out.write(value);
                    } catch (IOException e) {
                        throw new java.io.UncheckedIOException(e);
                    }
                },
                0,
                10,
                TimeUnit.MILLISECONDS);
    }

    @Test
    void closesWhenAFrameMakesNoProgress() throws Exception {
        var server = serve(TEXT, Recorder::new, options().frameProgressTimeout(SHORT).build());
        try (var peer = connectPlainly(server)) {
            peer.getOutputStream().write(new byte[] {0, 0});
            assertEquals(-1, peer.getInputStream().read());
        }
        assertInstanceOf(TruncatedFrameException.class, nextEvent());
    }

    @Test
    void closesWhenAFrameTakesTooLongThoughItProgresses() throws Exception {
        var server =
                serve(
                        TEXT,
                        Recorder::new,
                        options()
                                .frameProgressTimeout(Duration.ofSeconds(20))
                                .frameTimeout(MEDIUM)
                                .build());
        try (var peer = connectPlainly(server)) {
            peer.getOutputStream().write(new byte[] {0, 3, 0, 0});
            trickle(peer.getOutputStream(), 'x');
            assertEquals(-1, peer.getInputStream().read());
        }
        assertInstanceOf(TruncatedFrameException.class, nextEvent());
    }

    @Test
    void doesNotCountTimeBetweenFramesOrWhileSuspended() throws Exception {
        var given = new CompletableFuture<MessageConnection<String>>();
        var server =
                serve(
                        TEXT,
                        connection -> {
                            given.complete(connection);
                            return new Recorder<>(connection);
                        },
                        options().frameProgressTimeout(SHORT).frameTimeout(SHORT).build());
        try (var peer = connectPlainly(server)) {
            peer.getOutputStream().write(new byte[] {0, 0, 0, 1, 'a'});
            assertEquals("a", nextEvent());
            assertNull(events.poll(300, TimeUnit.MILLISECONDS));
            given.join().suspend();
            peer.getOutputStream().write(new byte[] {0, 0});
            assertNull(events.poll(300, TimeUnit.MILLISECONDS));
            given.join().resume();
            peer.getOutputStream().write(new byte[] {0, 1, 'b'});
            assertEquals("b", nextEvent());
        }
    }

    private MessageServer serveIdle(ServeOptions.Builder serving) throws IOException {
        return serve(TEXT, Recorder::new, options(serving));
    }

    private void assertIdle() throws InterruptedException {
        var cause = assertInstanceOf(Closed.class, nextEvent()).cause();
        assertInstanceOf(ReceiveTimeoutException.class, cause);
    }

    @Test
    void closesWhenIdle() throws Exception {
        var server = serveIdle(ServeOptions.builder().idleTimeout(SHORT));
        assertNull(connect(server, TEXT).receive());
        assertIdle();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void closesWhenIdleThoughThePeerHasFinished(boolean read) throws Exception {
        var serving = ServeOptions.builder().allowHalfOpen(true);
        var server = serveIdle(read ? serving.readIdleTimeout(SHORT) : serving.idleTimeout(SHORT));
        try (var peer = connectPlainly(server)) {
            peer.shutdownOutput();
            assertEquals("end", nextEvent());
            assertIdle();
        }
    }

    @Test
    void doesNotCountTheTimeInWhichItWasSuspended() throws Exception {
        var given = new CompletableFuture<MessageConnection<String>>();
        var server =
                serve(
                        TEXT,
                        connection -> {
                            given.complete(connection);
                            connection.suspend();
                            return new Recorder<>(connection);
                        },
                        options(ServeOptions.builder().readIdleTimeout(LONG)));
        connect(server, TEXT);
        var connection = given.get();
        assertNull(events.poll(LONG.toMillis() * 4 / 5, TimeUnit.MILLISECONDS));
        connection.resume();
        assertNull(events.poll(LONG.toMillis() / 2, TimeUnit.MILLISECONDS));
        assertIdle();
    }

    @Test
    void closesWhenNothingIsReceivedThoughItSends() throws Exception {
        var server =
                serve(
                        TEXT,
                        connection -> {
                            pace.scheduleAtFixedRate(
                                    () -> sendIfOpen(connection), 0, 10, TimeUnit.MILLISECONDS);
                            return new Recorder<>(connection);
                        },
                        options(ServeOptions.builder().readIdleTimeout(SHORT)));
        connect(server, TEXT);
        assertIdle();
    }

    private static void sendIfOpen(MessageConnection<String> connection) {
        try {
            connection.send("x");
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void closesWhenNothingIsSentThoughBytesCome() throws Exception {
        var server = serveIdle(ServeOptions.builder().writeIdleTimeout(SHORT));
        try (var peer = connectPlainly(server)) {
            peer.getOutputStream().write(new byte[] {0, 3, 0, 0});
            trickle(peer.getOutputStream(), 'x');
            assertIdle();
        }
    }

    @Test
    void isNotIdleWhileBytesComeThoughNoMessageIsWhole() throws Exception {
        var server = serveIdle(ServeOptions.builder().idleTimeout(MEDIUM).readIdleTimeout(MEDIUM));
        try (var peer = connectPlainly(server)) {
            peer.getOutputStream().write(new byte[] {0, 3, 0, 0});
            trickle(peer.getOutputStream(), 'x');
            assertNull(events.poll(1500, TimeUnit.MILLISECONDS));
        }
    }

    @Test
    void beatsTheHeartInsteadOfClosing() throws Exception {
        var server =
                serve(
                        TEXT,
                        connection ->
                                new Recorder<>(connection) {
                                    @Override
                                    public void onIdle() throws Exception {
                                        connection.send("ping");
                                    }
                                },
                        options(ServeOptions.builder().idleTimeout(SHORT)));
        var client = connect(server, TEXT);
        for (int i = 0; i < 3; i++) {
            assertEquals("ping", client.receive());
        }
    }

    @Test
    void releasesAtTheCloseTimeoutThoughThePeerStays() throws Exception {
        var server =
                serve(
                        TEXT,
                        connection -> {
                            connection.send("bye");
                            connection.close();
                            return new Recorder<>(connection);
                        },
                        options().closeTimeout(SHORT).build());
        var client = connect(server, TEXT);
        assertEquals("bye", client.receive());
        assertNull(client.receive());
        assertEquals("closed", nextEvent());
        Eventually.eventually(() -> "the release", () -> server.connections() == 0);
    }
}
