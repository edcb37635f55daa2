/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;

/** The page that {@link EchoServers} writes. */
final class EchoReport {
    private final StringBuilder page = new StringBuilder();
    private final Map<EchoLoad, Map<EchoContender, Double>> medians = new EnumMap<>(EchoLoad.class);
    private Map<EchoContender, Double> memory = Map.of();
    private final int idle;

    EchoReport(int runs, int idle) {
        this.idle = idle;
        page.append(
                String.format(
                        Locale.ROOT,
                        "# Echo servers%n%nJDK %s, medians of %d runs. One loop each, messages with a"
                                + " length of four bytes in front.%n",
                        System.getProperty("java.vm.version"),
                        runs));
    }

    void add(EchoLoad load, Map<EchoContender, List<EchoCost>> costs) {
        Map<EchoContender, Double> micros = new EnumMap<>(EchoContender.class);
        costs.forEach((each, list) -> micros.put(each, median(list, EchoCost::micros)));
        medians.put(load, micros);
        double base = micros.get(EchoContender.SELECTOR);
        page.append("\n## " + load.title + "\n\n");
        page.append("![](" + plotName(load) + ")\n\n");
        page.append(
                "| server | CPU us a message | ratio | lowest to highest | messages/s |"
                        + " B allocated |\n");
        page.append("| --- | ---: | ---: | ---: | ---: | ---: |\n");
        costs.forEach((each, list) -> {
            double median = micros.get(each);
            page.append(
                    String.format(
                            Locale.ROOT,
                            "| %s | %.3f | %.2f | %.3f to %.3f | %.0f | %.1f |%n",
                            each.title,
                            median,
                            median / base,
                            list.stream().mapToDouble(EchoCost::micros).min().orElseThrow(),
                            list.stream().mapToDouble(EchoCost::micros).max().orElseThrow(),
                            median(list, EchoCost::perSecond),
                            median(list, EchoCost::bytes)));
        });
    }

    void addMemory(Map<EchoContender, Double> bytes) {
        memory = bytes;
        page.append("\n## An idle connection\n\n![](servers-idle.svg)\n\n");
        page.append("Heap and direct memory in use a connection, at " + idle + ".\n\n");
        page.append("| server | bytes |\n| --- | ---: |\n");
        bytes.forEach((each, value) ->
                page.append(String.format(Locale.ROOT, "| %s | %.0f |%n", each.title, value)));
    }

    /** Wholewire beside the bare loop, and beside whichever Netty is best on that load. */
    private void addComparison() {
        page.append("\n## Wholewire beside the others\n\n");
        page.append("| load | of the bare loop | of the best Netty |\n| --- | ---: | ---: |\n");
        medians.forEach((load, micros) -> {
            Double own = micros.get(EchoContender.WHOLEWIRE);
            OptionalDouble netty =
                    micros.entrySet().stream()
                            .filter(each -> each.getKey().name().startsWith("NETTY"))
                            .mapToDouble(Map.Entry::getValue)
                            .min();
            if (own != null && netty.isPresent()) {
                page.append(
                        String.format(
                                Locale.ROOT,
                                "| %s | %.2f | %.2f |%n",
                                load.title,
                                own / micros.get(EchoContender.SELECTOR),
                                own / netty.getAsDouble()));
            }
        });
    }

    void writeTo(Path directory) throws IOException {
        addComparison();
        Files.writeString(directory.resolve("servers.md"), page);
        for (Map.Entry<EchoLoad, Map<EchoContender, Double>> each : medians.entrySet()) {
            EchoLoad load = each.getKey();
            plot(
                    directory.resolve(plotName(load)),
                    load.title + ", CPU us a message",
                    each.getValue());
        }
        plot(directory.resolve("servers-idle.svg"), "an idle connection, bytes", memory);
    }

    private static void plot(Path file, String title, Map<EchoContender, Double> values)
            throws IOException {
        BarChart chart = new BarChart(title);
        values.forEach((each, value) -> chart.add(each.title, value));
        Files.writeString(file, chart.svg());
    }

    private static String plotName(EchoLoad load) {
        return "servers-" + load.name().toLowerCase(Locale.ROOT) + ".svg";
    }

    private static double median(List<EchoCost> costs, ToDoubleFunction<EchoCost> value) {
        double[] sorted = costs.stream().mapToDouble(value).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
