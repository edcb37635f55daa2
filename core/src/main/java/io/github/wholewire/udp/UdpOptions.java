/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.udp;

import static java.util.Objects.requireNonNull;

import io.github.wholewire.ChannelException;
import io.github.wholewire.ChannelObserver;
import io.github.wholewire.internal.datagram.DatagramOptions;
import io.github.wholewire.internal.net.Sockets;
import io.github.wholewire.internal.stream.StreamOptions;
import java.io.IOException;
import java.net.BindException;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketAddress;
import java.net.SocketOption;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.channels.DatagramChannel;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * How UDP channels behave. Immutable and thread-safe; what is not set has its default.
 *
 * <pre>{@code
 * UdpOptions small = UdpOptions.builder().maxFrameLength(1452).build();
 * }</pre>
 *
 * <table>
 * <caption>Defaults</caption>
 * <tr><th>option</th><th>default</th><th>range</th></tr>
 * <tr><td>{@code maxFrameLength}</td><td>65,507 bytes</td><td>0 to 65,527</td></tr>
 * <tr><td>{@code sendTimeout}</td><td>30 s</td><td>above zero, or {@link #OFF}</td></tr>
 * <tr><td>{@code skipBadDatagrams}</td><td>true if bound, false if connected</td><td></td></tr>
 * <tr><td>{@code acceptFrom}</td><td>everybody</td><td></td></tr>
 * <tr><td>{@code allowBroadcast}</td><td>false</td><td></td></tr>
 * <tr><td>{@code multicastTo}</td><td>none: nothing is sent to groups</td><td></td></tr>
 * <tr><td>{@code multicastTtl}</td><td>1</td><td>0 to 255</td></tr>
 * <tr><td>{@code multicastLoopback}</td><td>true</td><td></td></tr>
 * <tr><td>{@code reuseAddress}, {@code reusePort}</td><td>false</td><td></td></tr>
 * <tr><td>buffer sizes, {@code trafficClass}, {@code family}, {@code localAddress}</td>
 *     <td>the system's</td><td></td></tr>
 * <tr><td>{@code observer}</td><td>one that does nothing</td><td></td></tr>
 * </table>
 */
public final class UdpOptions {
    /** No limit, for a time that may have none. Zero never means unlimited. */
    public static final Duration OFF = StreamOptions.OFF;

    private static final UdpOptions DEFAULTS = builder().build();

    private final Map<SocketOption<?>, Object> sending;
    private final Map<SocketOption<?>, Object> binding;
    private final @Nullable StandardProtocolFamily family;
    private final @Nullable InetSocketAddress localAddress;
    private final @Nullable Boolean skipBadDatagrams;
    private final DatagramOptions datagrams;

    private UdpOptions(Builder builder) {
        sending = new LinkedHashMap<>(builder.sending);
        binding = new LinkedHashMap<>(builder.binding);
        family = builder.family;
        localAddress = builder.localAddress;
        skipBadDatagrams = builder.skipBadDatagrams;
        datagrams =
                new DatagramOptions(
                        builder.maxFrameLength,
                        builder.sendTimeout,
                        false,
                        builder.senders,
                        builder.observer);
        Sockets.requireAgreement(family, localAddress);
    }

    /**
     * Returns the defaults.
     *
     * @return options with nothing set
     */
    public static UdpOptions defaults() {
        return DEFAULTS;
    }

    /**
     * Starts from the defaults.
     *
     * @return a builder
     */
    public static Builder builder() {
        return new Builder();
    }

    DatagramOptions connected() {
        return datagrams.skippingBad(skipBadDatagrams != null && skipBadDatagrams);
    }

    DatagramOptions bound() {
        return datagrams.skippingBad(skipBadDatagrams == null || skipBadDatagrams);
    }

    boolean allows(InetAddress address) {
        return Sockets.allows(family, address);
    }

    @Nullable StandardProtocolFamily family() {
        return family;
    }

    /** Opens a socket that is connected to an address. */
    DatagramChannel connect(InetSocketAddress peer) throws IOException {
        DatagramChannel channel = open(Sockets.familyOf(peer.getAddress()));
        try {
            bindLocally(channel, Sockets.familyOf(peer.getAddress()));
            return channel.connect(peer);
        } catch (IOException | RuntimeException | Error e) {
            Sockets.closeAfter(channel, e);
            throw e;
        }
    }

    private void bindLocally(DatagramChannel channel, StandardProtocolFamily of)
            throws ChannelException {
        if (localAddress == null) {
            return;
        }
        if (!Sockets.allows(of, localAddress.getAddress())
                && !localAddress.getAddress().isAnyLocalAddress()) {
            throw new ChannelException(
                    "could not bind localAddress="
                            + localAddress
                            + ": the peer's address is of the other family, "
                            + of);
        }
        try {
            channel.bind(Sockets.ofFamily(of, localAddress));
        } catch (IOException e) {
            throw new ChannelException(
                    "could not bind localAddress=" + localAddress + ": " + e.getMessage(), e);
        }
    }

    /** Opens a socket that is bound to an address: of its family, or of both if it has none. */
    DatagramChannel bind(InetSocketAddress address) throws IOException {
        InetSocketAddress local = Sockets.ofFamily(family, address);
        boolean isOfBoth = family == null && local.getAddress().isAnyLocalAddress();
        DatagramChannel channel = open(isOfBoth ? null : Sockets.familyOf(local.getAddress()));
        try {
            return channel.bind(local);
        } catch (IOException | RuntimeException | Error e) {
            Sockets.closeAfter(channel, e);
            throw e;
        }
    }

    private DatagramChannel open(@Nullable StandardProtocolFamily of) throws IOException {
        DatagramChannel channel;
        try {
            channel = of == null ? DatagramChannel.open() : DatagramChannel.open(of);
        } catch (UnsupportedOperationException e) {
            throw new IOException("this system has no " + of, e);
        }
        try {
            Sockets.apply(binding, channel);
            applySendingTo(channel);
            return channel;
        } catch (IOException | RuntimeException | Error e) {
            Sockets.closeAfter(channel, e);
            throw e;
        }
    }

    /** Sets what concerns datagrams that go out. */
    void applySendingTo(DatagramChannel channel) throws IOException {
        Sockets.apply(sending, channel);
    }

    /** Returns why an address does not say enough to send to it; null if it does. */
    @Nullable String reasonNotToSendTo(InetAddress address) {
        if (address.isMulticastAddress()) {
            var network = (NetworkInterface) sending.get(StandardSocketOptions.IP_MULTICAST_IF);
            if (network == null) {
                return "it is a multicast group, and the system would choose the network; name it"
                        + " by UdpOptions.multicastTo(network)";
            }
            // The JDK names no network for IPv4 then, and the system would choose one.
            if (address instanceof Inet4Address
                    && network.inetAddresses().noneMatch(Inet4Address.class::isInstance)) {
                return "multicastTo=" + network.getName() + " has no IPv4 address";
            }
        }
        if (address instanceof Inet6Address scoped
                && scoped.getScopeId() == 0
                && scoped.isLinkLocalAddress()) {
            return "a link-local address is one of a network; name it, as in fe80::1%eth0";
        }
        return null;
    }

    /** Returns what to do about a refused connect or send; empty if nobody knows. */
    String hintFor(IOException e) {
        // The JDK makes this exception of EACCES, by which systems refuse broadcast.
        return e instanceof BindException
                        && !sending.containsKey(StandardSocketOptions.SO_BROADCAST)
                ? "; if it is a broadcast address, allow it by UdpOptions.allowBroadcast(true)"
                : "";
    }

    /** Collects options. Not thread-safe; what is built never sees later changes. */
    public static final class Builder {
        private final Map<SocketOption<?>, Object> sending = new LinkedHashMap<>();
        private final Map<SocketOption<?>, Object> binding = new LinkedHashMap<>();
        private @Nullable StandardProtocolFamily family;
        private @Nullable InetSocketAddress localAddress;
        private @Nullable Boolean skipBadDatagrams;
        private int maxFrameLength = DatagramOptions.MAX_OVER_IPV4;
        private Duration sendTimeout = StreamOptions.DEFAULTS.sendTimeout();
        private Predicate<? super SocketAddress> senders = sender -> true;
        private ChannelObserver observer = StreamOptions.DEFAULTS.observer();

        private Builder() {
            multicastTtl(1);
            multicastLoopback(true);
        }

        /**
         * Limits the payload of a datagram, both ways: a longer one is refused. A channel that
         * receives holds two buffers of one byte more than this, one of them outside the heap.
         *
         * <p>A datagram that is longer than the network takes at once travels in fragments, and is
         * lost with any of them: on Ethernet above 1472 bytes over IPv4 and 1452 over IPv6 (RFC
         * 8085 section 3.2).
         *
         * @param bytes 0 to 65,527, the most that IPv6 carries; default 65,507, the most that IPv4
         *     carries
         * @return this
         * @throws IllegalArgumentException if it is out of range
         */
        public Builder maxFrameLength(int bytes) {
            maxFrameLength = DatagramOptions.requirePossible(bytes);
            return this;
        }

        /**
         * Limits the wait for a turn behind other senders. The write itself waits for the network
         * card at most, never for a peer.
         *
         * @param timeout above zero, or {@link #OFF}; default 30 s
         * @return this
         * @throws IllegalArgumentException if it is zero or negative
         */
        public Builder sendTimeout(Duration timeout) {
            sendTimeout = StreamOptions.requireAboveZero(timeout, "sendTimeout");
            return this;
        }

        /**
         * Sets what becomes of a datagram that is longer than {@link #maxFrameLength} or whose
         * payload is no message. Either way the observer is told, and the channel goes on.
         *
         * @param on true: it is skipped, and the log warns of it once a minute at most; false:
         *     {@code receive} throws. Default true for a bound channel, whose receive loop nobody
         *     shall be able to end; false for a connected one
         * @return this
         */
        public Builder skipBadDatagrams(boolean on) {
            skipBadDatagrams = on;
            return this;
        }

        /**
         * Receives datagrams of some senders only. What others send is dropped and told to the
         * observer. An address can be forged: this keeps honest strangers out, not attackers.
         *
         * @param senders tells whether a sender is accepted; called for each datagram, by the
         *     thread that receives. What it throws comes out of {@code receive}
         * @return this
         */
        public Builder acceptFrom(Predicate<? super SocketAddress> senders) {
            this.senders = requireNonNull(senders, "senders");
            return this;
        }

        /**
         * Sets SO_BROADCAST: allows to send to broadcast addresses.
         *
         * @param on default false: such a send fails
         * @return this
         */
        public Builder allowBroadcast(boolean on) {
            sending.put(StandardSocketOptions.SO_BROADCAST, on);
            return this;
        }

        /**
         * Sets IP_MULTICAST_IF, the network that datagrams to multicast groups go out on. Without
         * it a send to a group fails, since the system would take the network of its default route;
         * to a group of IPv4 also if the interface has no IPv4 address.
         *
         * @param network the interface
         * @return this
         */
        public Builder multicastTo(NetworkInterface network) {
            sending.put(StandardSocketOptions.IP_MULTICAST_IF, requireNonNull(network, "network"));
            return this;
        }

        /**
         * Sets IP_MULTICAST_TTL, how many networks a datagram to a multicast group passes.
         *
         * @param ttl 0 (this host) to 255; default 1 (one network)
         * @return this
         * @throws IllegalArgumentException if it is out of range
         */
        public Builder multicastTtl(int ttl) {
            sending.put(StandardSocketOptions.IP_MULTICAST_TTL, requireByte(ttl, "multicastTtl"));
            return this;
        }

        /**
         * Sets IP_MULTICAST_LOOP: whether members on this host get what it sends to a group.
         *
         * @param on default true
         * @return this
         */
        public Builder multicastLoopback(boolean on) {
            sending.put(StandardSocketOptions.IP_MULTICAST_LOOP, on);
            return this;
        }

        /**
         * Sets IP_TOS, the traffic class of what is sent: the DSCP in its upper six bits (RFC
         * 2474). Networks may ignore it.
         *
         * @param octet 0 to 255
         * @return this
         * @throws IllegalArgumentException if it is out of range
         */
        public Builder trafficClass(int octet) {
            sending.put(StandardSocketOptions.IP_TOS, requireByte(octet, "trafficClass"));
            return this;
        }

        /**
         * Sets SO_RCVBUF, the kernel's receive buffer. What arrives while it is full is lost, and
         * nobody is told.
         *
         * @param bytes 1 or more, a hint to the system, which may have a lower limit
         * @return this
         * @throws IllegalArgumentException if it is less than 1
         */
        public Builder receiveBufferSize(int bytes) {
            binding.put(
                    StandardSocketOptions.SO_RCVBUF,
                    Sockets.requirePositive(bytes, "receiveBufferSize"));
            return this;
        }

        /**
         * Sets SO_SNDBUF, the kernel's send buffer.
         *
         * @param bytes 1 or more, a hint to the system
         * @return this
         * @throws IllegalArgumentException if it is less than 1
         */
        public Builder sendBufferSize(int bytes) {
            binding.put(
                    StandardSocketOptions.SO_SNDBUF,
                    Sockets.requirePositive(bytes, "sendBufferSize"));
            return this;
        }

        /**
         * Sets SO_REUSEADDR: on Linux, sockets that all have it share an address and each gets what
         * is sent to a multicast group or by broadcast.
         *
         * @param on default false
         * @return this
         */
        public Builder reuseAddress(boolean on) {
            binding.put(StandardSocketOptions.SO_REUSEADDR, on);
            return this;
        }

        /**
         * Sets SO_REUSEPORT: sockets that all have it share an address, and on Linux each sender's
         * datagrams go to one of them. Binding fails where the system has no such option.
         *
         * @param on default false
         * @return this
         */
        public Builder reusePort(boolean on) {
            binding.put(StandardSocketOptions.SO_REUSEPORT, on);
            return this;
        }

        /**
         * Binds connected channels to a local address.
         *
         * @param address an address of this host; port 0 takes a free one
         * @return this
         * @throws IllegalArgumentException if it is unresolved
         */
        public Builder localAddress(InetSocketAddress address) {
            localAddress = Sockets.requireResolved(address, "localAddress");
            return this;
        }

        /**
         * Restricts channels to one family. A channel of family INET that is bound to the wildcard
         * address gets nothing over IPv6; one of family INET6 gets IPv4 too, as Java opens it.
         *
         * @param only INET or INET6; unset, that of the address, and both for the wildcard address
         * @return this
         * @throws IllegalArgumentException if it is another one
         */
        public Builder family(StandardProtocolFamily only) {
            family = Sockets.requireFamily(only);
            return this;
        }

        /**
         * Sets who is told what happens on channels.
         *
         * @param observer default: one that does nothing
         * @return this
         */
        public Builder observer(ChannelObserver observer) {
            this.observer = requireNonNull(observer, "observer");
            return this;
        }

        /**
         * Makes the options.
         *
         * @return the options
         * @throws IllegalArgumentException if {@code family} and {@code localAddress} contradict
         *     each other
         */
        public UdpOptions build() {
            return new UdpOptions(this);
        }

        private static int requireByte(int value, String name) {
            if (value < 0 || value > 255) {
                throw new IllegalArgumentException(name + "=" + value + ": use 0 to 255");
            }
            return value;
        }
    }
}
