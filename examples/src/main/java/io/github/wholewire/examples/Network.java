/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.examples;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.InterfaceAddress;
import java.net.NetworkInterface;
import java.net.SocketAddress;

/**
 * A network that this host is on, seen through one of its interfaces.
 *
 * @param device the interface
 * @param address this host's IPv4 address there
 * @param prefixLength how many bits all hosts there have in common
 */
record Network(NetworkInterface device, Inet4Address address, int prefixLength) {
    private static final int BITS = 32;

    /** Returns the network of an interface, or that of loopback if there is no name. */
    static Network of(String option, String name) throws BadArgumentsException, IOException {
        NetworkInterface device =
                name.isEmpty()
                        ? NetworkInterface.getByInetAddress(
                                InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))
                        : NetworkInterface.getByName(name);
        if (device == null) {
            throw new BadArgumentsException(option + ": there is no interface \"" + name + "\"");
        }
        for (InterfaceAddress each : device.getInterfaceAddresses()) {
            if (each.getAddress() instanceof Inet4Address address) {
                return new Network(device, address, each.getNetworkPrefixLength());
            }
        }
        throw new BadArgumentsException(
                option + ": the interface \"" + device.getName() + "\" has no IPv4 address");
    }

    /** Returns the address that all hosts of the network listen to, RFC 919. */
    InetAddress broadcast() throws IOException {
        byte[] bytes = address.getAddress();
        for (int bit = prefixLength; bit < BITS; bit++) {
            bytes[bit / Byte.SIZE] |= (byte) (0x80 >> bit % Byte.SIZE);
        }
        return InetAddress.getByAddress(bytes);
    }

    /** Tells whether somebody has an address of this network. */
    boolean has(SocketAddress somebody) {
        if (!(((InetSocketAddress) somebody).getAddress() instanceof Inet4Address other)) {
            return false;
        }
        byte[] here = address.getAddress();
        byte[] there = other.getAddress();
        for (int bit = 0; bit < prefixLength; bit++) {
            int mask = 0x80 >> bit % Byte.SIZE;
            if (((here[bit / Byte.SIZE] ^ there[bit / Byte.SIZE]) & mask) != 0) {
                return false;
            }
        }
        return true;
    }
}
