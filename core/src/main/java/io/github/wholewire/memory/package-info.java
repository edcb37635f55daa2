/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Message channels within one process, for tests: {@link io.github.wholewire.memory.Memory Memory}
 * connects two, and a {@link io.github.wholewire.memory.MemoryNetwork MemoryNetwork} has listeners,
 * servers, datagrams, a clock and {@link io.github.wholewire.memory.Faults Faults} besides.
 */
@NullMarked
package io.github.wholewire.memory;

import org.jspecify.annotations.NullMarked;
