/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The figures of one kind of traffic. The contenders take turns, a phase each. */
final class Comparison {
    private static final int WARM_UP_ROUNDS = 10;
    private static final int MEASURED_ROUNDS = 15;

    private final List<String> prefix;
    private final Traffic traffic;
    private final Map<Contender, List<Double>> nanos = new EnumMap<>(Contender.class);
    private final Map<Contender, List<Double>> ratios = new EnumMap<>(Contender.class);

    Comparison(List<String> prefix, Traffic traffic) {
        this.prefix = prefix;
        this.traffic = traffic;
        for (Contender contender : Contender.values()) {
            nanos.put(contender, new ArrayList<>());
            ratios.put(contender, new ArrayList<>());
        }
    }

    /** Measures with new processes, since two never compile the same code alike. */
    void run() throws IOException {
        Map<Contender, Pair> pairs = new EnumMap<>(Contender.class);
        try {
            for (Contender contender : Contender.values()) {
                pairs.put(
                        contender, new Pair(prefix, contender, traffic, traffic.messagesPerPhase));
            }
            for (int round = 0; round < WARM_UP_ROUNDS + MEASURED_ROUNDS; round++) {
                Map<Contender, Double> result = round(pairs);
                if (round >= WARM_UP_ROUNDS) {
                    add(result);
                }
            }
        } finally {
            pairs.values().forEach(Pair::close);
        }
    }

    private static Map<Contender, Double> round(Map<Contender, Pair> pairs) throws IOException {
        Map<Contender, Double> result = new EnumMap<>(Contender.class);
        for (Map.Entry<Contender, Pair> pair : pairs.entrySet()) {
            result.put(pair.getKey(), pair.getValue().nanosPerMessage());
        }
        return result;
    }

    private void add(Map<Contender, Double> round) {
        double base = round.get(Contender.HAND_WRITTEN);
        round.forEach((contender, cost) -> {
            nanos.get(contender).add(cost);
            ratios.get(contender).add(cost / base);
        });
    }

    void printRows() {
        for (Contender contender : Contender.values()) {
            List<Double> ratio = ratios.get(contender);
            System.out.printf(
                    "| %s | %s | %.0f | %.2f | %.2f to %.2f |%n",
                    traffic.title,
                    contender.title,
                    quantile(nanos.get(contender), 0.5),
                    quantile(ratio, 0.5),
                    quantile(ratio, 0.25),
                    quantile(ratio, 0.75));
        }
    }

    static double quantile(List<Double> values, double part) {
        List<Double> sorted = new ArrayList<>(values);
        Collections.sort(sorted);
        return sorted.get((int) Math.round((sorted.size() - 1) * part));
    }
}
