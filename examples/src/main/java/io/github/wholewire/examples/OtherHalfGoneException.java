/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.examples;

import java.io.IOException;

/** The other half of the demo ended before its time; it has said why on its own side. */
final class OtherHalfGoneException extends IOException {
    private static final long serialVersionUID = 1L;

    OtherHalfGoneException(String message) {
        super(message);
    }
}
