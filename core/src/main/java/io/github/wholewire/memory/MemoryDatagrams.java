/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.memory;

import static io.github.wholewire.internal.stream.StreamOptions.NEVER;

import io.github.wholewire.internal.datagram.DatagramTransport;
import io.github.wholewire.internal.stream.TimeSource;
import java.io.IOException;
import java.net.PortUnreachableException;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ClosedByInterruptException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Sends and receives a network's datagrams. Behaves as a socket. */
final class MemoryDatagrams implements DatagramTransport {
    private final Timeline time;
    private final DatagramSwitch network;
    private final MemoryAddress local;
    private final @Nullable SocketAddress remote;

    // Guarded by the network's lock.
    private final DatagramSchedule schedule;
    private final DatagramQueue queue;
    private boolean closed;

    /** What was sent before came to nobody: the next call tells. */
    private boolean unreachable;

    MemoryDatagrams(
            Timeline time,
            DatagramSwitch network,
            MemoryEnd.Party self,
            @Nullable SocketAddress remote) {
        this.time = time;
        this.network = network;
        local = self.address();
        this.remote = remote;
        schedule = new DatagramSchedule(self.options().faults().settings, local.number());
        queue = new DatagramQueue(self.options().capacity());
        time.enter();
        try {
            network.add(this);
        } finally {
            time.leave();
        }
    }

    /** Takes what somebody sent here; with the lock. Returns false if it is lost. */
    boolean offer(ByteBuffer payload, SocketAddress sender, long arrival, boolean truncated) {
        boolean taken =
                (remote == null || remote.equals(sender))
                        && queue.offer(payload, sender, arrival, truncated);
        time.signal();
        return taken;
    }

    @Override
    public SocketAddress receive(ByteBuffer target) throws IOException {
        return receiveUntil(target, NEVER);
    }

    @Override
    public SocketAddress receive(ByteBuffer target, int timeoutMillis) throws IOException {
        return receiveUntil(target, time.after(timeoutMillis));
    }

    private SocketAddress receiveUntil(ByteBuffer target, long until) throws IOException {
        try {
            time.enterToWait();
            try {
                for (; ; ) {
                    requirePossible();
                    DatagramQueue.Arrival next = queue.poll(time.now());
                    if (next != null) {
                        return take(next, target);
                    }
                    if (time.isOver(until)) {
                        throw new SocketTimeoutException("Receive timed out");
                    }
                    time.await(Math.min(until, queue.nextArrival()));
                }
            } finally {
                time.leave();
            }
        } catch (InterruptedException e) {
            throw closedByInterrupt();
        }
    }

    /** What was cut fills the buffer, as what is too long does. */
    private static SocketAddress take(DatagramQueue.Arrival next, ByteBuffer target) {
        ByteBuffer payload = next.payload().duplicate();
        target.put(payload.limit(Math.min(payload.limit(), target.remaining())));
        if (next.truncated()) {
            target.position(target.limit());
        }
        return next.sender();
    }

    @Override
    public void send(ByteBuffer datagram, @Nullable SocketAddress peer) throws IOException {
        try {
            time.enterToWait();
        } catch (InterruptedException e) {
            throw closedByInterrupt();
        }
        try {
            requirePossible();
            SocketAddress receiver = Objects.requireNonNull(remote == null ? peer : remote, "peer");
            boolean known = network.send(this, datagram, receiver, schedule.next());
            unreachable = !known && remote != null;
            time.signal();
        } finally {
            time.leave();
        }
    }

    private void requirePossible() throws IOException {
        if (closed) {
            throw new AsynchronousCloseException();
        }
        if (unreachable) {
            unreachable = false;
            throw new PortUnreachableException();
        }
    }

    private ClosedByInterruptException closedByInterrupt() {
        Thread.currentThread().interrupt();
        close();
        return new ClosedByInterruptException();
    }

    @Override
    public void close() {
        time.enter();
        try {
            closed = true;
            queue.clear();
            network.remove(this);
            time.signal();
        } finally {
            time.leave();
        }
    }

    @Override
    public boolean isSystemResource() {
        return false;
    }

    @Override
    public TimeSource time() {
        return time;
    }

    @Override
    public SocketAddress localAddress() {
        return local;
    }

    @Override
    public @Nullable SocketAddress remoteAddress() {
        return remote;
    }
}
