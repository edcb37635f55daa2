/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is compared does the same; what is measured is told as it was. */
class EchoServersTest {
    @ParameterizedTest
    @EnumSource(names = {"SELECTOR", "WHOLEWIRE", "NETTY_NIO"})
    void eachContenderEchoes(EchoContender contender) throws Exception {
        try (Child server = Child.start(List.of(), EchoProcess.class, "server", contender.name())) {
            String port = server.line();
            String load = EchoLoad.LARGE.name();
            try (Child client = Child.start(List.of(), EchoProcess.class, "client", load, port)) {
                assertTrue(Long.parseLong(client.ask("1000")) > 0);
                assertTrue(Long.parseLong(server.ask("cpu")) > 0);
                assertTrue(Long.parseLong(server.ask("allocated")) > 0);
            }
        }
    }

    @Test
    void chartsAreAsLongAsTheirValues() {
        BarChart chart = new BarChart("title");
        chart.add("one", 1);
        chart.add("two", 2);
        List<Integer> widths =
                chart.svg()
                        .lines()
                        .filter(line -> line.contains("height=\"20\""))
                        .map(line ->
                                Integer.valueOf(line.replaceAll(".* width=\"(\\d+)\".*", "$1")))
                        .toList();
        assertEquals(2 * widths.get(0), widths.get(1));
    }

    @Test
    void theReportHasMediansAndRatios(@TempDir Path directory) throws Exception {

        EchoReport report = new EchoReport(3, 10);
        report.add(
                EchoLoad.FEW,
                Map.of(
                        EchoContender.SELECTOR, List.of(cost(2), cost(1), cost(9)),
                        EchoContender.WHOLEWIRE, List.of(cost(4), cost(3), cost(5))));
        report.writeTo(directory);
        String page = Files.readString(directory.resolve("servers.md"));
        assertTrue(
                page.contains("| bare Selector loop | 2.000 | 1.00 | 1.000 to 9.000 | 5 | 8.0 |"),
                page);
        assertTrue(
                page.contains("| Wholewire, Tcp.serve | 4.000 | 2.00 | 3.000 to 5.000 | 5 | 8.0 |"),
                page);
    }

    private static EchoCost cost(double micros) {
        return new EchoCost(micros, 8, 5);
    }
}
