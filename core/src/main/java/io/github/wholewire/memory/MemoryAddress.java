/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.memory;

import java.net.SocketAddress;
import java.util.concurrent.atomic.AtomicLong;

/** One end of a pair, told from all others. */
final class MemoryAddress extends SocketAddress {
    private static final long serialVersionUID = 1L;
    private static final AtomicLong LAST = new AtomicLong();

    private final long number = LAST.incrementAndGet();

    @Override
    public String toString() {
        return "memory:" + number;
    }
}
