/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.benchmarks;

import io.github.wholewire.Codecs;
import io.github.wholewire.Datagram;
import io.github.wholewire.MessageChannel;
import io.github.wholewire.udp.Udp;
import io.github.wholewire.udp.UdpOptions;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.Arrays;

/** The library's channels. */
abstract class WholewireDatagrams<T> implements DatagramWire {
    private static final InetSocketAddress ANY_PORT = new InetSocketAddress("127.0.0.1", 0);

    private final MessageChannel<T> channel;
    private final T sent;

    private WholewireDatagrams(MessageChannel<T> channel, SocketAddress peer) {
        this.channel = channel;
        byte[] message = new byte[MESSAGE_LENGTH];
        Arrays.fill(message, (byte) 'm');
        sent = toSend(message, peer);
    }

    static DatagramWire bound(SocketAddress peer) throws IOException {
        return new Bound(Udp.bind(ANY_PORT, Codecs.bytes()), peer) {
            @Override
            Datagram<byte[]> receive(MessageChannel<Datagram<byte[]>> from) throws IOException {
                return from.receive();
            }
        };
    }

    static DatagramWire timed(SocketAddress peer) throws IOException {
        Duration second = Duration.ofSeconds(1);
        return new Bound(Udp.bind(ANY_PORT, Codecs.bytes()), peer) {
            @Override
            Datagram<byte[]> receive(MessageChannel<Datagram<byte[]>> from) throws IOException {
                return from.receive(second);
            }
        };
    }

    static DatagramWire connected(SocketAddress peer) throws IOException {
        UdpOptions options = UdpOptions.builder().localAddress(ANY_PORT).build();
        return new Connected(Udp.connect(peer, Codecs.bytes(), options), peer);
    }

    abstract T toSend(byte[] message, SocketAddress peer);

    abstract T receive(MessageChannel<T> from) throws IOException;

    abstract byte[] message(T received);

    @Override
    public long receive(Filling fill) throws IOException {
        fill.fill();
        long before = THREADS.getCurrentThreadCpuTime();
        for (int i = 0; i < BATCH; i++) {
            DatagramWire.requireWhole(message(receive(channel)));
        }
        return THREADS.getCurrentThreadCpuTime() - before;
    }

    @Override
    public long send() throws IOException {
        long before = THREADS.getCurrentThreadCpuTime();
        for (int i = 0; i < BATCH; i++) {
            channel.send(sent);
        }
        return THREADS.getCurrentThreadCpuTime() - before;
    }

    @Override
    public int port() {
        return ((InetSocketAddress) channel.localAddress()).getPort();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private abstract static class Bound extends WholewireDatagrams<Datagram<byte[]>> {
        Bound(MessageChannel<Datagram<byte[]>> channel, SocketAddress peer) {
            super(channel, peer);
        }

        @Override
        Datagram<byte[]> toSend(byte[] message, SocketAddress peer) {
            return new Datagram<>(message, peer);
        }

        @Override
        byte[] message(Datagram<byte[]> received) {
            return received.message();
        }
    }

    private static final class Connected extends WholewireDatagrams<byte[]> {
        Connected(MessageChannel<byte[]> channel, SocketAddress peer) {
            super(channel, peer);
        }

        @Override
        byte[] toSend(byte[] message, SocketAddress peer) {
            return message;
        }

        @Override
        byte[] receive(MessageChannel<byte[]> from) throws IOException {
            return from.receive();
        }

        @Override
        byte[] message(byte[] received) {
            return received;
        }
    }
}
