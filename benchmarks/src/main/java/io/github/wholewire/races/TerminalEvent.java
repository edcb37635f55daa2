/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.races;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LL_Result;

/** Of a failure and a close, the close is told last, and each at most once. */
@JCStressTest
@State
@Outcome(id = "vanished, FC", expect = ACCEPTABLE, desc = "the failure came first")
@Outcome(id = "vanished, C", expect = ACCEPTABLE, desc = "the close came just before it was told")
@Outcome(id = "closed, C", expect = ACCEPTABLE, desc = "the close came first")
public class TerminalEvent extends Race {
    public TerminalEvent() {
        right.abort();
    }

    @Actor
    public void receive(LL_Result result) {
        result.r1 = receive(left);
    }

    @Actor
    public void close() {
        close(left);
    }

    @Arbiter
    public void told(LL_Result result) {
        result.r2 = toldOfLeft();
    }
}
