/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.benchmarks;

/** What is measured. */
public enum Subject {
    WHOLEWIRE,
    NETTY,
    HAND_WRITTEN
}
