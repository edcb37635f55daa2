/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.udp;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.wholewire.contract.MessageChannelContract;
import io.github.wholewire.contract.Network;
import java.io.IOException;
import java.net.DatagramSocket;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;

class UdpChannelContractTest {
    @Nested
    class ConnectedOverIpv4 extends MessageChannelContract {
        @Override
        protected Network network() {
            return UdpNetwork.IPV4;
        }
    }

    @Nested
    class BoundOverIpv4 extends MessageChannelContract {
        @Override
        protected Network network() {
            return UdpNetwork.IPV4.testingBound();
        }
    }

    @Nested
    class ConnectedOverIpv6 extends MessageChannelContract {
        @BeforeAll
        static void check() {
            requireIpv6();
        }

        @Override
        protected Network network() {
            return UdpNetwork.IPV6;
        }
    }

    @Nested
    class BoundOverIpv6 extends MessageChannelContract {
        @BeforeAll
        static void check() {
            requireIpv6();
        }

        @Override
        protected Network network() {
            return UdpNetwork.IPV6.testingBound();
        }
    }

    static void requireIpv6() {
        try {
            new DatagramSocket(UdpNetwork.IPV6.anyPort()).close();
        } catch (IOException e) {
            assumeTrue(false, "no IPv6 here: " + e);
        }
    }
}
