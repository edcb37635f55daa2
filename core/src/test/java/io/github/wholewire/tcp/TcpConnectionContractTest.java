/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.tcp;

import io.github.wholewire.contract.MessageConnectionContract;
import io.github.wholewire.contract.ServedNetwork;

class TcpConnectionContractTest extends MessageConnectionContract {
    private final ServedNetwork network = new TcpServedNetwork();

    @Override
    protected ServedNetwork network() {
        return network;
    }
}
