/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.examples;

/**
 * What the server half got.
 *
 * @param received what the receiving calls returned
 * @param whole how many of the messages came alone and complete in one of those calls
 */
record Arrival(Received received, long whole) {}
