/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.contract;

import static java.util.Objects.requireNonNull;

import io.github.wholewire.ChannelClosedException;
import io.github.wholewire.MessageChannel;
import io.github.wholewire.MessageConnection;
import io.github.wholewire.MessageHandler;
import io.github.wholewire.PeerClosedException;
import io.github.wholewire.Protocol;
import io.github.wholewire.ReceiveTimeoutException;
import java.io.IOException;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A connection of an event-driven server, to be used as a blocking channel: what its handler is
 * told, {@code receive} returns or throws, for as long as the connection is open. It is suspended
 * but while somebody receives, so that nothing is read ahead.
 */
final class ServedChannel<M> implements MessageChannel<M>, MessageHandler<M> {
    private final MessageConnection<M> connection;
    private final BlockingQueue<Event<M>> events = new LinkedBlockingQueue<>();
    private final ReentrantLock turn = new ReentrantLock();
    private Event<M> last;
    private IOException thrown;

    /** What was received: a message, or null at the end, or a failure. */
    private record Event<M>(M message, IOException failure, boolean isLast) {}

    ServedChannel(MessageConnection<M> connection) {
        this.connection = connection;
        connection.suspend();
    }

    @Override
    public void onMessage(M message) {
        connection.suspend();
        events.add(new Event<>(message, null, false));
    }

    @Override
    public void onEnd() {
        events.add(new Event<>(null, null, true));
    }

    @Override
    public void onError(IOException failure) {
        connection.suspend();
        events.add(new Event<>(null, failure, false));
    }

    @Override
    public void onClose(IOException cause) {
        IOException reason =
                cause == null ? new ChannelClosedException("closed on this side") : cause;
        events.add(new Event<>(null, reason, true));
    }

    @Override
    public M receive() throws IOException {
        return receive(Duration.ofDays(1));
    }

    @Override
    public M receive(Duration timeout) throws IOException {
        if (timeout.isNegative()) {
            throw new IllegalArgumentException("timeout=" + timeout);
        }
        turn.lock();
        try {
            return next(timeout);
        } finally {
            turn.unlock();
        }
    }

    private M next(Duration timeout) throws IOException {
        if (last != null && events.isEmpty()) {
            return result(last);
        }
        connection.resume();
        Event<M> event = poll(timeout);
        if (event == null) {
            connection.suspend();
            throw new ReceiveTimeoutException("nothing in time");
        }
        if (event.isLast) {
            last = event;
        }
        return result(event);
    }

    private Event<M> poll(Duration timeout) {
        try {
            long nanos =
                    timeout.compareTo(Duration.ofDays(1)) < 0 ? timeout.toNanos() : Long.MAX_VALUE;
            return events.poll(nanos, TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private M result(Event<M> event) throws IOException {
        if (event.failure == null) {
            return event.message;
        }
        boolean again = event.failure == thrown;
        thrown = event.failure;
        throw again ? again(thrown) : thrown;
    }

    /** A channel would do it so; a handler is told once. */
    private static IOException again(IOException first) {
        try {
            return first.getClass()
                    .getConstructor(String.class, Throwable.class)
                    .newInstance(first.getMessage(), first);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public <N> MessageChannel<N> switchTo(Protocol<N> next) throws ChannelClosedException {
        requireNonNull(next);
        if (!isOpen()) {
            throw new ChannelClosedException("closed on this side");
        }
        throw new UnsupportedOperationException("only the handler can switch");
    }

    @Override
    public void send(M message) throws IOException {
        try {
            connection.send(message);
        } catch (PeerClosedException e) {
            thrown = thrown == null ? e : thrown;
            throw e;
        }
    }

    @Override
    public void sendAll(Collection<? extends M> messages) throws IOException {
        connection.sendAll(messages);
    }

    @Override
    public void shutdownOutput() throws IOException {
        connection.shutdownOutput();
    }

    @Override
    public SocketAddress localAddress() {
        return connection.localAddress();
    }

    @Override
    public SocketAddress remoteAddress() {
        return connection.remoteAddress();
    }

    @Override
    public boolean isOpen() {
        return connection.isOpen();
    }

    @Override
    public void close() throws IOException {
        connection.close();
    }

    @Override
    public void abort() {
        connection.abort();
    }
}
