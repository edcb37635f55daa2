/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.benchmarks;

import io.github.wholewire.struct.StructCodec;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Codecs of records are made, in a JVM that has made some before. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 5, time = 1, timeUnit = TimeUnit.SECONDS)
@Measurement(iterations = 5, time = 1, timeUnit = TimeUnit.SECONDS)
@Fork(2)
public class CodecMakingBenchmark {
    @Param RecordSubject.Shape shape;

    private Object message;

    /** Makes a message. */
    @Setup
    public void prepare() {
        message = shape.messages(1)[0];
    }

    /** A codec. */
    @Benchmark
    public Object make() {
        return StructCodec.builder(shape.type()).build();
    }

    /** A codec, and what it puts off until it is used: in arrays and in direct buffers. */
    @Benchmark
    @SuppressWarnings("unchecked") // a codec of what the shape has
    public Object makeAndUse() {
        var codec = (StructCodec<Object>) StructCodec.builder(shape.type()).build();
        byte[] payload = codec.pack(message);
        ByteBuffer direct = ByteBuffer.allocateDirect(payload.length);
        codec.packInto(direct, 0, message);
        return codec.unpack(payload).equals(codec.unpack(direct));
    }
}
