/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.wholewire.benchmarks.RecordSubject.Shape;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Nothing is measured here: all who are measured must read and write the same. */
class RecordBenchmarkTest {
    private static final int MESSAGES = 50;
    private static final int SIZE = 128;

    /** They begin somewhere. */
    private static final int AT = 3;

    @ParameterizedTest
    @EnumSource
    void allDoTheSame(RecordSubject subject) {
        for (Shape shape : Shape.values()) {
            if (shape != Shape.UNION || subject.knowsUnions()) {
                for (Memory memory : Memory.values()) {
                    for (Object message : shape.messages(MESSAGES)) {
                        doesAsByHand(subject, shape, memory, message);
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void makesCodecs(Shape shape) {
        var benchmark = new CodecMakingBenchmark();
        benchmark.shape = shape;
        benchmark.prepare();

        assertEquals(true, benchmark.makeAndUse());
    }

    @ParameterizedTest
    @EnumSource(names = {"FIVE", "UNION"})
    void makesTheSameFrames(Shape shape) throws IOException {
        assertEquals(
                frames(shape, RecordSubject.HAND_WRITTEN), frames(shape, RecordSubject.WHOLEWIRE));
    }

    private static ByteBuffer frames(Shape shape, RecordSubject subject) throws IOException {
        var benchmark = new RecordFrameBenchmark();
        benchmark.shape = shape;
        benchmark.subject = subject;
        benchmark.prepare();

        ByteBuffer frames = benchmark.encode();
        assertTrue(frames.position() > 0);
        return frames.rewind();
    }

    private static void doesAsByHand(
            RecordSubject subject, Shape shape, Memory memory, Object message) {
        ByteBuffer expected = allocate(memory);
        int length = RecordSubject.HAND_WRITTEN.work(shape).encode(message, expected, AT);
        ByteBuffer target = allocate(memory);

        assertEquals(length, subject.work(shape).encode(message, target, AT));
        expected.limit(AT + length).position(AT);
        target.limit(AT + length).position(AT);
        assertEquals(expected, target);
        assertEquals(message, subject.work(shape).decode(target));
    }

    private static ByteBuffer allocate(Memory memory) {
        return memory.allocate(SIZE).order(ByteOrder.LITTLE_ENDIAN);
    }
}
