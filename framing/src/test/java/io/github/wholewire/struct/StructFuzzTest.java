/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.struct;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.wholewire.testing.Allocation;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeAll;

/**
 * Any bytes as a format and a payload. An input is the format, in ISO 8859-1, a line feed, and the
 * payload; formats of more bytes than the payload are described only.
 */
class StructFuzzTest {
    /** What one input may allocate, however large the numbers in it, besides the following. */
    private static final long ALLOCATION_LIMIT = 1 << 20;

    /** One character can add eight rows to the diagram, as in {@code 8Q}. */
    private static final long ALLOCATION_LIMIT_PER_BYTE = 32 << 10;

    @BeforeAll
    static void loadClasses() {
        run("@xcbB?hHiIlLqQnNefd4s4pP", new byte[200]);
        run("<q2s", new byte[10]);
    }

    @FuzzTest
    @DictionaryEntries({"@", "=", "<", ">", "!", "0", "2147483647", "9223372036854775807"})
    @DictionaryEntries({"x", "c", "b", "B", "?", "h", "H", "i", "I", "l", "L", "q", "Q", "n", "N"})
    @DictionaryEntries({"e", "f", "d", "s", "p", "P"})
    void refusesOrRoundTrips(byte[] input) {
        int end = 0;
        while (end < input.length && input[end] != '\n') {
            end++;
        }
        String format = new String(input, 0, end, ISO_8859_1);
        byte[] rest = Arrays.copyOfRange(input, Math.min(end + 1, input.length), input.length);

        long allocated = Allocation.of(() -> run(format, rest));

        assertTrue(
                allocated <= ALLOCATION_LIMIT + ALLOCATION_LIMIT_PER_BYTE * input.length,
                () -> allocated + " bytes allocated for an input of " + input.length);
    }

    private static void run(String format, byte[] rest) {
        Struct struct;
        try {
            struct = Struct.of(format);
        } catch (IllegalArgumentException e) {
            return;
        }
        struct.describe();
        struct.dump(rest);
        if (struct.size() > rest.length) {
            assertThrows(IllegalArgumentException.class, () -> struct.unpack(rest));
            return;
        }
        roundTrips(struct, Arrays.copyOf(rest, struct.size()));
    }

    private static void roundTrips(Struct struct, byte[] payload) {
        Object[] values = struct.unpack(payload);
        byte[] packed = struct.pack(values);

        assertEquals(struct.size(), packed.length);
        assertArrayEquals(values, struct.unpack(packed));

        ByteBuffer direct = ByteBuffer.allocateDirect(payload.length + 1);
        direct.position(1).put(payload);
        assertArrayEquals(values, struct.unpackFrom(direct, 1));
        struct.packInto(direct, 1, values);
        assertEquals(ByteBuffer.wrap(packed), direct.slice(1, packed.length));

        for (int i = 0; i < values.length; i++) {
            readsAlone(struct, payload, i, values[i]);
        }
    }

    private static void readsAlone(Struct struct, byte[] payload, int index, Object value) {
        if (value instanceof Float || value instanceof Double) {
            double alone = struct.getDouble(payload, 0, index);
            assertEquals(((Number) value).doubleValue(), alone);
        } else if (value instanceof Number number) {
            assertEquals(number.longValue(), struct.getLong(payload, 0, index));
        } else if (value instanceof Boolean bool) {
            assertEquals(bool ? 1 : 0, struct.getLong(payload, 0, index));
        } else {
            assertThrows(IllegalArgumentException.class, () -> struct.getLong(payload, 0, index));
        }
    }
}
