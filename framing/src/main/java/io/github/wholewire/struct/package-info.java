/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Data structures as bytes: {@link io.github.wholewire.struct.Struct Struct} speaks the format
 * language of Python's {@code struct} module, packs and unpacks, is a codec and a protocol, and
 * draws what it does.
 */
@NullMarked
package io.github.wholewire.struct;

import org.jspecify.annotations.NullMarked;
