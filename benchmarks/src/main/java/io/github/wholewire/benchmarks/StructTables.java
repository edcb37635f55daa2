/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.benchmarks;

import io.github.wholewire.struct.Struct;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Runs {@link StructBenchmark} beside CPython's {@code struct}, on the same formats and bytes, and
 * prints Markdown tables by CPU time. Takes the arguments of JMH; needs {@code python3}. CPython
 * has nothing like {@code unpackInto} and {@code getNumbers}: beside them stands {@code
 * unpack_from}.
 */
public final class StructTables {
    /** The benchmark's methods, and what CPython calls the same. */
    private static final Map<String, String> OPERATIONS =
            new TreeMap<>(
                    Map.of(
                            "unpack", "unpack",
                            "unpackInto", "unpack_from",
                            "getNumbers", "unpack_from",
                            "pack", "pack",
                            "packInto", "pack_into"));

    private StructTables() {}

    /**
     * Measures and prints.
     *
     * @param args arguments of JMH
     * @throws Exception if a benchmark failed, or CPython did
     */
    public static void main(String[] args) throws Exception {
        try (CPython python = new CPython()) {
            System.out.printf(
                    "JDK %s, %s%n", System.getProperty("java.vm.version"), python.version());
            for (Map.Entry<String, String> operation : OPERATIONS.entrySet()) {
                System.out.printf(
                        "%n| %s | CPython, ns | Wholewire, ns | times as fast | B/op |%n",
                        operation.getKey());
                System.out.println("| --- | ---: | ---: | ---: | ---: |");
                for (String format : StructBenchmark.formats()) {
                    printRow(operation.getKey(), operation.getValue(), format, python, args);
                }
            }
        }
    }

    /** The two sides one directly after the other. */
    private static void printRow(
            String method, String function, String format, CPython python, String[] args)
            throws IOException, RunnerException, CommandLineOptionException {
        RunResult java = run(method, format, args);
        byte[] payload = StructBenchmark.payload(Struct.of(format));
        double theirs = python.nanos(function, format, payload);
        double ours = secondary(java, CpuProfiler.RESULT);
        System.out.printf(
                "| `%s` | %.0f | %.1f | %.1f | %.0f |%n",
                format, theirs, ours, theirs / ours, secondary(java, "gc.alloc.rate.norm"));
    }

    private static RunResult run(String method, String format, String[] args)
            throws RunnerException, CommandLineOptionException {
        return new Runner(
                        new OptionsBuilder()
                                .parent(new CommandLineOptions(args))
                                .include(
                                        "\\b%s\\.%s$"
                                                .formatted(
                                                        StructBenchmark.class.getSimpleName(),
                                                        method))
                                .param("format", format)
                                .addProfiler(CpuProfiler.class)
                                .addProfiler(GCProfiler.class)
                                .shouldFailOnError(true)
                                .verbosity(VerboseMode.SILENT)
                                .build())
                .runSingle();
    }

    private static double secondary(RunResult result, String name) {
        return result.getSecondaryResults().get(name).getScore();
    }
}
