/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.udp;

import static java.util.Objects.requireNonNull;

import io.github.wholewire.ChannelException;
import io.github.wholewire.Codec;
import io.github.wholewire.MessageChannel;
import io.github.wholewire.PeerUnreachableException;
import io.github.wholewire.internal.datagram.ConnectedChannel;
import io.github.wholewire.internal.net.Sockets;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.nio.channels.DatagramChannel;

/**
 * Message channels over UDP (RFC 768): a message is a datagram, and its payload needs no framer.
 *
 * <pre>{@code
 * InetSocketAddress anyPort = new InetSocketAddress("localhost", 0);
 * try (UdpChannel<String> server = Udp.bind(anyPort, Codecs.utf8());
 *         MessageChannel<String> client = Udp.connect(server.localAddress(), Codecs.utf8())) {
 *     client.send("hello");
 *     Datagram<String> question = server.receive();
 *     server.send(question.reply("hello " + question.peer()));
 *     System.out.println(client.receive(Duration.ofSeconds(1)));
 * }
 * }</pre>
 *
 * <p>A message arrives whole or not at all: one that is longer than {@link
 * UdpOptions.Builder#maxFrameLength} is refused, never cut. Datagrams may be lost, repeated or
 * reordered on their way, and a sender's address can be forged; nothing is encrypted or
 * authenticated. An empty datagram is a message as any other.
 *
 * <p>These channels differ from those over a stream as follows.
 *
 * <ul>
 *   <li>There is no end: {@code receive} never returns null. {@code shutdownOutput} ends sending on
 *       this side; the peer is not told.
 *   <li>{@code close} waits for nothing: it releases the socket and wakes blocked receivers at
 *       once, as {@code abort} does. What was sent still goes out.
 *   <li>A datagram that is too long or no message costs itself alone. A connected channel throws
 *       {@link io.github.wholewire.FrameTooLongException} or {@link
 *       io.github.wholewire.CodecException}, which name the sender; a bound one skips it ({@link
 *       UdpOptions.Builder#skipBadDatagrams}).
 *   <li>Where nobody receives at a connected channel's peer, the next call throws {@link
 *       PeerUnreachableException}: it answers an earlier datagram (ICMP port unreachable, which can
 *       be forged), nothing was sent by that call, and the channel goes on.
 *   <li>A send that the system refuses for the moment, such as for want of buffers or by a
 *       firewall, throws {@link ChannelException}, and the channel goes on.
 *   <li>{@code switchTo} throws {@link UnsupportedOperationException}, and {@code remoteAddress} of
 *       a bound channel {@link IllegalStateException}.
 * </ul>
 */
public final class Udp {
    private Udp() {}

    /**
     * Connects with the default options: {@link #connect(String, int, Codec, UdpOptions)}.
     *
     * @param <M> the message
     * @param host a name or an address
     * @param port 1 to 65535
     * @param codec what both sides speak
     * @return a connected channel; the caller closes it
     * @throws IOException as there
     */
    public static <M> MessageChannel<M> connect(String host, int port, Codec<M> codec)
            throws IOException {
        return connect(host, port, codec, UdpOptions.defaults());
    }

    /**
     * Connects to a host: it sends to its first address that there is a way to, and receives from
     * there only. Whether anybody is there, nobody knows before an answer comes.
     *
     * @param <M> the message
     * @param host a name or an address
     * @param port 1 to 65535
     * @param codec what both sides speak
     * @param options how
     * @return a connected channel; the caller closes it
     * @throws PeerUnreachableException if the name is unknown or has no address of the family
     * @throws ChannelException if no socket could be opened, bound or connected
     * @throws IllegalArgumentException if the port is out of range
     * @throws IOException one of the above; nothing is left open
     */
    public static <M> MessageChannel<M> connect(
            String host, int port, Codec<M> codec, UdpOptions options) throws IOException {
        requireNonNull(host, "host");
        return connect(InetSocketAddress.createUnresolved(host, port), codec, options);
    }

    /**
     * Connects with the default options: {@link #connect(SocketAddress, Codec, UdpOptions)}.
     *
     * @param <M> the message
     * @param peer the address, such as a bound channel's {@code localAddress()}
     * @param codec what both sides speak
     * @return a connected channel; the caller closes it
     * @throws IOException as there
     */
    public static <M> MessageChannel<M> connect(SocketAddress peer, Codec<M> codec)
            throws IOException {
        return connect(peer, codec, UdpOptions.defaults());
    }

    /**
     * Connects to an address. One that is unresolved is looked up, as a host and a port.
     *
     * @param <M> the message
     * @param peer the address, an {@link InetSocketAddress}, such as a bound channel's {@code
     *     localAddress()}
     * @param codec what both sides speak
     * @param options how
     * @return a connected channel; the caller closes it
     * @throws IllegalArgumentException if it is another kind of address, or its port is 0
     * @throws IOException as {@link #connect(String, int, Codec, UdpOptions)}
     */
    public static <M> MessageChannel<M> connect(
            SocketAddress peer, Codec<M> codec, UdpOptions options) throws IOException {
        requireNonNull(codec, "codec");
        requireNonNull(options, "options");
        InetSocketAddress address = Sockets.requireInternet(peer, "peer");
        if (address.getPort() == 0) {
            throw new IllegalArgumentException(
                    "peer=" + peer + ": nobody receives at port 0, use 1 to 65535");
        }
        DatagramChannel channel = connect(address, options);
        try {
            return new ConnectedChannel<>(
                    new UdpTransport(channel, options), codec, options.connected());
        } catch (IOException | RuntimeException | Error e) {
            Sockets.closeAfter(channel, e);
            throw e;
        }
    }

    private static DatagramChannel connect(InetSocketAddress peer, UdpOptions options)
            throws ChannelException {
        ChannelException failure = null;
        for (InetAddress each : addresses(peer)) {
            if (options.allows(each)) {
                try {
                    return connect(each, peer.getPort(), options);
                } catch (ChannelException e) {
                    if (failure == null) {
                        failure = e;
                    } else {
                        failure.addSuppressed(e);
                    }
                }
            }
        }
        throw failure != null
                ? failure
                : new PeerUnreachableException(
                        "could not connect to "
                                + peer
                                + ": it has no address of family "
                                + options.family());
    }

    private static InetAddress[] addresses(InetSocketAddress peer) throws PeerUnreachableException {
        if (!peer.isUnresolved()) {
            return new InetAddress[] {peer.getAddress()};
        }
        try {
            return InetAddress.getAllByName(peer.getHostString());
        } catch (UnknownHostException e) {
            throw new PeerUnreachableException(
                    "could not connect to " + peer + ": the name is unknown", e);
        }
    }

    private static DatagramChannel connect(InetAddress address, int port, UdpOptions options)
            throws ChannelException {
        InetSocketAddress peer = new InetSocketAddress(address, port);
        String reason = options.reasonNotToSendTo(address);
        if (reason != null) {
            throw new ChannelException("could not connect to " + peer + ": " + reason);
        }
        try {
            return options.connect(peer);
        } catch (ChannelException e) {
            throw e;
        } catch (IOException e) {
            throw new ChannelException(
                    "could not connect to " + peer + ": " + e.getMessage() + options.hintFor(e), e);
        }
    }

    /**
     * Binds with the default options: {@link #bind(SocketAddress, Codec, UdpOptions)}.
     *
     * @param <M> the message
     * @param local the address to receive at
     * @param codec what all sides speak
     * @return a bound channel; the caller closes it
     * @throws IOException as there
     */
    public static <M> UdpChannel<M> bind(SocketAddress local, Codec<M> codec) throws IOException {
        return bind(local, codec, UdpOptions.defaults());
    }

    /**
     * Binds a socket that sends to anybody and receives from everybody. {@code new
     * InetSocketAddress(port)} receives at every address of this host, IPv4 and IPv6, unless {@link
     * UdpOptions.Builder#family} restricts it.
     *
     * @param <M> the message
     * @param local the address to receive at, an {@link InetSocketAddress}; port 0 takes a free one
     * @param codec what all sides speak
     * @param options how
     * @return a bound channel; the caller closes it
     * @throws ChannelException if the address is taken, or not this host's
     * @throws IllegalArgumentException if it is another kind of address, or unresolved
     * @throws IOException one of the above; nothing is left open
     */
    public static <M> UdpChannel<M> bind(SocketAddress local, Codec<M> codec, UdpOptions options)
            throws IOException {
        requireNonNull(codec, "codec");
        requireNonNull(options, "options");
        InetSocketAddress address =
                Sockets.requireResolved(Sockets.requireInternet(local, "local"), "local");
        DatagramChannel channel;
        try {
            channel = options.bind(address);
        } catch (IOException e) {
            throw new ChannelException("could not bind " + local + ": " + e.getMessage(), e);
        }
        try {
            return new BoundSocket<>(new UdpTransport(channel, options), codec, options.bound());
        } catch (IOException | RuntimeException | Error e) {
            Sockets.closeAfter(channel, e);
            throw e;
        }
    }
}
