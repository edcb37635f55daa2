/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.benchmarks;

import io.github.wholewire.struct.Struct;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.IntStream;
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

/**
 * Structs to values and back. Each JVM has used all the formats, so it cannot settle on one. With a
 * young generation of a few MiB the collector would run every millisecond, and that is what would
 * be measured.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Fork(
        value = 1,
        jvmArgsAppend = {"-XX:+UseSerialGC", "-Xmn256m"})
public class StructBenchmark {
    private static final int OFTEN = 20_000;
    private static final int SEED = 1;

    @Param({
        "<i",
        "<Q",
        "<4Q",
        "<IHh10s?",
        ">2qd2f",
        "!BBHHHBBH4s4s",
        "bBhHiIlLq?efd",
        "<16h",
        "<100d"
    })
    String format;

    private Struct struct;
    private byte[] payload;
    private Object[] values;
    private Object[] reused;
    private int[] integers;
    private int[] floats;

    /** Bytes of a struct: random ones, since Java and Python keep objects of small numbers. */
    static byte[] payload(Struct struct) {
        byte[] payload = new byte[struct.size()];
        new Random(SEED).nextBytes(payload);
        return payload;
    }

    /** Uses all the formats. */
    @Setup
    public void prepare() throws NoSuchFieldException {
        for (String other : formats()) {
            use(other);
        }
        use(format);
    }

    static List<String> formats() throws NoSuchFieldException {
        var field = StructBenchmark.class.getDeclaredField("format");
        return List.of(field.getAnnotation(Param.class).value());
    }

    private int[] indexes(Predicate<Object> wanted) {
        return IntStream.range(0, values.length).filter(i -> wanted.test(values[i])).toArray();
    }

    private static boolean isFloat(Object value) {
        return value instanceof Float || value instanceof Double;
    }

    void use(String another) {
        struct = Struct.of(another);
        payload = payload(struct);
        values = struct.unpack(payload);
        reused = new Object[values.length];
        integers = indexes(value -> value instanceof Number && !isFloat(value));
        floats = indexes(StructBenchmark::isFloat);
        for (int i = 0; i < OFTEN; i++) {
            unpack();
            unpackInto();
            pack();
            packInto();
            getNumbers();
        }
    }

    /** A new array of values. */
    @Benchmark
    public Object[] unpack() {
        return struct.unpack(payload);
    }

    /** The values alone are new. */
    @Benchmark
    public Object[] unpackInto() {
        struct.unpackInto(payload, 0, reused);
        return reused;
    }

    /** Each number by its index; nothing is new. */
    @Benchmark
    public double getNumbers() {
        long sum = 0;
        for (int index : integers) {
            sum += struct.getLong(payload, 0, index);
        }
        double floatSum = 0;
        for (int index : floats) {
            floatSum += struct.getDouble(payload, 0, index);
        }
        return sum + floatSum;
    }

    /** A new payload. */
    @Benchmark
    public byte[] pack() {
        return struct.pack(values);
    }

    /** Nothing is new. */
    @Benchmark
    public byte[] packInto() {
        struct.packInto(payload, 0, values);
        return payload;
    }
}
