/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.benchmarks;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.wholewire.struct.Struct;
import java.io.IOException;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Nothing is measured here: all operations see the same struct. */
class StructBenchmarkTest {
    static Stream<String> formats() throws NoSuchFieldException {
        return StructBenchmark.formats().stream();
    }

    @ParameterizedTest
    @MethodSource("formats")
    void operationsAgree(String format) {
        StructBenchmark benchmark = new StructBenchmark();
        benchmark.use(format);
        Object[] values = benchmark.unpack().clone();
        assertArrayEquals(values, benchmark.unpackInto());
        byte[] packed = benchmark.pack();
        assertArrayEquals(values, Struct.of(format).unpack(packed));
        assertArrayEquals(packed, benchmark.packInto());
    }

    @Test
    void numbersAreReadByIndex() {
        StructBenchmark benchmark = new StructBenchmark();
        benchmark.use("<16h");
        int sum = Arrays.stream(benchmark.unpack()).mapToInt(value -> (int) value).sum();
        assertEquals(sum, benchmark.getNumbers());
    }

    @Test
    @Tag("interop")
    void cpythonAnswers() throws IOException {
        CPython python;
        try {
            python = new CPython();
        } catch (IOException e) {
            assertNotEquals("required", System.getenv("WHOLEWIRE_INTEROP"), e.getMessage());
            assumeTrue(false, e.getMessage());
            return;
        }
        try (python) {
            assertTrue(python.version().startsWith("CPython "), "version");
            assertTrue(python.nanos("pack_into", "<h", new byte[] {1, 2}) > 0, "nanos");
        }
    }
}
