/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.examples;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;

/**
 * Where to listen or to connect to, as people write it.
 *
 * @param host a name or an address, empty for every address of this host
 * @param port 0 for any that is free
 */
record HostPort(String host, int port) {
    private static final int MAX_PORT = 65_535;

    /** Reads {@code [HOST:]PORT}. An IPv6 address stands in brackets. */
    static HostPort toListen(String option, String text) throws BadArgumentsException {
        int colon = text.lastIndexOf(':');
        String host = text.substring(0, Math.max(colon, 0));
        return new HostPort(
                withoutBrackets(option, host),
                Arguments.number(option, text.substring(colon + 1), 0, MAX_PORT));
    }

    /** Reads {@code HOST:PORT}. An IPv6 address stands in brackets. */
    static HostPort toConnect(String option, String text) throws BadArgumentsException {
        int colon = text.lastIndexOf(':');
        if (colon <= 0) {
            throw new BadArgumentsException(
                    option + " takes HOST:PORT, such as localhost:7000, not \"" + text + "\"");
        }
        return new HostPort(
                withoutBrackets(option, text.substring(0, colon)),
                Arguments.number(option, text.substring(colon + 1), 1, MAX_PORT));
    }

    private static String withoutBrackets(String option, String host) throws BadArgumentsException {
        if (host.startsWith("[") && host.endsWith("]")) {
            return host.substring(1, host.length() - 1);
        }
        if (host.contains(":")) {
            throw new BadArgumentsException(
                    option + ": an IPv6 address stands in brackets, such as [::1]:7000");
        }
        return host;
    }

    /** What to connect to: each address of the name is tried. */
    InetSocketAddress unresolved() {
        return InetSocketAddress.createUnresolved(host, port);
    }

    /** Looks the name up. */
    InetSocketAddress resolve() throws IOException {
        if (host.isEmpty()) {
            return new InetSocketAddress(port);
        }
        InetSocketAddress address = new InetSocketAddress(host, port);
        if (address.isUnresolved()) {
            throw new IOException("the host \"" + host + "\" is unknown");
        }
        return address;
    }

    static HostPort of(SocketAddress address) {
        InetSocketAddress internet = (InetSocketAddress) address;
        InetAddress host = internet.getAddress();
        return new HostPort(
                host.isAnyLocalAddress() ? "0.0.0.0" : host.getHostAddress(), internet.getPort());
    }

    @Override
    public String toString() {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }
}
