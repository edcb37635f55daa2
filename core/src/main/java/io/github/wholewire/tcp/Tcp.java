/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.tcp;

import static java.util.Objects.requireNonNull;

import io.github.wholewire.ChannelException;
import io.github.wholewire.HandlerFactory;
import io.github.wholewire.MessageChannel;
import io.github.wholewire.MessageServer;
import io.github.wholewire.Protocol;
import io.github.wholewire.ServerMessageChannel;
import io.github.wholewire.internal.loop.LoopServer;
import io.github.wholewire.internal.net.Sockets;
import io.github.wholewire.internal.stream.Origin;
import io.github.wholewire.internal.stream.StreamChannel;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.channels.UnsupportedAddressTypeException;

/**
 * Message channels over TCP (RFC 9293).
 *
 * <pre>{@code
 * InetSocketAddress anyPort = new InetSocketAddress("localhost", 0);
 * try (ServerMessageChannel<String> server = Tcp.listen(anyPort, lines);
 *         MessageChannel<String> client = Tcp.connect(server.localAddress(), lines);
 *         MessageChannel<String> peer = server.accept()) {
 *     client.send("hello");
 *     assertEquals("hello", peer.receive());
 * }
 * }</pre>
 *
 * <p>Nothing is encrypted or authenticated.
 */
public final class Tcp {
    private Tcp() {}

    /**
     * Connects with the default options: {@link #connect(String, int, Protocol, TcpOptions)}.
     *
     * @param <M> the message
     * @param host a name or an address
     * @param port 1 to 65535
     * @param protocol what both sides speak
     * @return a connected channel; the caller closes it
     * @throws IOException as there
     */
    public static <M> MessageChannel<M> connect(String host, int port, Protocol<M> protocol)
            throws IOException {
        return connect(host, port, protocol, TcpOptions.defaults());
    }

    /**
     * Connects to a host. Each address of its name is tried in turn, all together no longer than
     * the connect timeout. Looking the name up is the system's business and is not part of that
     * time.
     *
     * @param <M> the message
     * @param host a name or an address
     * @param port 1 to 65535
     * @param protocol what both sides speak
     * @param options how
     * @return a connected channel; the caller closes it
     * @throws io.github.wholewire.PeerUnreachableException if the name is unknown or no address of
     *     it answered in time
     * @throws io.github.wholewire.ChannelInterruptedException if the thread was interrupted; its
     *     flag stays set
     * @throws ChannelException if this side could not open or bind a socket
     * @throws IllegalArgumentException if the port is out of range
     * @throws IOException one of the above; nothing is left open
     */
    public static <M> MessageChannel<M> connect(
            String host, int port, Protocol<M> protocol, TcpOptions options) throws IOException {
        requireNonNull(host, "host");
        return connect(InetSocketAddress.createUnresolved(host, port), protocol, options);
    }

    /**
     * Connects with the default options: {@link #connect(SocketAddress, Protocol, TcpOptions)}.
     *
     * @param <M> the message
     * @param remote the address, such as a listener's {@code localAddress()}
     * @param protocol what both sides speak
     * @return a connected channel; the caller closes it
     * @throws IOException as there
     */
    public static <M> MessageChannel<M> connect(SocketAddress remote, Protocol<M> protocol)
            throws IOException {
        return connect(remote, protocol, TcpOptions.defaults());
    }

    /**
     * Connects to an address. One that is unresolved is looked up, as a host and a port.
     *
     * @param <M> the message
     * @param remote the address, an {@link InetSocketAddress}, such as a listener's {@code
     *     localAddress()}
     * @param protocol what both sides speak
     * @param options how
     * @return a connected channel; the caller closes it
     * @throws IllegalArgumentException if it is another kind of address, or its port is 0
     * @throws IOException as {@link #connect(String, int, Protocol, TcpOptions)}
     */
    public static <M> MessageChannel<M> connect(
            SocketAddress remote, Protocol<M> protocol, TcpOptions options) throws IOException {
        requireNonNull(protocol, "protocol");
        requireNonNull(options, "options");
        InetSocketAddress address = Sockets.requireInternet(remote, "remote");
        if (address.getPort() == 0) {
            throw new IllegalArgumentException(
                    "remote=" + remote + ": nobody listens on port 0, use 1 to 65535");
        }
        SocketChannel channel = new Connector(address, options).connect();
        try {
            return StreamChannel.open(
                    new TcpTransport(channel),
                    protocol,
                    options.stream(),
                    Origin.outside(Tcp.class));
        } catch (IOException | RuntimeException | Error e) {
            Sockets.closeAfter(channel, e);
            throw e;
        }
    }

    /**
     * Listens with the default options: {@link #listen(SocketAddress, Protocol, TcpOptions)}.
     *
     * @param <M> the message
     * @param local the address to listen on
     * @param protocol what both sides speak
     * @return a listener; the caller closes it
     * @throws IOException as there
     */
    public static <M> ServerMessageChannel<M> listen(SocketAddress local, Protocol<M> protocol)
            throws IOException {
        return listen(local, protocol, TcpOptions.defaults());
    }

    /**
     * Listens for connections. {@code new InetSocketAddress(port)} listens on every address of this
     * host, IPv4 and IPv6, unless {@link TcpOptions.Builder#family} restricts it.
     *
     * @param <M> the message
     * @param local the address to listen on, an {@link InetSocketAddress}; port 0 takes a free one
     * @param protocol what both sides speak
     * @param options how; those of a connection hold for each that is accepted
     * @return a listener; the caller closes it
     * @throws ChannelException if the address is taken, or not this host's
     * @throws IllegalArgumentException if it is another kind of address, or unresolved
     * @throws IOException one of the above; nothing is left open
     */
    public static <M> ServerMessageChannel<M> listen(
            SocketAddress local, Protocol<M> protocol, TcpOptions options) throws IOException {
        requireNonNull(protocol, "protocol");
        requireNonNull(options, "options");
        return new TcpListener<>(openListener(local, options), protocol, options);
    }

    /**
     * Serves with the default options: {@link #serve(SocketAddress, Protocol, HandlerFactory,
     * TcpOptions)}.
     *
     * @param <M> the message
     * @param local the address to listen on
     * @param protocol what both sides speak
     * @param handlers makes the handler of each connection
     * @return a server that works already; the caller stops or closes it
     * @throws IOException as there
     */
    public static <M> MessageServer serve(
            SocketAddress local, Protocol<M> protocol, HandlerFactory<M> handlers)
            throws IOException {
        return serve(local, protocol, handlers, TcpOptions.defaults());
    }

    /**
     * Listens for connections and serves them by events, many on a few threads. As to the address,
     * see {@link #listen(SocketAddress, Protocol, TcpOptions)}.
     *
     * <pre>{@code
     * MessageServer server = Tcp.serve(address, lines,
     *         connection -> message -> connection.send("echo " + message));
     * }</pre>
     *
     * @param <M> the message
     * @param local the address to listen on, an {@link InetSocketAddress}; port 0 takes a free one
     * @param protocol what both sides speak
     * @param handlers makes the handler of each connection
     * @param options how; {@link TcpOptions.Builder#serving} has those of the server itself
     * @return a server that works already; the caller stops or closes it
     * @throws ChannelException if the address is taken, or not this host's
     * @throws IllegalArgumentException if it is another kind of address, or unresolved
     * @throws IOException one of the above; nothing is left open
     */
    public static <M> MessageServer serve(
            SocketAddress local,
            Protocol<M> protocol,
            HandlerFactory<M> handlers,
            TcpOptions options)
            throws IOException {
        requireNonNull(protocol, "protocol");
        requireNonNull(handlers, "handlers");
        requireNonNull(options, "options");
        ServerSocketChannel channel = openListener(local, options);
        try {
            return LoopServer.start(
                    channel,
                    options::applyTo,
                    protocol,
                    handlers,
                    options.servedStream(),
                    options.serving());
        } catch (IOException e) {
            Sockets.closeAfter(channel, e);
            throw new ChannelException("could not serve on " + local + ": " + e.getMessage(), e);
        } catch (RuntimeException | Error e) {
            Sockets.closeAfter(channel, e);
            throw e;
        }
    }

    private static ServerSocketChannel openListener(SocketAddress local, TcpOptions options)
            throws ChannelException {
        InetSocketAddress address =
                Sockets.requireResolved(Sockets.requireInternet(local, "local"), "local");
        try {
            return options.openListener(address);
        } catch (IOException e) {
            throw new ChannelException("could not listen on " + local + ": " + e.getMessage(), e);
        } catch (UnsupportedAddressTypeException | UnsupportedOperationException e) {
            throw new ChannelException(
                    "could not listen on " + local + ": there are no sockets of its family here",
                    e);
        }
    }
}
