/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.internal.loop;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A close under way. Whoever closes makes it; from then on the loop's thread uses it. */
final class Closing {
    /** What the handler is told; null if nothing went wrong. */
    final @Nullable IOException cause;

    private long deadline;
    private boolean told;
    private boolean shut;
    private volatile boolean aborted;

    /**
     * @param deadline when the connection is released, whatever its peer does
     */
    Closing(@Nullable IOException cause, long deadline) {
        this.cause = cause;
        this.deadline = deadline;
    }

    long deadline() {
        return deadline;
    }

    /** Nothing is waited for any more. For every thread. */
    void abort() {
        aborted = true;
    }

    boolean isAborted() {
        return aborted;
    }

    /** Tells, the first time only, that the handler has to be told. */
    boolean isToBeTold() {
        boolean first = !told;
        told = true;
        return first;
    }

    /** All is written: from here on only the peer's end is waited for, and no longer than this. */
    void outputIsShut(long latest) {
        if (!shut) {
            shut = true;
            deadline = latest - deadline < 0 ? latest : deadline;
        }
    }
}
