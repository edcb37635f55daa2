/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.contract;

import io.github.wholewire.ChannelObserver;
import io.github.wholewire.MessageChannel;
import java.io.IOException;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** Remembers what it was told, by peer; counts what has none. */
public final class RecordingObserver implements ChannelObserver {
    private final Map<SocketAddress, List<String>> events = new ConcurrentHashMap<>();
    private final Map<SocketAddress, List<IOException>> reasons = new ConcurrentHashMap<>();
    public final AtomicLong messagesSent = new AtomicLong();
    public final AtomicLong bytesSent = new AtomicLong();
    public final AtomicLong messagesReceived = new AtomicLong();
    public final AtomicLong bytesReceived = new AtomicLong();

    /** Returns what happened on a channel so far: opened, dropped, filtered, failed, closed. */
    public List<String> eventsOf(MessageChannel<?> channel) {
        return eventsAt(channel.remoteAddress());
    }

    /** Returns what happened with a peer, or on a channel that this address names. */
    public List<String> eventsAt(SocketAddress address) {
        return copy(events.get(address));
    }

    /** Returns why a peer's messages were dropped, or the channel that it names failed. */
    public List<IOException> reasonsAt(SocketAddress address) {
        return copy(reasons.get(address));
    }

    /** Returns why messages were dropped and the channel failed. */
    public List<IOException> reasonsOf(MessageChannel<?> channel) {
        return reasonsAt(channel.remoteAddress());
    }

    private static <T> List<T> copy(Collection<T> list) {
        if (list == null) {
            return List.of();
        }
        synchronized (list) {
            return List.copyOf(list);
        }
    }

    private static <T> void add(Map<SocketAddress, List<T>> to, SocketAddress remote, T value) {
        List<T> list = to.computeIfAbsent(remote, key -> new ArrayList<>());
        synchronized (list) {
            list.add(value);
        }
    }

    @Override
    public void opened(SocketAddress remote) {
        add(events, remote, "opened");
    }

    @Override
    public void sent(int messages, long bytes) {
        messagesSent.addAndGet(messages);
        bytesSent.addAndGet(bytes);
    }

    @Override
    public void received(long bytes) {
        messagesReceived.incrementAndGet();
        bytesReceived.addAndGet(bytes);
    }

    @Override
    public void dropped(SocketAddress remote, IOException reason) {
        add(reasons, remote, reason);
        add(events, remote, "dropped");
    }

    @Override
    public void filtered(SocketAddress remote) {
        add(events, remote, "filtered");
    }

    @Override
    public void failed(SocketAddress remote, IOException cause) {
        add(reasons, remote, cause);
        add(events, remote, "failed");
    }

    @Override
    public void closed(SocketAddress remote) {
        add(events, remote, "closed");
    }
}
