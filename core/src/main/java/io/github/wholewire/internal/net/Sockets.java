/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.internal.net;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.SocketOption;
import java.net.StandardProtocolFamily;
import java.nio.channels.Channel;
import java.nio.channels.NetworkChannel;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the entry points and options of TCP and UDP do alike. A family that is null is both. */
public final class Sockets {
    private Sockets() {}

    /** Returns an argument as the kind of address that sockets take. */
    public static InetSocketAddress requireInternet(SocketAddress address, String name) {
        requireNonNull(address, name);
        if (address instanceof InetSocketAddress internet) {
            return internet;
        }
        throw new IllegalArgumentException(name + "=" + address + ": use an InetSocketAddress");
    }

    /** Returns an argument that must not be a name nobody knows. */
    public static InetSocketAddress requireResolved(InetSocketAddress address, String name) {
        if (requireNonNull(address, name).isUnresolved()) {
            throw new IllegalArgumentException(
                    name + "=" + address + ": the name is unknown, use an address of this host");
        }
        return address;
    }

    /** Returns an argument that must be one of the two families. */
    public static StandardProtocolFamily requireFamily(StandardProtocolFamily family) {
        requireNonNull(family, "family");
        if (family != StandardProtocolFamily.INET && family != StandardProtocolFamily.INET6) {
            throw new IllegalArgumentException("family=" + family + ": use INET or INET6");
        }
        return family;
    }

    /** Returns an argument that must be 1 or more. */
    public static int requirePositive(int value, String name) {
        if (value < 1) {
            throw new IllegalArgumentException(name + "=" + value + ": use 1 or more");
        }
        return value;
    }

    /** Refuses options that contradict each other. */
    public static void requireAgreement(
            @Nullable StandardProtocolFamily family, @Nullable InetSocketAddress localAddress) {
        if (localAddress != null && !allows(family, localAddress.getAddress())) {
            throw new IllegalArgumentException(
                    "localAddress="
                            + localAddress
                            + " is not of family="
                            + family
                            + ": set one of both, or make them agree");
        }
    }

    /** Tells whether an address is of a family. */
    public static boolean allows(@Nullable StandardProtocolFamily family, InetAddress address) {
        return family == null || family == familyOf(address);
    }

    /** Returns the family of an address. */
    public static StandardProtocolFamily familyOf(InetAddress address) {
        return address instanceof Inet4Address
                ? StandardProtocolFamily.INET
                : StandardProtocolFamily.INET6;
    }

    /** Java's wildcard address is of both families; a socket of one family wants that family's. */
    public static InetSocketAddress ofFamily(
            @Nullable StandardProtocolFamily family, InetSocketAddress address) throws IOException {
        if (allows(family, address.getAddress())) {
            return address;
        }
        if (!address.getAddress().isAnyLocalAddress()) {
            throw new IllegalArgumentException(
                    "local="
                            + address
                            + " is not of family="
                            + family
                            + ": use an address of that family, or do not set it");
        }
        byte[] wildcard = new byte[family == StandardProtocolFamily.INET ? 4 : 16];
        return new InetSocketAddress(InetAddress.getByAddress(wildcard), address.getPort());
    }

    /** Sets options, each of which the system must have. */
    public static void apply(Map<SocketOption<?>, Object> options, NetworkChannel channel)
            throws IOException {
        for (Map.Entry<SocketOption<?>, Object> each : options.entrySet()) {
            set(channel, each.getKey(), each.getValue());
        }
    }

    private static <T> void set(NetworkChannel channel, SocketOption<T> option, Object value)
            throws IOException {
        if (!channel.supportedOptions().contains(option)) {
            throw new IOException(
                    "this system has no socket option " + option.name() + ": do not set it");
        }
        channel.setOption(option, option.type().cast(value));
    }

    /** Closes what a failure would leave open. */
    public static void closeAfter(Channel channel, Throwable failure) {
        try {
            channel.close();
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }
}
