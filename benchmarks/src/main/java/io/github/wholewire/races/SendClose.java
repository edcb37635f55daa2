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

/** A message that was sent arrives, however close the close is behind it. */
@JCStressTest
@State
@Outcome(id = "sent, aa", expect = ACCEPTABLE, desc = "sent before the close")
@Outcome(id = "closed, end", expect = ACCEPTABLE, desc = "refused, and nothing was written")
public class SendClose extends Race {
    @Actor
    public void send(LL_Result result) {
        result.r1 = send(left, "aa");
    }

    @Actor
    public void close() {
        close(left);
    }

    @Arbiter
    public void arrived(LL_Result result) {
        result.r2 = receive(right);
    }
}
