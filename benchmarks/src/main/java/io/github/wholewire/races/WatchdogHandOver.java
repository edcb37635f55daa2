/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.races;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import io.github.wholewire.MessageChannel;
import io.github.wholewire.internal.stream.StreamChannel;
import io.github.wholewire.internal.stream.StreamOptions;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LLL_Result;

/**
 * A close goes from the one who closes to the one who receives to the watchdog: output is shut
 * once, the transport released once, and one thread at a time discards what comes in.
 */
@JCStressTest
@State
@Outcome(
        id = {"aa, 1, once", "closed, 1, once"},
        expect = ACCEPTABLE,
        desc = "closed in order")
public class WatchdogHandOver {
    private final OneFrame transport = new OneFrame();
    private final MessageChannel<String> channel =
            StreamChannel.open(transport, Race.PROTOCOL, StreamOptions.DEFAULTS, null);

    @Actor
    public void receive(LLL_Result result) {
        result.r1 = Race.receive(channel);
    }

    @Actor
    public void close() {
        Race.close(channel);
        transport.look();
    }

    @Arbiter
    public void finish(LLL_Result result) {
        while (transport.look()) {
            // as often as it wants
        }
        result.r2 = transport.shutdowns.get();
        result.r3 =
                transport.clashed
                        ? "clashed"
                        : transport.releases.get() == 1 ? "once" : transport.releases.toString();
    }
}
