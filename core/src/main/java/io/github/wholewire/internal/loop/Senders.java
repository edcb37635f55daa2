/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.internal.loop;

import static io.github.wholewire.internal.stream.StreamOptions.NEVER;

import io.github.wholewire.ChannelException;
import io.github.wholewire.internal.stream.Turn;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What threads other than the loop's need to send on a connection: a turn each, and somewhere to
 * wait for room. Made by the first one.
 */
final class Senders {
    final Turn turn = new Turn("send");
    private final LinkMarks link;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();

    Senders(LinkMarks link) {
        this.link = link;
    }

    /**
     * Waits until less than the high-water mark is pending, or, in the midst of a batch, until
     * nothing goes before the rest of it: what others send meanwhile waits for that.
     *
     * @return false if it was not until the deadline
     */
    boolean awaitRoom(long deadline) throws ChannelException, InterruptedException {
        lock.lockInterruptibly();
        try {
            for (; ; ) {
                link.requireSendable();
                if (!link.isFull() || link.awaitsBatch()) {
                    return true;
                }
                long left = deadline == NEVER ? NEVER : deadline - System.nanoTime();
                if (left <= 0) {
                    return false;
                }
                changed.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Wakes who waits, to find out whether there is room, or that there will be none. */
    void wake() {
        lock.lock();
        try {
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
