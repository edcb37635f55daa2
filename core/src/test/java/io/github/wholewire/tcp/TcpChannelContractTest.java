/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.tcp;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.wholewire.contract.MessageChannelContract;
import io.github.wholewire.contract.Network;
import java.io.IOException;
import java.net.ServerSocket;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;

class TcpChannelContractTest {
    @Nested
    class OverIpv4 extends MessageChannelContract {
        @Override
        protected Network network() {
            return TcpNetwork.IPV4;
        }
    }

    @Nested
    class OverIpv6 extends MessageChannelContract {
        @BeforeAll
        static void requireIpv6() {
            try (ServerSocket probe = new ServerSocket()) {
                probe.bind(TcpNetwork.IPV6.anyPort());
            } catch (IOException e) {
                assumeTrue(false, "no IPv6 here: " + e);
            }
        }

        @Override
        protected Network network() {
            return TcpNetwork.IPV6;
        }
    }
}
