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

    @Param RecordSubject.Shape shape;

    @Param Memory memory;

    /** By name the last parameter: JMH then measures them one after the other. */
    @Param RecordSubject subject;

    private RecordWork work;
    private Object[] messages;
    private ByteBuffer[] payloads;
    private ByteBuffer target;

    /** Makes the payloads by hand. */
    @Setup
    public void prepare() {
        work = subject.work(shape);
        Object[] kinds = shape.messages();
        RecordWork hand = RecordSubject.HAND_WRITTEN.work(shape);
        messages = new Object[MESSAGES];
        payloads = new ByteBuffer[kinds.length];
        for (int i = 0; i < MESSAGES; i++) {
            messages[i] = kinds[i * 7 % kinds.length];
        }
        for (int i = 0; i < kinds.length; i++) {
            payloads[i] = allocate();
            payloads[i].limit(hand.encode(kinds[i], payloads[i]));
        }
        target = allocate();
    }

    private ByteBuffer allocate() {
        return memory.allocate(RecordWork.MAX_SIZE).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Makes records. */
    @Benchmark
    @OperationsPerInvocation(MESSAGES)
    public void decode(Blackhole hole) {
        for (int i = 0; i < MESSAGES; i++) {
            hole.consume(work.decode(payloads[i * 7 % payloads.length]));
        }
    }

    /** Makes payloads. */
    @Benchmark
    @OperationsPerInvocation(MESSAGES)
    public void encode(Blackhole hole) {
        for (Object message : messages) {
            hole.consume(work.encode(message, target));
        }
    }
}
