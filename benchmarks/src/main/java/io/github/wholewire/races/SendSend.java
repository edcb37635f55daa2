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

/** Frames of two senders never interleave, and none is lost. */
@JCStressTest
@State
@Outcome(
        id = {"aaaa, bb", "bb, aaaa"},
        expect = ACCEPTABLE,
        desc = "both, whole")
public class SendSend extends Race {
    @Actor
    public void one() {
        require(send(left, "aaaa"));
    }

    @Actor
    public void other() {
        require(send(left, "bb"));
    }

    @Arbiter
    public void arrived(LL_Result result) {
        result.r1 = receive(right);
        result.r2 = receive(right);
    }

    private static void require(String outcome) {
        if (!outcome.equals("sent")) {
            throw new AssertionError(outcome);
        }
    }
}
