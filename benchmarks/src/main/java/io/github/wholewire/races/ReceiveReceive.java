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
import org.openjdk.jcstress.infra.results.LLL_Result;

/** Each message goes to one receiver. */
@JCStressTest
@State
@Outcome(
        id = {"aa, bb, end", "bb, aa, end"},
        expect = ACCEPTABLE,
        desc = "one each")
public class ReceiveReceive extends Race {
    public ReceiveReceive() {
        send(left, "aa");
        send(left, "bb");
        close(left);
    }

    @Actor
    public void one(LLL_Result result) {
        result.r1 = receive(right);
    }

    @Actor
    public void other(LLL_Result result) {
        result.r2 = receive(right);
    }

    @Arbiter
    public void end(LLL_Result result) {
        result.r3 = receive(right);
    }
}
