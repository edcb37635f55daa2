/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.examples;

/**
 * What became of the messages.
 *
 * @param sent what the client half did
 * @param arrival what the server half got
 */
record Outcome(Sent sent, Arrival arrival) {}
