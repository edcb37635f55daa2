/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
/** Message channels over sockets: the contract, TCP, UDP, and channels inside one process. */
module io.github.wholewire {
    requires static transitive org.jspecify;
    requires jdk.net;
    requires org.slf4j;

    exports io.github.wholewire;
    exports io.github.wholewire.memory;
    exports io.github.wholewire.pacing;
    exports io.github.wholewire.tcp;
    exports io.github.wholewire.udp;
}
