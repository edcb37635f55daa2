/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
/** What transports over sockets share: addresses, families and socket options. */
@NullMarked
package io.github.wholewire.internal.net;

import org.jspecify.annotations.NullMarked;
