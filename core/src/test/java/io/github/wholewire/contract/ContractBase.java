/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.contract;

import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrowsExactly;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.wholewire.Codecs;
import io.github.wholewire.MessageChannel;
import io.github.wholewire.MessageEncoder;
import io.github.wholewire.Protocol;
import io.github.wholewire.ReceiveTimeoutException;
import java.io.IOException;
import java.lang.reflect.AnnotatedElement;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.function.Executable;

/** What the parts of the contract share: protocols, links, and clearing up. */
abstract class ContractBase {
    /** Payload bytes. */
    static final int MAX = 4 * 1024 * 1024;

    static final Protocol<String> TEXT = Protocol.of(new LengthPrefixed(MAX), Codecs.utf8());
    static final Protocol<String> LINES = Protocol.of(new Lines(MAX), Codecs.utf8());
    static final Protocol<byte[]> BYTES = Protocol.of(new LengthPrefixed(MAX), Codecs.bytes());
    static final Protocol<byte[]> RAW = Protocol.of(new Raw(), Codecs.bytes());

    /** Long enough for what must happen, so that a test fails and does not hang. */
    static final Duration LONG = Eventually.PATIENCE;

    private final List<Link<?, ?>> links = new ArrayList<>();
    private final List<Call<?>> calls = new ArrayList<>();

    abstract Network network();

    <L, R> Link<L, R> connect(Protocol<L> left, Protocol<R> right, Settings settings)
            throws IOException {
        Link<L, R> link = network().connect(left, right, settings);
        links.add(link);
        return link;
    }

    <L, R> Link<L, R> connect(Protocol<L> left, Protocol<R> right) throws IOException {
        return connect(left, right, Settings.PATIENT);
    }

    Link<String, String> connect() throws IOException {
        return connect(TEXT, TEXT);
    }

    <T> Call<T> start(Threads threads, Callable<T> action) {
        Call<T> call = threads.call(action);
        calls.add(call);
        return call;
    }

    <T> Call<T> start(Callable<T> action) {
        return start(Threads.PLATFORM, action);
    }

    Call<Void> perform(Threads threads, Threads.Action action) {
        Call<Void> call = threads.run(action);
        calls.add(call);
        return call;
    }

    Call<Void> perform(Threads.Action action) {
        return perform(Threads.PLATFORM, action);
    }

    Call<Void> sending(Threads threads, MessageChannel<byte[]> channel, byte[] message) {
        return perform(threads, () -> channel.send(message));
    }

    /** Starts a send that the peer does not read, and waits until it blocks. */
    Call<Void> blockedSend(Threads threads, MessageChannel<byte[]> channel) throws IOException {
        return sending(threads, channel, new byte[Network.MORE_THAN_BUFFERED]).awaitBlocked();
    }

    @BeforeEach
    void requireAStreamWhereOneIsNeeded(TestInfo test) {
        Stream.<AnnotatedElement>of(test.getTestMethod().orElseThrow(), getClass())
                .map(each -> each.getAnnotation(StreamsOnly.class))
                .filter(Objects::nonNull)
                .forEach(row -> requireStream(row.value()));
    }

    /** Skips the rest of the row over datagrams. */
    void requireStream(String why) {
        assumeTrue(network().isStream(), why);
    }

    @AfterEach
    void leaveNothingBehind() throws InterruptedException {
        links.forEach(Link::abort);
        for (Call<?> call : calls) {
            call.join();
        }
    }

    /** Each later call throws a new exception of the same kind, whose cause is the first. */
    static void assertLatched(IOException first, Executable... laterCalls) {
        for (Executable call : laterCalls) {
            IOException later = assertThrowsExactly(first.getClass(), call);
            assertNotSame(first, later);
            assertSame(first, later.getCause());
        }
    }

    /** Returns what messages look like on the wire. */
    static byte[] wire(Protocol<String> protocol, List<String> messages) throws IOException {
        MessageEncoder<String> encoder = protocol.newEncoder();
        for (String message : messages) {
            encoder.encode(message);
        }
        ByteBuffer frames = encoder.pending();
        byte[] bytes = new byte[frames.remaining()];
        frames.get(bytes);
        return bytes;
    }

    static byte[] wire(Protocol<String> protocol, String... messages) throws IOException {
        return wire(protocol, List.of(messages));
    }

    static byte[] head(byte[] bytes, int length) {
        return Arrays.copyOf(bytes, length);
    }

    static byte[] tail(byte[] bytes, int from) {
        return Arrays.copyOfRange(bytes, from, bytes.length);
    }

    /** Receives until the end; over datagrams, all that has arrived. */
    <M> List<M> receiveAll(MessageChannel<M> channel) throws IOException {
        List<M> all = new ArrayList<>();
        try {
            Duration patience = network().isStream() ? LONG : Duration.ZERO;
            for (M message; (message = channel.receive(patience)) != null; ) {
                all.add(message);
            }
        } catch (ReceiveTimeoutException e) {
            if (network().isStream()) {
                throw e;
            }
        }
        return all;
    }

    /** Requires that the peer has finished; over datagrams, that nothing more has arrived. */
    void assertEnd(MessageChannel<?> channel) throws IOException {
        if (network().isStream()) {
            assertNull(channel.receive());
        } else {
            assertThrowsExactly(
                    ReceiveTimeoutException.class, () -> channel.receive(Duration.ZERO));
        }
    }
}
