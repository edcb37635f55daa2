/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.tcp;

import io.github.wholewire.ChannelException;
import io.github.wholewire.ChannelInterruptedException;
import io.github.wholewire.PeerUnreachableException;
import io.github.wholewire.internal.net.Sockets;
import io.github.wholewire.internal.stream.StreamOptions;
import io.github.wholewire.internal.stream.SystemTime;
import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.UnknownHostException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.SocketChannel;
import java.nio.channels.UnsupportedAddressTypeException;
import java.util.ArrayList;
import java.util.List;

/** Tries each address of a name in turn. */
final class Connector {
    private final InetSocketAddress remote;
    private final TcpOptions options;
    private final List<IOException> failures = new ArrayList<>();

    Connector(InetSocketAddress remote, TcpOptions options) {
        this.remote = remote;
        this.options = options;
    }

    SocketChannel connect() throws ChannelException {
        List<InetSocketAddress> addresses = addresses();
        long deadline = SystemTime.SYSTEM.deadline(StreamOptions.nanos(options.connectTimeout()));
        for (int i = 0; i < addresses.size(); i++) {
            SocketChannel channel = open();
            try {
                connect(channel, addresses.get(i), timeoutMillis(deadline, addresses.size() - i));
                return channel;
            } catch (ClosedByInterruptException e) {
                throw new ChannelInterruptedException(
                        "interrupted while connecting to " + name() + ": no channel was made", e);
            } catch (IOException e) {
                Sockets.closeAfter(channel, e);
                failures.add(e);
            } catch (RuntimeException | Error e) {
                Sockets.closeAfter(channel, e);
                throw e;
            }
        }
        throw failed(addresses);
    }

    private SocketChannel open() throws ChannelException {
        try {
            return options.openConnection();
        } catch (IOException e) {
            throw new ChannelException(
                    "no socket to connect to " + name() + " with: " + e.getMessage(), e);
        } catch (UnsupportedAddressTypeException | UnsupportedOperationException e) {
            throw new ChannelException(
                    "no socket to connect to "
                            + name()
                            + " with: there are none of that family or local address here",
                    e);
        }
    }

    private static void connect(SocketChannel channel, InetSocketAddress address, int timeoutMillis)
            throws IOException {
        channel.socket().connect(address, timeoutMillis);
        if (channel.getLocalAddress().equals(channel.getRemoteAddress())) {
            // Simultaneous open, RFC 9293 section 3.5: nobody else is there.
            channel.setOption(StandardSocketOptions.SO_LINGER, 0); // no TIME_WAIT on that port
            throw new ConnectException("Connection refused: the socket connected to itself");
        }
    }

    private List<InetSocketAddress> addresses() throws PeerUnreachableException {
        if (!remote.isUnresolved()) {
            return options.allows(remote.getAddress()) ? List.of(remote) : List.of();
        }
        try {
            List<InetSocketAddress> addresses = new ArrayList<>();
            for (InetAddress each : InetAddress.getAllByName(remote.getHostString())) {
                if (options.allows(each)) {
                    addresses.add(new InetSocketAddress(each, remote.getPort()));
                }
            }
            return addresses;
        } catch (UnknownHostException e) {
            throw new PeerUnreachableException(
                    "could not connect to " + name() + ": the name is unknown", e);
        }
    }

    /**
     * An address gets its share of the time that is left, so that one that is silent does not take
     * it all.
     */
    private static int timeoutMillis(long deadline, int addressesLeft) {
        return deadline == StreamOptions.NEVER
                ? 0
                : Math.max(1, SystemTime.SYSTEM.millisUntil(deadline) / addressesLeft);
    }

    private ChannelException failed(List<InetSocketAddress> addresses) {
        StringBuilder message = new StringBuilder("could not connect to ").append(name());
        if (addresses.isEmpty()) {
            message.append(": it has no address of family ").append(options.family());
        }
        for (int i = 0; i < failures.size(); i++) {
            message.append(i == 0 ? ": " : "; ")
                    .append(addresses.get(i))
                    .append(": ")
                    .append(failures.get(i).getMessage());
        }
        IOException first = failures.isEmpty() ? null : failures.get(0);
        ChannelException exception =
                isOurs()
                        ? new ChannelException(message.toString(), first)
                        : new PeerUnreachableException(message.toString(), first);
        failures.stream().skip(1).forEach(exception::addSuppressed);
        return exception;
    }

    /** Whether it was for want of a local address or port that nobody was reached. */
    private boolean isOurs() {
        return !failures.isEmpty() && failures.stream().allMatch(BindException.class::isInstance);
    }

    private String name() {
        return remote.getHostString() + ":" + remote.getPort();
    }
}
