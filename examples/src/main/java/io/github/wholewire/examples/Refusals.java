/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.examples;

/**
 * Messages that a channel refused to send.
 *
 * @param count how many
 * @param first what the channel said about the first
 */
record Refusals(long count, String first) {
    static final Refusals NONE = new Refusals(0, "");

    Refusals and(Exception refusal) {
        return new Refusals(count + 1, count == 0 ? String.valueOf(refusal.getMessage()) : first);
    }
}
