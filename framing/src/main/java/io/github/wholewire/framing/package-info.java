/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Framers: {@link io.github.wholewire.framing.Framers Framers} has the usual ones, two classes have
 * builders for the rest. All are immutable, and none knows a socket.
 */
@NullMarked
package io.github.wholewire.framing;

import org.jspecify.annotations.NullMarked;
