/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.tcp;

import io.github.wholewire.ChannelException;
import io.github.wholewire.Codecs;
import io.github.wholewire.Protocol;
import io.github.wholewire.contract.LengthPrefixed;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;

/** Connects by a name that has an IPv4 and an IPv6 address; in a JVM of its own, to have one. */
final class TwoAddresses {
    private static final Protocol<String> TEXT =
            Protocol.of(new LengthPrefixed(100), Codecs.utf8());

    private TwoAddresses() {}

    public static void main(String[] args) throws IOException {
        Path hosts = Files.createTempFile("hosts", "");
        Files.writeString(hosts, "127.0.0.1 two.test\n::1 two.test\n");
        System.setProperty("jdk.net.hosts.file", hosts.toString());
        try {
            System.out.println("IPv4 only: " + connectToListenerOn("127.0.0.1"));
            System.out.println("IPv6 only: " + connectToListenerOn("::1"));
            System.out.println("nobody: " + connect(freePort()));
        } finally {
            Files.delete(hosts);
        }
    }

    private static String connectToListenerOn(String address) throws IOException {
        var local = new InetSocketAddress(InetAddress.getByName(address), 0);
        try (var listener = Tcp.listen(local, TEXT)) {
            return connect(((InetSocketAddress) listener.localAddress()).getPort());
        }
    }

    private static int freePort() throws IOException {
        var local = new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0);
        try (var listener = Tcp.listen(local, TEXT)) {
            return ((InetSocketAddress) listener.localAddress()).getPort();
        }
    }

    private static String connect(int port) throws IOException {
        try (var client = Tcp.connect("two.test", port, TEXT)) {
            client.abort();
            return "connected";
        } catch (ChannelException e) {
            return e.getClass().getSimpleName()
                    + ", "
                    + e.getSuppressed().length
                    + " more: "
                    + e.getMessage();
        }
    }
}
