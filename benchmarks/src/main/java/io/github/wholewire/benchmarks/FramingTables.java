/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.benchmarks;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Runs {@link DecodingBenchmark} and {@link EncodingBenchmark} and prints Markdown tables, the
 * library beside Netty and the hand-written loop, by CPU time. Takes the arguments of JMH, such as
 * {@code -f 1 -p length=64}; the payload is NONE for decoding and BYTES for encoding unless told
 * otherwise.
 */
public final class FramingTables {
    /** What makes Netty fastest; the options have no effect on the others. */
    private static final List<String> NETTY_OPTIONS =
            List.of(
                    "-Dio.netty.leakDetection.level=disabled",
                    "-Dio.netty.noUnsafe=false",
                    "-Dio.netty.tryReflectionSetAccessible=true",
                    "--add-opens=java.base/java.nio=ALL-UNNAMED",
                    "--add-opens=java.base/jdk.internal.misc=ALL-UNNAMED");

    private static final List<Subject> OTHERS = List.of(Subject.NETTY, Subject.HAND_WRITTEN);

    private final CommandLineOptions options;
    private final Class<?> benchmark;
    private final Payload payload;
    private final Map<String, Map<Subject, RunResult>> rows = new TreeMap<>();

    private FramingTables(CommandLineOptions options, Class<?> benchmark, Payload payload) {
        this.options = options;
        this.benchmark = benchmark;
        this.payload = payload;
    }

    /**
     * Measures and prints.
     *
     * @param args arguments of JMH
     * @throws RunnerException if a benchmark failed
     * @throws CommandLineOptionException if an argument is none of JMH's
     */
    public static void main(String[] args) throws RunnerException, CommandLineOptionException {
        CommandLineOptions options = new CommandLineOptions(args);
        System.out.println("JDK " + System.getProperty("java.vm.version"));
        FramingTables decoding = new FramingTables(options, DecodingBenchmark.class, Payload.NONE);
        decoding.run(List.of(Format.values()), List.of(Subject.values()));
        decoding.print("decoding");
        FramingTables encoding = new FramingTables(options, EncodingBenchmark.class, Payload.BYTES);
        encoding.run(List.of(Format.values()), List.of(Subject.WHOLEWIRE, Subject.HAND_WRITTEN));
        encoding.run(NettyEncoder.FORMATS, List.of(Subject.NETTY));
        encoding.print("encoding");
    }

    private void run(List<Format> formats, List<Subject> subjects) throws RunnerException {
        ChainedOptionsBuilder builder =
                new OptionsBuilder()
                        .parent(options)
                        .include(benchmark.getSimpleName())
                        .jvmArgsPrepend(jvmOptions())
                        .addProfiler(CpuProfiler.class)
                        .addProfiler(GCProfiler.class)
                        .shouldFailOnError(true)
                        .verbosity(VerboseMode.SILENT)
                        .param("format", names(formats))
                        .param("subject", names(subjects));
        if (!options.getParameter("payload").hasValue()) {
            builder.param("payload", payload.name());
        }
        for (RunResult result : new Runner(builder.build()).run()) {
            rows.computeIfAbsent(row(result.getParams()), row -> new EnumMap<>(Subject.class))
                    .put(Subject.valueOf(result.getParams().getParam("subject")), result);
        }
    }

    private static String[] jvmOptions() {
        List<String> all = new ArrayList<>(NETTY_OPTIONS);
        if (Runtime.version().feature() >= 23) {
            all.add("--sun-misc-unsafe-memory-access=allow"); // older JDKs allow it unasked
        }
        return all.toArray(String[]::new);
    }

    private static String[] names(List<? extends Enum<?>> values) {
        return values.stream().map(Enum::name).toArray(String[]::new);
    }

    private static String row(BenchmarkParams params) {
        return String.join(
                ", ",
                params.getParam("format").toLowerCase(Locale.ROOT),
                params.getParam("length") + " bytes",
                params.getParam("payload").toLowerCase(Locale.ROOT),
                params.getParam("memory").toLowerCase(Locale.ROOT));
    }

    private void print(String title) {
        System.out.println();
        System.out.printf(
                "| %s | Wholewire, frames/us | Netty | ratio | hand-written | ratio |"
                        + " Wholewire, B/frame | Netty | hand-written |%n",
                title);
        System.out.println("| --- " + "| ---: ".repeat(8) + "|");
        rows.forEach(FramingTables::printRow);
    }

    private static void printRow(String row, Map<Subject, RunResult> results) {
        RunResult library = results.get(Subject.WHOLEWIRE);
        StringBuilder line = new StringBuilder("| " + row + number(" | %.1f", speed(library)));
        for (Subject other : OTHERS) {
            RunResult result = results.get(other);
            line.append(
                    result == null
                            ? " | | "
                            : number(" | %.1f", speed(result))
                                    + number(" | %.2f", speed(library) / speed(result)));
        }
        for (Subject each : Subject.values()) {
            RunResult result = results.get(each);
            line.append(result == null ? " | " : number(" | %.1f", allocated(result)));
        }
        System.out.println(line.append(" |"));
    }

    private static String number(String format, double value) {
        return String.format(Locale.ROOT, format, value);
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
