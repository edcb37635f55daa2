/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Message channels over datagrams: turns, limits, refusals and closing, driven over a small {@link
 * io.github.wholewire.internal.datagram.DatagramTransport DatagramTransport}. Knows no socket and
 * no format.
 */
@NullMarked
package io.github.wholewire.internal.datagram;

import org.jspecify.annotations.NullMarked;
