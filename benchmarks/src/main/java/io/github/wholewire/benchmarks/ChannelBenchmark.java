/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.benchmarks;

import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What a message of 64 bytes costs and allocates over TCP on the loopback address if one thread has
 * both ends, so that nothing ever waits. The message itself is 80 bytes on the heap.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Fork(2)
public class ChannelBenchmark {
    private static final int BATCH = 64;

    @Param Contender contender;

    private final byte[] message = new byte[64];
    private final List<byte[]> batch = List.copyOf(Collections.nCopies(BATCH, message));
    private Wire left;
    private Wire right;

    /** Connects. */
    @Setup
    public void connect() throws IOException {
        right = contender.accept(port -> left = contender.connect(port));
    }

    /** Closes both ends. */
    @TearDown
    public void close() throws IOException {
        left.close();
        right.close();
    }

    /** One write and one read for a message. */
    @Benchmark
    public byte[] sendAndReceive() throws IOException {
        left.send(message);
        return right.receive();
    }

    /** One write and one read for 64 messages. */
    @Benchmark
    @OperationsPerInvocation(BATCH)
    public byte[] sendAllAndReceive() throws IOException {
        left.sendAll(batch);
        byte[] last = message;
        for (int i = 0; i < BATCH; i++) {
            last = right.receive();
        }
        return last;
    }
}
