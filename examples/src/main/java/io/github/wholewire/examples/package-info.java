/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Small programs, one idea each. {@link io.github.wholewire.examples.StickyPackets StickyPackets}
 * shows what the library is for.
 */
@NullMarked
package io.github.wholewire.examples;

import org.jspecify.annotations.NullMarked;
