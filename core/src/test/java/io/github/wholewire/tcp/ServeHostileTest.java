/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.tcp;

import static io.github.wholewire.contract.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.wholewire.HandlerFactory;
import io.github.wholewire.MessageChannel;
import io.github.wholewire.MessageServer;
import io.github.wholewire.Protocol;
import io.github.wholewire.contract.Call;
import io.github.wholewire.contract.Settings;
import io.github.wholewire.contract.Threads;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * T12: peers that harm beside peers that echo. The one kind is soon gone, the other undisturbed.
 */
class ServeHostileTest extends Serving {
    private static final int PEERS = 20;
    private static final int GOOD = 4;

    private static final Settings SHORT =
            Settings.PATIENT
                    .sendTimeout(300)
                    .closeTimeout(100)
                    .frameTimeout(400)
                    .frameProgressTimeout(200);

    private final AtomicBoolean done = new AtomicBoolean();
    private final List<Call<Integer>> good = new ArrayList<>();
    private final List<Socket> sockets = new ArrayList<>();
    private MessageServer server;

    @BeforeEach
    void serveGoodOnes() throws IOException {
        HandlerFactory<byte[]> echo = connection -> connection::send;
        server = serve(BYTES, echo, TcpNetwork.options(SHORT).build());
        for (int i = 0; i < GOOD; i++) {
            MessageChannel<byte[]> client = connect(server, BYTES);
            byte[] message = new byte[100 * i];
            good.add(Threads.PLATFORM.call(() -> echoUntilDone(client, message)));
        }
    }

    private int echoUntilDone(MessageChannel<byte[]> client, byte[] message) throws IOException {
        int count = 0;
        do {
            client.send(message);
            assertArrayEquals(message, client.receive());
            count++;
        } while (!done.get());
        return count;
    }

    @AfterEach
    void closeSockets() throws IOException {
        done.set(true);
        for (Socket each : sockets) {
            each.close();
        }
    }

    private Socket connectHostile() throws IOException {
        Socket socket = new Socket();
        sockets.add(socket);
        socket.setReceiveBufferSize(10_000);
        socket.connect(server.localAddress());
        return socket;
    }

    private void assertGoneAndOthersUnharmed() throws Exception {
        eventually(() -> server.connections() + " are left", () -> server.connections() == GOOD);
        done.set(true);
        for (Call<Integer> each : good) {
            assertTrue(each.result() > 0);
            each.join();
        }
    }

    private static byte[] frame(int length) {
        return ByteBuffer.allocate(4 + length).putInt(length).array();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void endsThoseThatSendRandomBytes(long seed) throws Exception {
        var random = new Random(seed);
        for (int i = 0; i < PEERS; i++) {
            byte[] bytes = new byte[random.nextInt(2000)];
            random.nextBytes(bytes);
            try (Socket socket = connectHostile()) {
                socket.getOutputStream().write(bytes);
            } catch (IOException e) {
                // refused before all was written
            }
        }
        assertGoneAndOthersUnharmed();
    }

    @Test
    void endsThoseThatStall() throws Exception {
        for (int i = 0; i < PEERS; i++) {
            connectHostile().getOutputStream().write(new byte[] {0, 0, 1, 0, 'x'});
        }
        assertGoneAndOthersUnharmed();
    }

    @Test
    void endsThoseThatTrickle() throws Exception {
        for (int i = 0; i < PEERS; i++) {
            connectHostile().getOutputStream().write(new byte[] {0, 0, 1, 0});
        }
        var pace = Executors.newSingleThreadScheduledExecutor();
        try {
            pace.scheduleAtFixedRate(this::trickle, 0, 20, TimeUnit.MILLISECONDS);
            assertGoneAndOthersUnharmed();
        } finally {
            pace.shutdownNow();
            assertTrue(pace.awaitTermination(20, TimeUnit.SECONDS));
        }
    }

    private void trickle() {
        for (Socket each : sockets) {
            try {
                each.getOutputStream().write('x');
            } catch (IOException e) {
                // that one is gone
            }
        }
    }

    @Test
    void endsThoseThatNeverRead() throws Exception {
        byte[] frame = frame(50_000);
        List<Call<Void>> flooding = new ArrayList<>();
        for (int i = 0; i < PEERS; i++) {
            Socket socket = connectHostile();
            flooding.add(
                    Threads.PLATFORM.run(() -> {
                        try {
                            while (!done.get()) {
                                socket.getOutputStream().write(frame);
                            }
                        } catch (IOException e) {
                            // it is let go
                        }
                    }));
        }
        for (Call<Void> each : flooding) {
            each.result();
            each.join();
        }
        assertGoneAndOthersUnharmed();
    }

    @Test
    void letsNobodyStarveThatAsksBesideAFloodOfTinyFrames() throws Exception {
        byte[] flood = new byte[64 * 1024]; // empty frames
        Socket socket = connectHostile();
        var flooding =
                Threads.PLATFORM.run(() -> {
                    try (socket) {
                        for (int i = 0; i < 200; i++) {
                            socket.getOutputStream().write(flood);
                            for (int left = flood.length; left > 0; ) {
                                left -= socket.getInputStream().read(new byte[left]);
                            }
                        }
                    }
                });
        flooding.result();
        flooding.join();
        assertGoneAndOthersUnharmed();
    }

    @Test
    void survivesThoseThatResetAtOnce() throws Exception {
        InetSocketAddress address = (InetSocketAddress) server.localAddress();
        Protocol<byte[]> protocol = BYTES;
        for (int i = 0; i < 200; i++) {
            Tcp.connect(address, protocol).abort();
        }
        assertGoneAndOthersUnharmed();
        assertEquals(0, server.refused());
    }
}
