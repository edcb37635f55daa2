/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.memory;

import java.net.SocketAddress;

/** An address within one network, equal to no other. */
final class MemoryAddress extends SocketAddress {
    private static final long serialVersionUID = 1L;

    private final long number;
    private final String name;

    /** Makes one. Its name tells the seed by which what its owner sends goes wrong, if it does. */
    MemoryAddress(long number, Faults faults) {
        this.number = number;
        name =
                "memory:"
                        + number
                        + (faults.settings.isSomething() ? "?seed=" + faults.settings.seed : "");
    }

    /** Returns which one of its network it is. */
    long number() {
        return number;
    }

    @Override
    public String toString() {
        return name;
    }
}
