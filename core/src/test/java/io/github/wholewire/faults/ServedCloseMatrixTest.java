/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.faults;

import io.github.wholewire.contract.Network;
import io.github.wholewire.contract.ServedNetwork;
import io.github.wholewire.tcp.TcpServedNetwork;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;

/** T7 again: the left end is a connection of an event-driven server. */
class ServedCloseMatrixTest extends CloseMatrixTest {
    private final ServedNetwork served = new TcpServedNetwork();

    @Override
    Network network() {
        return served;
    }

    @AfterEach
    void stopServers() throws IOException {
        served.close();
    }
}
