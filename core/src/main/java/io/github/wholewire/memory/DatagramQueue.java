/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.memory;

import static io.github.wholewire.internal.stream.StreamOptions.NEVER;

import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.util.Comparator;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Datagrams on the way to one receiver, in the order in which they arrive. Bounded in bytes: what
 * does not fit is lost, as in a socket's buffer. Used with the network's lock.
 */
final class DatagramQueue {
    /** What a header of UDP takes (RFC 768), so that empty datagrams are bounded too. */
    static final int HEADER = 8;

    /**
     * A datagram.
     *
     * @param arrival when it arrives
     * @param number tells the order of those that arrive at the same time
     * @param payload shared by all copies: read by a duplicate
     */
    record Arrival(
            long arrival,
            long number,
            ByteBuffer payload,
            SocketAddress sender,
            boolean truncated) {
        int size() {
            return HEADER + payload.remaining();
        }
    }

    private final int capacity;
    private final PriorityQueue<Arrival> queue =
            new PriorityQueue<>(
                    Comparator.comparingLong(Arrival::arrival).thenComparingLong(Arrival::number));
    private long size;
    private long last;

    DatagramQueue(int capacity) {
        this.capacity = capacity;
    }

    /** Adds one. Returns false if there is no room. */
    boolean offer(ByteBuffer payload, SocketAddress sender, long arrival, boolean truncated) {
        Arrival added = new Arrival(arrival, last++, payload, sender, truncated);
        if (size + added.size() > capacity) {
            return false;
        }
        size += added.size();
        queue.add(added);
        return true;
    }

    /** Takes the next one that has arrived; null if none has. */
    @Nullable Arrival poll(long now) {
        if (nextArrival() > now) {
            return null;
        }
        Arrival next = queue.remove();
        size -= next.size();
        return next;
    }

    /** Returns when the next one arrives, or has arrived. */
    long nextArrival() {
        return queue.isEmpty() ? NEVER : queue.element().arrival;
    }

    void clear() {
        queue.clear();
        size = 0;
    }
}
