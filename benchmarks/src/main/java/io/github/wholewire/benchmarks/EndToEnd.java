/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.benchmarks;

import java.io.IOException;
import java.util.List;

/**
 * Measures what a 64-byte message costs over one TCP connection on the loopback address, beside a
 * hand-written loop, and prints a Markdown table. Client and server are processes of their own,
 * pinned to one CPU; the contenders take turns; what counts is both processes' CPU time, and its
 * ratio to the hand-written loop's in the same round.
 *
 * <pre>
 * java -cp benchmarks/target/benchmarks.jar io.github.wholewire.benchmarks.EndToEnd [RUNS [CPU]]
 * </pre>
 */
public final class EndToEnd {
    private EndToEnd() {}

    /**
     * Measures and prints.
     *
     * @param args how many runs, default 3; then the CPU to run on, default the last one
     * @throws IOException if a process could not be started or failed
     */
    public static void main(String[] args) throws IOException {
        int runs = args.length > 0 ? Integer.parseInt(args[0]) : 3;
        String cpu = args.length > 1 ? args[1] : Pinning.lastCpu();
        System.out.printf(
                "JDK %s, %d runs, %s, messages of %d bytes%n%n",
                System.getProperty("java.vm.version"),
                runs,
                Pinning.describe(cpu),
                Peer.MESSAGE_LENGTH);
        System.out.println("| traffic | contender | CPU ns a message | ratio | middle half |");
        System.out.println("| --- | --- | ---: | ---: | ---: |");
        for (Traffic traffic : Traffic.values()) {
            List<String> prefix = Pinning.prefix(cpu);
            Comparison comparison = new Comparison(prefix, traffic);
            for (int run = 0; run < runs; run++) {
                comparison.run();
            }
            comparison.printRows();
        }
    }
}
