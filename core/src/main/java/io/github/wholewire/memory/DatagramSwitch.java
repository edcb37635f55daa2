/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.memory;

import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Takes the datagrams of a network to their receivers. Used with the network's lock. */
final class DatagramSwitch {
    private final Timeline time;
    private final MemoryAddress everybody;

    /** In the order in which they came, for the sake of repetition. */
    private final Map<SocketAddress, MemoryDatagrams> receivers = new LinkedHashMap<>();

    private long lost;

    DatagramSwitch(Timeline time, MemoryAddress everybody) {
        this.time = time;
        this.everybody = everybody;
    }

    void add(MemoryDatagrams receiver) {
        receivers.put(receiver.localAddress(), receiver);
    }

    void remove(MemoryDatagrams receiver) {
        receivers.remove(receiver.localAddress());
    }

    long lost() {
        return lost;
    }

    /** Sends a datagram on its way. Returns false if nobody has that address. */
    boolean send(
            MemoryDatagrams sender,
            ByteBuffer datagram,
            SocketAddress peer,
            DatagramSchedule.Fate fate) {
        ByteBuffer payload = ByteBuffer.allocate(datagram.remaining()).put(datagram).flip();
        if (fate.copies() == 0) {
            lost++;
        }
        if (peer.equals(everybody)) {
            for (MemoryDatagrams each : receivers.values()) {
                if (each != sender && each.remoteAddress() == null) {
                    deliver(sender, payload, each, fate);
                }
            }
            return true;
        }
        MemoryDatagrams receiver = receivers.get(peer);
        deliver(sender, payload, receiver, fate);
        return receiver != null;
    }

    private void deliver(
            MemoryDatagrams sender,
            ByteBuffer payload,
            @Nullable MemoryDatagrams receiver,
            DatagramSchedule.Fate fate) {
        for (int i = 0; i < fate.copies(); i++) {
            if (receiver == null
                    || !receiver.offer(
                            payload,
                            sender.localAddress(),
                            time.now() + fate.delay(),
                            fate.truncated())) {
                lost++;
            }
        }
    }
}
