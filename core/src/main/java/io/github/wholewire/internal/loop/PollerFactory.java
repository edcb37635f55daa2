/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.internal.loop;

import java.io.IOException;

/** Makes what an event loop waits with, one for each. */
@FunctionalInterface
public interface PollerFactory<P extends Poller> {
    /** Makes one. */
    P newPoller() throws IOException;
}
