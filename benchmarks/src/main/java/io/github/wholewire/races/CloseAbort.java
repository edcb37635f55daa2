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

/** Whichever comes first, there is one end, and the peer hears of it. */
@JCStressTest
@State
@Outcome(
        id = {"C, end", "C, vanished"},
        expect = ACCEPTABLE,
        desc = "told once")
public class CloseAbort extends Race {
    @Actor
    public void close() {
        close(left);
    }

    @Actor
    public void abort() {
        left.abort();
    }

    @Arbiter
    public void told(LL_Result result) {
        result.r1 = toldOfLeft();
        result.r2 = receive(right);
    }
}
