/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Measures what a 64-byte datagram costs to receive and to send on the loopback address, beside a
 * bare {@code DatagramChannel} and Netty, and prints Markdown tables. Each contender is a process
 * of its own, all pinned to one CPU; they take turns; what counts is the CPU time of the thread
 * that receives or sends, and its ratio to the bare channel's in the same round.
 *
 * <pre>
 * java -cp benchmarks/target/benchmarks.jar io.github.wholewire.benchmarks.Datagrams [RUNS [CPU]]
 * </pre>
 */
public final class Datagrams {
    private static final int WARM_UP_ROUNDS = 20;
    private static final int MEASURED_ROUNDS = 25;

    private final Map<DatagramContender, List<Double>> receiving = lists();
    private final Map<DatagramContender, List<Double>> sending = lists();

    private Datagrams() {}

    private static Map<DatagramContender, List<Double>> lists() {
        Map<DatagramContender, List<Double>> lists = new EnumMap<>(DatagramContender.class);
        for (DatagramContender each : DatagramContender.values()) {
            lists.put(each, new ArrayList<>());
        }
        return lists;
    }

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
                "JDK %s, %d runs, %s, datagrams of %d bytes%n%n",
                System.getProperty("java.vm.version"),
                runs,
                Pinning.describe(cpu),
                DatagramWire.MESSAGE_LENGTH);
        Datagrams datagrams = new Datagrams();
        for (int run = 0; run < runs; run++) {
            datagrams.run(Pinning.prefix(cpu));
        }
        print("receive", datagrams.receiving);
        print("send", datagrams.sending);
    }

    /** Measures with new processes, since two never compile the same code alike. */
    private void run(List<String> prefix) throws IOException {
        Map<DatagramContender, Child> children = new EnumMap<>(DatagramContender.class);
        try {
            for (DatagramContender each : DatagramContender.values()) {
                children.put(each, Child.start(prefix, DatagramPeer.class, each.name()));
            }
            for (int round = 0; round < WARM_UP_ROUNDS + MEASURED_ROUNDS; round++) {
                for (Map.Entry<DatagramContender, Child> each : children.entrySet()) {
                    each.getValue().go();
                    double received = Double.parseDouble(each.getValue().line());
                    double sent = Double.parseDouble(each.getValue().line());
                    if (round >= WARM_UP_ROUNDS) {
                        receiving.get(each.getKey()).add(received);
                        sending.get(each.getKey()).add(sent);
                    }
                }
            }
        } finally {
            children.values().forEach(Child::close);
        }
    }

    private static void print(String what, Map<DatagramContender, List<Double>> nanos) {
        System.out.println("| " + what + " | CPU ns a datagram | ratio | middle half |");
        System.out.println("| --- | ---: | ---: | ---: |");
        List<Double> bare = nanos.get(DatagramContender.BARE);
        nanos.forEach((contender, costs) -> {
            List<Double> ratios = new ArrayList<>();
            for (int i = 0; i < costs.size(); i++) {
                ratios.add(costs.get(i) / bare.get(i));
            }
            System.out.printf(
                    "| %s | %.0f | %.2f | %.2f to %.2f |%n",
                    contender.title,
                    Comparison.quantile(costs, 0.5),
                    Comparison.quantile(ratios, 0.5),
                    Comparison.quantile(ratios, 0.25),
                    Comparison.quantile(ratios, 0.75));
        });
        System.out.println();
    }
}
