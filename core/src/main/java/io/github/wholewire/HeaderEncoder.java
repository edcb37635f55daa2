/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire;

import static java.util.Objects.requireNonNull;

import java.io.IOException;

/** An encoder's {@code finish} with a header in front. */
record HeaderEncoder(int headerLength, FrameEncoder finish) implements FrameEncoder {
    HeaderEncoder {
        if (headerLength < 0) {
            throw new IllegalArgumentException("headerLength=" + headerLength + ": use 0 or more");
        }
        requireNonNull(finish, "finish");
    }

    @Override
    public void finish(FrameOutput out) throws IOException {
        finish.finish(out);
    }
}
