/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Message channels over any byte stream: turns, deadlines, failures and closing, driven over a
 * small {@link io.github.wholewire.internal.stream.ByteTransport ByteTransport}. Knows no socket
 * and no format.
 */
@NullMarked
package io.github.wholewire.internal.stream;

import org.jspecify.annotations.NullMarked;
