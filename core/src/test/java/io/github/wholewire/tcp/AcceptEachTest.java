/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.tcp;

import static io.github.wholewire.contract.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.wholewire.ChannelInterruptedException;
import io.github.wholewire.Codecs;
import io.github.wholewire.FrameDecoder;
import io.github.wholewire.FrameEncoder;
import io.github.wholewire.Framer;
import io.github.wholewire.MessageChannel;
import io.github.wholewire.PeerClosedException;
import io.github.wholewire.PeerUnreachableException;
import io.github.wholewire.Protocol;
import io.github.wholewire.ServerMessageChannel;
import io.github.wholewire.contract.Call;
import io.github.wholewire.contract.Eventually;
import io.github.wholewire.contract.LengthPrefixed;
import io.github.wholewire.contract.Threads;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class AcceptEachTest {
    private static final Protocol<String> TEXT =
            Protocol.of(new LengthPrefixed(100), Codecs.utf8());

    private static final Duration LONG = Eventually.PATIENCE;

    private final ExecutorService executor = Executors.newCachedThreadPool();
    private final Queue<MessageChannel<String>> accepted = new ConcurrentLinkedQueue<>();
    private ServerMessageChannel<String> listener;

    @BeforeEach
    void listen() throws IOException {
        listener = Tcp.listen(TcpNetwork.IPV4.anyPort(), TEXT);
    }

    @AfterEach
    void close() throws Exception {
        listener.close();
        accepted.forEach(MessageChannel::abort);
        executor.shutdown();
        assertTrue(executor.awaitTermination(20, TimeUnit.SECONDS));
    }

    private Call<Void> serve(Threads threads, Executor by) {
        return threads.run(() -> listener.acceptEach(by, this::echo));
    }

    /** Echoes, but ends as the message says. */
    private void echo(MessageChannel<String> peer) throws Exception {
        accepted.add(peer);
        for (String message; (message = peer.receive()) != null; ) {
            switch (message) {
                case "return" -> {
                    return;
                }
                case "checked" -> throw new Exception("provoked by a test");
                case "unchecked" -> throw new IllegalStateException("provoked by a test");
                case "error" -> throw new AssertionError("provoked by a test");
                case "interrupted" -> throw new InterruptedException("provoked by a test");
                default -> peer.send("echo " + message);
            }
        }
    }

    private MessageChannel<String> connect() throws IOException {
        return Tcp.connect(listener.localAddress(), TEXT);
    }

    private void assertEchoes() throws IOException {
        try (var client = connect()) {
            client.send("hello");
            assertEquals("echo hello", client.receive());
        }
    }

    @ParameterizedTest
    @EnumSource
    void holdsAConversationWithEachUntilItIsClosed(Threads threads) throws Exception {
        var serving = serve(threads, executor);
        try (var a = connect();
                var b = connect()) {
            a.send("a");
            b.send("b");
            assertEquals("echo a", a.receive());
            assertEquals("echo b", b.receive());
            listener.close();
            serving.result();
            a.send("still here");
            assertEquals("echo still here", a.receive());
        }
    }

    @Test
    void survivesWhateverAConversationThrows() throws Exception {
        var serving = serve(Threads.PLATFORM, executor);
        try (var witness = connect()) {
            for (String ending :
                    List.of("return", "checked", "unchecked", "error", "interrupted")) {
                try (var client = connect()) {
                    client.send(ending);
                    assertNull(client.receive(), "closes in order after " + ending);
                }
                witness.send(ending.toUpperCase(Locale.ROOT));
                assertTrue(witness.receive().startsWith("echo "));
            }
        }
        assertFalse(serving.isDone());
        listener.close();
        serving.result();
        executor.shutdown();
        assertTrue(executor.awaitTermination(20, TimeUnit.SECONDS));
        assertTrue(accepted.stream().noneMatch(MessageChannel::isOpen), "closes each");
    }

    static Stream<Throwable> executorFailures() {
        return Stream.of(
                new RejectedExecutionException("provoked by a test"),
                new IllegalStateException("provoked by a test"),
                new OutOfMemoryError("unable to create native thread: provoked by a test"));
    }

    @ParameterizedTest
    @MethodSource("executorFailures")
    void survivesAnExecutorThatFails(Throwable failure) throws Exception {
        var fail = new AtomicBoolean(true);
        var serving =
                serve(
                        Threads.PLATFORM,
                        task -> {
                            if (fail.get()) {
                                sneakyThrow(failure);
                            }
                            executor.execute(task);
                        });
        for (int i = 0; i < 3; i++) {
            assertTrue(isReset(), "closed at once");
        }
        fail.set(false);
        assertEchoes();
        listener.close();
        serving.result();
    }

    @SuppressWarnings("unchecked")
    private static <X extends Throwable> void sneakyThrow(Throwable failure) throws X {
        throw (X) failure;
    }

    @Test
    void survivesAProtocolThatFails() throws Exception {
        var fail = new AtomicBoolean(true);
        Framer framer =
                new Framer() {
                    private final Framer working = new LengthPrefixed(100);

                    @Override
                    public int maxFrameLength() {
                        return working.maxFrameLength();
                    }

                    @Override
                    public FrameDecoder newDecoder() {
                        if (fail.get()) {
                            throw new IllegalStateException("provoked by a test");
                        }
                        return working.newDecoder();
                    }

                    @Override
                    public FrameEncoder newEncoder() {
                        return working.newEncoder();
                    }
                };
        listener.close();
        listener = Tcp.listen(TcpNetwork.IPV4.anyPort(), Protocol.of(framer, Codecs.utf8()));
        var serving = serve(Threads.PLATFORM, executor);
        try (var client = connect()) {
            assertEnds(client);
        }
        fail.set(false);
        assertEchoes();
        listener.close();
        serving.result();
    }

    /** Nothing had been sent: whether it is an end or a reset is the system's business. */
    private static void assertEnds(MessageChannel<String> client) throws IOException {
        try {
            assertNull(client.receive(LONG));
        } catch (PeerClosedException e) {
            // a reset
        }
    }

    /** The reset may come before the system has told this side that it is connected. */
    private boolean isReset() throws IOException {
        try (var client = connect()) {
            client.receive();
            return false;
        } catch (PeerClosedException | PeerUnreachableException e) {
            return true;
        }
    }

    @Test
    void servesOneAfterTheOtherInTheCallingThread() throws Exception {
        var serving = serve(Threads.PLATFORM, Runnable::run);
        for (int i = 0; i < 3; i++) {
            assertEchoes();
        }
        listener.close();
        serving.result();
    }

    @ParameterizedTest
    @EnumSource
    void endsWhenInterrupted(Threads threads) throws Exception {
        var serving = serve(threads, executor);
        assertEchoes();
        serving.awaitBlocked().interrupt();
        serving.failure(ChannelInterruptedException.class);
        assertTrue(serving.wasFlagKept());
        assertFalse(listener.isOpen());
    }

    @Test
    void survivesPeersThatResetAtOnce() throws Exception {
        var serving = serve(Threads.PLATFORM, executor);
        for (int i = 0; i < 200; i++) {
            connect().abort();
        }
        assertEchoes();
        assertFalse(serving.isDone());
        listener.close();
        serving.result();
    }

    /** T8's EMFILE, without a tracer: a server that has too few descriptors for its clients. */
    @Test
    @EnabledOnOs(OS.LINUX)
    @Timeout(90)
    void neitherSpinsNorEndsOutOfDescriptors(@TempDir Path directory) throws Exception {
        var limited = List.of("sh", "-c", "ulimit -n 80; exec \"$0\" \"$@\"");
        var clients = new ConcurrentLinkedQueue<MessageChannel<String>>();
        try (var server = ChildJvm.start(directory, FewDescriptors.class, limited)) {
            Path thread = Path.of("/proc").resolve(server.readLine());
            int port = Integer.parseInt(server.readLine());
            for (int i = 0; i < 100; i++) {
                clients.add(Tcp.connect("127.0.0.1", port, TEXT));
            }
            eventually(server::errors, () -> warnings(server) > 0);
            long waits = waitsOf(thread);
            long cpu = cpuMillisOf(thread);
            new CountDownLatch(1).await(1, TimeUnit.SECONDS); // what is measured: a second of it
            long waited = waitsOf(thread) - waits;
            long took = cpuMillisOf(thread) - cpu;
            assertTrue(waited <= 20, () -> waited + " accepts failed in 1 s");
            assertTrue(took <= 200, () -> "it took " + took + " ms of CPU in 1 s");
            assertEquals(1, warnings(server), server::errors);
            for (int i = 0; i < 80; i++) {
                clients.remove().close();
            }
            for (MessageChannel<String> each : clients) {
                each.send("hello");
                assertEquals("echo hello", each.receive(LONG));
                each.close();
            }
            server.writeLine("stop");
            assertEquals("ended in order", server.readLine());
        } finally {
            clients.forEach(MessageChannel::abort);
        }
    }

    static long waitsOf(Path thread) throws IOException {
        String status = Files.readString(thread.resolve("status"));
        String line = status.lines().filter(each -> each.startsWith("voluntary")).findFirst().get();
        return Long.parseLong(line.substring(line.indexOf(':') + 1).strip());
    }

    static long cpuMillisOf(Path thread) throws IOException {
        String times = Files.readString(thread.resolve("schedstat"));
        return Long.parseLong(times.substring(0, times.indexOf(' '))) / 1_000_000;
    }

    private static long warnings(ChildJvm server) {
        return server.errors().lines().filter(line -> line.contains("WARN")).count();
    }
}
