/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.benchmarks;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
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
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/** Payloads become records and records become payloads. An operation is one of them. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Fork(2)
public class RecordBenchmark {
    private static final int MESSAGES = 120;
    private static final int SIZE = 16 * 1024;

    @Param RecordSubject.Shape shape;

    @Param Memory memory;

    /** By name the last parameter: JMH then measures them one after the other. */
    @Param RecordSubject subject;

    private RecordWork work;
    private Object[] messages;
    private ByteBuffer payloads;
    private int[] ends;
    private ByteBuffer target;

    /** Makes the payloads by hand. */
    @Setup
    public void prepare() {
        work = subject.work(shape);
        messages = shape.messages(MESSAGES);
        payloads = allocate();
        ends = new int[MESSAGES];
        RecordWork hand = RecordSubject.HAND_WRITTEN.work(shape);
        int end = 0;
        for (int i = 0; i < MESSAGES; i++) {
            end += hand.encode(messages[i], payloads, end);
            ends[i] = end;
        }
        target = allocate();
    }

    private ByteBuffer allocate() {
        return memory.allocate(SIZE).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Makes records of payloads that lie one after the other, as in what has been received. */
    @Benchmark
    @OperationsPerInvocation(MESSAGES)
    public void decode(Blackhole hole) {
        int start = 0;
        for (int end : ends) {
            hole.consume(work.decode(payloads.limit(end).position(start)));
            start = end;
        }
    }

    /** Makes payloads one after the other, as in what is to be sent: no store is in vain. */
    @Benchmark
    @OperationsPerInvocation(MESSAGES)
    public ByteBuffer encode() {
        int end = 0;
        for (Object message : messages) {
            end += work.encode(message, target, end);
        }
        return target.limit(end);
    }
}
