/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
/** Channels that keep to a rate: {@link io.github.wholewire.pacing.Pacing Pacing} wraps them. */
@NullMarked
package io.github.wholewire.pacing;

import org.jspecify.annotations.NullMarked;
