/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
/** Message channels over TCP: {@link io.github.wholewire.tcp.Tcp Tcp} connects and listens. */
@NullMarked
package io.github.wholewire.tcp;

import org.jspecify.annotations.NullMarked;
