/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.memory;

import io.github.wholewire.internal.stream.StreamOptions;
import io.github.wholewire.internal.stream.SystemTime;

/** The system's clock: calls block their threads. */
final class RealTime extends Timeline {
    @Override
    public long now() {
        return SystemTime.SYSTEM.now();
    }

    @Override
    public void watch(Timed calls) {
        SystemTime.SYSTEM.watch(calls);
    }

    @Override
    public void forget(Timed calls) {
        SystemTime.SYSTEM.forget(calls);
    }

    @Override
    public void watchClose(Timed close) {
        SystemTime.SYSTEM.watchClose(close);
    }

    @Override
    @SuppressWarnings("WaitNotInLoop") // whoever calls it loops
    void await(long until) throws InterruptedException {
        if (until == StreamOptions.NEVER) {
            changed.await();
        } else {
            changed.awaitNanos(until - now());
        }
    }

    @Override
    long after(int millis) {
        return now() + nanos(millis);
    }

    @Override
    boolean step() {
        throw new UnsupportedOperationException(
                "threads do what is due in this network: make it by MemoryNetwork.oneThread()");
    }

    @Override
    void advance(long nanos) {
        throw new UnsupportedOperationException(
                "this network goes by the system's clock: make it by MemoryNetwork.testTime() or"
                        + " oneThread()");
    }
}
