/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.examples;

/**
 * What the client half did.
 *
 * @param count how many messages it sent
 * @param refusals those that it did not, since they cannot be sent this way
 */
record Sent(long count, Refusals refusals) {}
