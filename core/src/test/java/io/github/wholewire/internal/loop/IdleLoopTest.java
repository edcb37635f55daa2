/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.internal.loop;

import static io.github.wholewire.contract.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.wholewire.Codecs;
import io.github.wholewire.MessageConnection;
import io.github.wholewire.MessageHandler;
import io.github.wholewire.Protocol;
import io.github.wholewire.ServeOptions;
import io.github.wholewire.contract.LengthPrefixed;
import io.github.wholewire.contract.Settings;
import io.github.wholewire.tcp.Tcp;
import io.github.wholewire.tcp.TcpNetwork;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A loop sleeps when nothing is to be done, whatever its peers do or leave undone. */
class IdleLoopTest {
    private static final Protocol<byte[]> BYTES =
            Protocol.of(new LengthPrefixed(4 * 1024 * 1024), Codecs.bytes());

    /** A look at deadlines each second may come in between. */
    private static final int FEW = 3;

    private final List<MessageConnection<byte[]>> connections = new CopyOnWriteArrayList<>();
    private LoopServer<?> server;
    private Socket peer;

    @BeforeEach
    void serve() throws IOException {
        var serving = ServeOptions.builder().allowHalfOpen(true).build();
        var options = TcpNetwork.options(Settings.PATIENT).serving(serving).build();
        server =
                (LoopServer<?>)
                        Tcp.serve(
                                TcpNetwork.IPV4.anyPort(),
                                BYTES,
                                connection -> {
                                    connections.add(connection);
                                    return handler(connection);
                                },
                                options);
        InetSocketAddress address = (InetSocketAddress) server.localAddress();
        peer = new Socket(address.getAddress(), address.getPort());
        eventually(() -> "the connection", () -> !connections.isEmpty());
    }

    private static MessageHandler<byte[]> handler(MessageConnection<byte[]> connection) {
        return message -> connection.suspend();
    }

    @AfterEach
    void stop() throws IOException {
        peer.close();
        server.stop(Duration.ZERO);
    }

    private void assertSleeps() throws InterruptedException {
        assertSleeps(server);
    }

    static void assertSleeps(LoopServer<?> server) throws InterruptedException {
        long[] rounds = {-1};
        eventually( // until it has done what there was
                () -> "it does not come to rest",
                () -> {
                    long before = rounds[0];
                    rounds[0] = server.rounds();
                    return before == rounds[0];
                });
        new CountDownLatch(1).await(300, TimeUnit.MILLISECONDS); // what is measured
        long awake = server.rounds() - rounds[0];
        assertTrue(awake <= FEW, () -> "awake " + awake + " times in 300 ms");
    }

    @Test
    void whileNothingHappens() throws Exception {
        assertSleeps();
    }

    @Test
    void whileAFrameIsUnderWay() throws Exception {
        peer.getOutputStream().write(new byte[] {0, 0, 0, 9, 1});
        assertSleeps();
    }

    @Test
    void whileThePeerHasFinishedAndItHasNot() throws Exception {
        peer.shutdownOutput();
        assertSleeps();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whileItIsSuspendedThoughInputWaits(boolean reset) throws Exception {
        for (int i = 0; i < 3; i++) {
            peer.getOutputStream().write(new byte[] {0, 0, 0, 1, 1});
        }
        if (reset) {
            peer.setSoLinger(true, 0);
            peer.close();
        }
        assertSleeps();
    }

    @Test
    void whileThePeerDoesNotRead() throws Exception {
        connections.get(0).send(new byte[3 * 1024 * 1024]);
        assertSleeps();
    }

    @Test
    void whileItWaitsForThePeersEnd() throws Exception {
        connections.get(0).send(new byte[10]);
        connections.get(0).close();
        assertSleeps();
    }

    @Test
    void whileItsOutputIsShutDown() throws Exception {
        connections.get(0).shutdownOutput();
        assertSleeps();
    }

    @Test
    void whileAHandlerHasLeftTheInterruptFlagSet() throws Exception {
        var another =
                Tcp.serve(
                        TcpNetwork.IPV4.anyPort(),
                        BYTES,
                        connection -> message -> Thread.currentThread().interrupt());
        try (another;
                var client = Tcp.connect(another.localAddress(), BYTES)) {
            client.send(new byte[1]);
            server.stop(Duration.ZERO);
            server = (LoopServer<?>) another;
            assertSleeps();
        }
    }
}
