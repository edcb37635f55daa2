/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
/** Message channels over UDP: {@link io.github.wholewire.udp.Udp Udp} connects and binds them. */
@NullMarked
package io.github.wholewire.udp;

import org.jspecify.annotations.NullMarked;
