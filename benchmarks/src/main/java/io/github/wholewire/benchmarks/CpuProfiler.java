/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.ScalarResult;

/**
 * CPU time an operation, the garbage collector's included. Unlike JMH's score it does not count the
 * time that other programs have the CPU.
 */
public final class CpuProfiler implements InternalProfiler {
    static final String RESULT = "cpu.norm";

    private long before;

    @Override
    public String getDescription() {
        return "CPU time an operation";
    }

    @Override
    public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
        before = nanos();
    }

    @Override
    public Collection<ScalarResult> afterIteration(
            BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
        double nanos = (double) (nanos() - before) / result.getMetadata().getAllOps();
        return List.of(new ScalarResult(RESULT, nanos, "ns/op", AggregationPolicy.AVG));
    }

    private static long nanos() {
        try {
            return CpuClock.nanos();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
