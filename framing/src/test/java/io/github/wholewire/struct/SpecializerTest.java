/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.struct;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.lang.ref.WeakReference;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A struct that is used often does what it did before. */
class SpecializerTest {
    private static final String[] FORMATS = {
        "bBhHiIlLqQnNP?efdxc5s5p",
        "<bBhHiIlLqQ?efdxc5s5p",
        ">bBhHiIlLqQ?efdxc5s5p",
        "!4B3x4h2?7d3e40s300p0s0p4c",
        "<20i",
        "x",
        "0s",
        "<" + "hB".repeat(32),
    };

    @Test
    void compiledProgramsDoWhatTheInterpreterDoes() {
        Random random = new Random(1);
        for (String format : FORMATS) {
            Layout layout = FormatParser.parse(format);
            var arrays = specialized(layout, ArrayAccess.INSTANCE);
            var buffers = specialized(layout, BufferAccess.INSTANCE);
            for (int i = 0; i < 50; i++) {
                byte[] source = new byte[layout.size + 7];
                random.nextBytes(source);
                Object[] expected = new Object[layout.valueCount];
                Object[] actual = new Object[layout.valueCount];
                new Interpreter<>(layout, ArrayAccess.INSTANCE).unpack(source, 3, expected);
                arrays.unpack(source, 3, actual);
                assertArrayEquals(expected, actual, format);
                ByteBuffer direct = ByteBuffer.allocateDirect(source.length).put(0, source);
                buffers.unpack(direct, 3, actual);
                assertArrayEquals(expected, actual, format);

                byte[] packed = source.clone();
                new Interpreter<>(layout, ArrayAccess.INSTANCE).pack(packed, 3, expected);
                arrays.check(expected);
                arrays.pack(source, 3, expected);
                assertArrayEquals(packed, source, format);
                buffers.pack(direct, 3, expected);
                assertEquals(ByteBuffer.wrap(packed), direct, format);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"b", "H", "i", "Q", "e", "f", "d", "?", "c", "s", "p"})
    void compiledProgramsRefuseAlike(String code) {
        Layout layout = FormatParser.parse("<h" + code);
        Object[] values = {1, 'x'};
        byte[] target = new byte[layout.size];
        String message =
                refusal(() -> new Interpreter<>(layout, ArrayAccess.INSTANCE).check(values));
        Program<byte[]> compiled = specialized(layout, ArrayAccess.INSTANCE);
        assertEquals(message, refusal(() -> compiled.check(values)));
        assertEquals(message, refusal(() -> compiled.pack(target, 0, values)));
    }

    private static String refusal(Runnable call) {
        return assertThrows(IllegalArgumentException.class, call::run).getMessage();
    }

    @Test
    void leavesToTheInterpreterWhatWouldNotGetFaster() {
        assertNull(Specializer.specialize(FormatParser.parse(""), ArrayAccess.INSTANCE));
        Layout large = FormatParser.parse("<" + "hB".repeat(33));
        assertNull(Specializer.specialize(large, ArrayAccess.INSTANCE));
    }

    /** Before, while and after it is compiled; in arrays and buffers. */
    @ParameterizedTest
    @ValueSource(strings = {"<hxq4s3e", ""})
    void oftenUsedIsUsedAlike(String format) {
        Struct struct = Struct.of(format);
        byte[] payload = new byte[struct.size()];
        new Random(2).nextBytes(payload);
        Object[] values = struct.unpack(payload);
        byte[] packed = struct.pack(values);
        ByteBuffer direct = ByteBuffer.allocateDirect(payload.length);
        for (int i = 0; i < 5000; i++) {
            assertArrayEquals(values, struct.unpack(payload));
            assertArrayEquals(packed, struct.pack(values));
            struct.packInto(direct, 0, values);
            assertArrayEquals(values, struct.unpack(direct));
        }
    }

    @Test
    void aCompiledProgramCanBeCollected() {
        var program = specialized(FormatParser.parse("<hq"), ArrayAccess.INSTANCE);
        var loaded = new WeakReference<Class<?>>(program.getClass());
        assertSame(program.getClass(), loaded.get());
        program = null;
        Instant deadline = Instant.now().plus(Duration.ofSeconds(20));
        while (loaded.get() != null && Instant.now().isBefore(deadline)) {
            System.gc();
            Thread.onSpinWait();
        }
        assertNull(loaded.get());
    }

    private static <S> Program<S> specialized(Layout layout, Access<S> access) {
        Program<S> program = Specializer.specialize(layout, access);
        assertNotNull(program, layout.format);
        return program;
    }
}
