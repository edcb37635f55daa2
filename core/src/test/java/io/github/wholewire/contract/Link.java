/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.contract;

import io.github.wholewire.MessageChannel;

/**
 * Two connected channels.
 *
 * @param <L> the left end's message
 * @param <R> the right end's message
 * @param left one end, in most tests the one that is tested
 * @param right the other, in most tests the peer
 */
public record Link<L, R>(MessageChannel<L> left, MessageChannel<R> right) {
    /** Aborts both ends. */
    public void abort() {
        left.abort();
        right.abort();
    }
}
