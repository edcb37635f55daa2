/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.benchmarks;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Runs {@link DecodingBenchmark} and {@link EncodingBenchmark} and prints Markdown tables, the
 * library beside the hand-written loop, by CPU time. Takes the arguments of JMH, such as {@code -f
 * 1 -p length=64}.
 */
public final class FramingTables {
    private FramingTables() {}

    /**
     * Measures and prints.
     *
     * @param args arguments of JMH
     * @throws RunnerException if a benchmark failed
     * @throws CommandLineOptionException if an argument is none of JMH's
     */
    public static void main(String[] args) throws RunnerException, CommandLineOptionException {
        System.out.println("JDK " + System.getProperty("java.vm.version"));
        print("decoding", DecodingBenchmark.class, args);
        print("encoding", EncodingBenchmark.class, args);
    }

    private static void print(String title, Class<?> benchmark, String[] args)
            throws RunnerException, CommandLineOptionException {
        Collection<RunResult> results =
                new Runner(
                                new OptionsBuilder()
                                        .parent(new CommandLineOptions(args))
                                        .include(benchmark.getSimpleName())
                                        .addProfiler(CpuProfiler.class)
                                        .addProfiler(GCProfiler.class)
                                        .shouldFailOnError(true)
                                        .verbosity(VerboseMode.SILENT)
                                        .build())
                        .run();
        Map<String, List<RunResult>> rows = new TreeMap<>();
        for (RunResult result : results) {
            rows.computeIfAbsent(row(result.getParams()), row -> new ArrayList<>()).add(result);
        }
        System.out.println();
        System.out.printf(
                "| %s | Wholewire, frames/us | hand-written | ratio | B/frame | hand-written |%n",
                title);
        System.out.println("| --- | ---: | ---: | ---: | ---: | ---: |");
        rows.forEach(FramingTables::printRow);
    }

    private static String row(BenchmarkParams params) {
        return String.join(
                ", ",
                params.getParam("format").toLowerCase(Locale.ROOT),
                params.getParam("length") + " bytes",
                params.getParam("payload").toLowerCase(Locale.ROOT),
                params.getParam("memory").toLowerCase(Locale.ROOT));
    }

    private static void printRow(String row, List<RunResult> results) {
        RunResult library = of(Subject.WHOLEWIRE, results);
        RunResult hand = of(Subject.HAND_WRITTEN, results);
        System.out.printf(
                "| %s | %.1f | %.1f | %.2f | %.1f | %.1f |%n",
                row,
                speed(library),
                speed(hand),
                speed(library) / speed(hand),
                allocated(library),
                allocated(hand));
    }

    private static RunResult of(Subject subject, List<RunResult> results) {
        return results.stream()
                .filter(result -> result.getParams().getParam("subject").equals(subject.name()))
                .findFirst()
                .orElseThrow();
    }

    /** Frames a microsecond of CPU time. */
    private static double speed(RunResult result) {
        return 1000 / secondary(result, CpuProfiler.RESULT);
    }

    private static double allocated(RunResult result) {
        return secondary(result, "gc.alloc.rate.norm");
    }

    private static double secondary(RunResult result, String name) {
        return result.getSecondaryResults().get(name).getScore();
    }
}
