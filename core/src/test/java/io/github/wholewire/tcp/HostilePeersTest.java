/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.tcp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.wholewire.Codecs;
import io.github.wholewire.FrameTooLongException;
import io.github.wholewire.FramingException;
import io.github.wholewire.MessageChannel;
import io.github.wholewire.PeerClosedException;
import io.github.wholewire.Protocol;
import io.github.wholewire.SendTimeoutException;
import io.github.wholewire.ServerMessageChannel;
import io.github.wholewire.TruncatedFrameException;
import io.github.wholewire.contract.Call;
import io.github.wholewire.contract.Eventually;
import io.github.wholewire.contract.LengthPrefixed;
import io.github.wholewire.contract.Lines;
import io.github.wholewire.contract.Settings;
import io.github.wholewire.contract.Threads;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Peers that speak something else, or nothing, harm their own channel and no other. */
class HostilePeersTest {
    private static final int MAX = 1024 * 1024;
    private static final Protocol<String> TEXT =
            Protocol.of(new LengthPrefixed(MAX), Codecs.utf8());
    private static final Protocol<byte[]> BYTES =
            Protocol.of(new LengthPrefixed(MAX), Codecs.bytes());
    private static final Protocol<String> LINES = Protocol.of(new Lines(100), Codecs.utf8());

    private static final Settings SHORT =
            Settings.PATIENT
                    .sendTimeout(300)
                    .closeTimeout(100)
                    .frameTimeout(400)
                    .frameProgressTimeout(200);

    private final ExecutorService executor = Executors.newCachedThreadPool();
    private final BlockingQueue<IOException> failures = new LinkedBlockingQueue<>();
    private final AtomicInteger ends = new AtomicInteger();
    private ServerMessageChannel<String> listener;
    private Call<Void> serving;
    private MessageChannel<String> witness;

    @BeforeEach
    void serve() throws IOException {
        serve(TEXT);
    }

    private void serve(Protocol<String> protocol) throws IOException {
        listener =
                Tcp.listen(TcpNetwork.IPV4.anyPort(), protocol, TcpNetwork.options(SHORT).build());
        serving = Threads.PLATFORM.run(() -> listener.acceptEach(executor, this::echo));
        witness = Tcp.connect(listener.localAddress(), protocol);
    }

    private void echo(MessageChannel<String> peer) throws IOException {
        try {
            for (String message; (message = peer.receive()) != null; ) {
                peer.send(message);
            }
            ends.incrementAndGet();
        } catch (IOException e) {
            failures.add(e);
            throw e;
        }
    }

    @AfterEach
    void stop() throws Exception {
        listener.close();
        serving.result();
        witness.close();
        executor.shutdown();
        assertTrue(executor.awaitTermination(20, TimeUnit.SECONDS));
    }

    private void restart(Protocol<String> protocol) throws Exception {
        listener.close();
        serving.result();
        witness.close();
        serve(protocol);
    }

    private Socket connect() throws IOException {
        InetSocketAddress address = (InetSocketAddress) listener.localAddress();
        return new Socket(address.getAddress(), address.getPort());
    }

    private IOException nextFailure() throws InterruptedException {
        IOException failure = failures.poll(Eventually.PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        assertNotNull(failure, "the channel goes on");
        return failure;
    }

    private void assertOthersUnharmed() throws IOException {
        witness.send("hello");
        assertEquals("hello", witness.receive());
        try (var another = Tcp.connect(listener.localAddress(), TEXT)) {
            assertTrue(another.isOpen());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n", // HTTP
                "\26\3\1\2\0\1\0\1\374\3\3", // TLS ClientHello
                "SSH-2.0-OpenSSH_9.6\r\n",
                "\377\377\377\377",
                "\200\0\0\0"
            })
    void refusesAnotherProtocol(String bytes) throws Exception {
        try (Socket socket = connect()) {
            socket.getOutputStream().write(bytes.getBytes(ISO_8859_1));
            var refused = nextFailure();
            assertEquals(FrameTooLongException.class, refused.getClass());
            assertTrue(refused.getMessage().contains("maxFrameLength=" + MAX));
            assertEquals(-1, socket.getInputStream().read(), "closed in order");
            assertOthersUnharmed();
        }
    }

    @Test
    void refusesALineWithoutEnd() throws Exception {
        restart(LINES);
        try (Socket socket = connect()) {
            byte[] endless = "x".repeat(10_000).getBytes(US_ASCII);
            try {
                for (int i = 0; i < 10_000; i++) {
                    socket.getOutputStream().write(endless);
                }
            } catch (IOException e) {
                // at the close timeout it is reset
            }
            assertEquals(FrameTooLongException.class, nextFailure().getClass());
            witness.send("hello");
            assertEquals("hello", witness.receive());
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 5, 8, 13})
    void survivesRandomBytes(long seed) throws Exception {
        var random = new Random(seed);
        int peers = 30;
        for (int i = 0; i < peers; i++) {
            byte[] bytes = new byte[random.nextInt(2000)];
            random.nextBytes(bytes);
            try (Socket socket = connect()) {
                socket.getOutputStream().write(bytes);
            } catch (IOException e) {
                // refused before all was written
            }
        }
        Eventually.eventually(
                () -> failures + " and " + ends, () -> failures.size() + ends.get() == peers);
        for (IOException each : failures) {
            assertTrue(
                    each instanceof FramingException || each instanceof PeerClosedException,
                    each::toString);
        }
        assertOthersUnharmed();
    }

    @Test
    void givesUpOnAPeerThatStallsInsideAFrame() throws Exception {
        try (Socket socket = connect()) {
            socket.getOutputStream().write(new byte[] {0, 0, 1, 0, 'x'});
            assertEquals(TruncatedFrameException.class, nextFailure().getClass());
            assertOthersUnharmed();
        }
    }

    @Test
    void givesUpOnAPeerThatTrickles() throws Exception {
        var pace = Executors.newSingleThreadScheduledExecutor();
        try (Socket socket = connect()) {
            socket.getOutputStream().write(new byte[] {0, 0, 1, 0});
            pace.scheduleAtFixedRate(() -> trickle(socket), 0, 10, TimeUnit.MILLISECONDS);
            assertEquals(TruncatedFrameException.class, nextFailure().getClass());
            assertOthersUnharmed();
        } finally {
            pace.shutdownNow();
            assertTrue(pace.awaitTermination(20, TimeUnit.SECONDS));
        }
    }

    private static void trickle(Socket socket) {
        try {
            socket.getOutputStream().write('x');
        } catch (IOException e) {
            throw new UncheckedIOException(e); // ends it
        }
    }

    @Test
    void givesUpOnAPeerThatNeverReads() throws Exception {
        try (Socket socket = new Socket()) {
            socket.setReceiveBufferSize(10_000);
            socket.connect(listener.localAddress());
            byte[] frame = new byte[4 + 100_000];
            ByteBuffer.wrap(frame).putInt(100_000);
            try {
                for (int i = 0; i < 1000; i++) {
                    socket.getOutputStream().write(frame);
                }
            } catch (IOException e) {
                // at the close timeout it is reset
            }
            assertEquals(SendTimeoutException.class, nextFailure().getClass());
            assertOthersUnharmed();
        }
    }

    @Test
    void holdsNoMoreThanWhatHasArrivedOfALongFrame() throws Exception {
        long before = usedHeap();
        int peers = 100;
        Socket[] sockets = new Socket[peers];
        try {
            for (int i = 0; i < peers; i++) {
                sockets[i] = connect();
                sockets[i].getOutputStream().write(new byte[] {0, 0x10, 0, 0, 'x'}); // 1 MiB
            }
            assertOthersUnharmed();
            long growth = usedHeap() - before;
            assertTrue(growth < 40L * MAX, () -> growth + " bytes for " + peers + " promises");
        } finally {
            for (Socket each : sockets) {
                if (each != null) {
                    each.close();
                }
            }
        }
    }

    private static long usedHeap() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    @Test
    void sendsWholeFramesToAPeerThatReadsByteByByte() throws Exception {
        try (var server = Tcp.listen(TcpNetwork.IPV4.anyPort(), BYTES);
                Socket socket =
                        new Socket(
                                ((InetSocketAddress) server.localAddress()).getAddress(),
                                ((InetSocketAddress) server.localAddress()).getPort());
                var peer = server.accept()) {
            peer.send(new byte[1000]);
            int count = 0;
            while (count < 1004) {
                assertEquals(1, socket.getInputStream().read(new byte[1]));
                count++;
            }
        }
    }
}
