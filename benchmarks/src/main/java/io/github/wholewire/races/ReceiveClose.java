/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.races;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LL_Result;

/** A receiver gets what has arrived or hears of the close, and one that waits is woken by it. */
@JCStressTest
@State
@Outcome(id = "aa, closed", expect = ACCEPTABLE, desc = "received before the close")
@Outcome(id = "closed, closed", expect = ACCEPTABLE, desc = "closed before it was received")
public class ReceiveClose extends Race {
    public ReceiveClose() {
        send(right, "aa");
    }

    @Actor
    public void receive(LL_Result result) {
        result.r1 = receive(left);
        result.r2 = receive(left);
    }

    @Actor
    public void close() {
        close(left);
    }
}
