/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.benchmarks;

import io.github.wholewire.Codec;
import io.github.wholewire.MessageEncoder;
import io.github.wholewire.Protocol;
import io.github.wholewire.framing.Framers;
import io.github.wholewire.struct.StructCodec;
import java.io.IOException;
import java.nio.ByteBuffer;
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

/** Records become frames with a length in front, as a channel sends them. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Fork(2)
public class RecordFrameBenchmark {
    private static final int MESSAGES = 120;

    @Param({"FIVE", "UNION"})
    RecordSubject.Shape shape;

    /** By name the last parameter: JMH then measures them one after the other. */
    @Param({"HAND_WRITTEN", "WHOLEWIRE"})
    RecordSubject subject;

    private Object[] messages;
    private MessageEncoder<Object> encoder;

    /** Makes messages. */
    @Setup
    public void prepare() {
        messages = shape.messages(MESSAGES);
        encoder = Protocol.of(Framers.u32(), codec()).newEncoder();
    }

    @SuppressWarnings("unchecked") // a codec of what the shape has
    private Codec<Object> codec() {
        return subject == RecordSubject.HAND_WRITTEN
                ? new HandWrittenCodec()
                : (Codec<Object>) StructCodec.builder(shape.type()).build();
    }

    /** Makes frames of all, and takes them. */
    @Benchmark
    @OperationsPerInvocation(MESSAGES)
    public ByteBuffer encode() throws IOException {
        for (Object message : messages) {
            encoder.encode(message);
        }
        ByteBuffer frames = encoder.pending();
        return frames.position(frames.limit());
    }
}
