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
import org.openjdk.jcstress.infra.results.L_Result;

/** Closing twice tells of one end. */
@JCStressTest
@State
@Outcome(id = "C", expect = ACCEPTABLE, desc = "told once")
public class CloseClose extends Race {
    @Actor
    public void one() {
        close(left);
    }

    @Actor
    public void other() {
        close(left);
    }

    @Arbiter
    public void told(L_Result result) {
        result.r1 = toldOfLeft();
    }
}
