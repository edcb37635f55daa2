/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.struct;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What holds for any format and any bytes. */
class StructRandomTest {
    private static final String STANDARD = "xcbB?hHiIlLqQefdsp";
    private static final String NATIVE = STANDARD + "nNP";

    @Test
    void valuesOfAnyBytesComeBack() {
        long seed = new Random().nextLong();
        System.out.println("StructRandomTest seed=" + seed);
        Random random = new Random(seed);
        for (int i = 0; i < 5000; i++) {
            String format = format(random);
            assertRoundTrip(Struct.of(format), random, "seed=" + seed + " format=" + format);
        }
    }

    private static void assertRoundTrip(Struct struct, Random random, String message) {
        byte[] payload = new byte[struct.size()];
        random.nextBytes(payload);
        Object[] values = struct.unpack(payload);
        byte[] packed = struct.pack(values);
        assertArrayEquals(values, struct.unpack(packed), message);
        assertArrayEquals(packed, struct.pack(struct.unpack(packed)), message);

        int offset = random.nextInt(9);
        ByteBuffer buffer = ByteBuffer.allocateDirect(offset + struct.size() + random.nextInt(9));
        struct.packInto(buffer, offset, values);
        assertEquals(ByteBuffer.wrap(packed), buffer.slice(offset, struct.size()), message);
        assertArrayEquals(values, struct.unpackFrom(buffer, offset), message);
        assertTrue(struct.describe().endsWith("\n"), message);
        for (int length : new int[] {payload.length, random.nextInt(payload.length + 5)}) {
            assertFalse(struct.dump(new byte[length]).isEmpty(), message);
        }
    }

    private static String format(Random random) {
        String prefix = List.of("", "@", "=", "<", ">", "!").get(random.nextInt(6));
        String codes = prefix.isEmpty() || prefix.equals("@") ? NATIVE : STANDARD;
        StringBuilder format = new StringBuilder(prefix);
        for (int i = random.nextInt(12); i > 0; i--) {
            if (random.nextInt(3) == 0) {
                format.append(random.nextInt(random.nextInt(4) == 0 ? 40 : 4));
            }
            format.append(codes.charAt(random.nextInt(codes.length())));
            format.append(random.nextInt(4) == 0 ? " " : "");
        }
        return format.toString();
    }

    /** Any text: a struct, or the one exception with a caret. */
    @Test
    void anyTextIsAFormatOrRefused() {
        long seed = new Random().nextLong();
        System.out.println("StructRandomTest seed=" + seed);
        Random random = new Random(seed);
        String letters = NATIVE + "0123456789@=<>! \t\n\0z\u00e9";
        for (int i = 0; i < 20000; i++) {
            StringBuilder format = new StringBuilder();
            for (int k = random.nextInt(12); k > 0; k--) {
                format.append(letters.charAt(random.nextInt(letters.length())));
            }
            try {
                Struct struct = Struct.of(format.toString());
                assertTrue(struct.size() >= 0 && struct.valueCount() >= 0, () -> "seed=" + seed);
            } catch (IllegalArgumentException e) {
                String[] lines = e.getMessage().split("\n");
                assertEquals(3, lines.length, () -> "seed=" + seed + " " + e);
                assertTrue(
                        lines[2].indexOf('^') < Math.max(5, lines[1].length()),
                        () -> "seed=" + seed + " " + e);
            }
        }
    }

    @Test
    void oneStructServesAllThreads() throws Exception {
        Struct struct = Struct.of(">qI3h8s5pd");
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Callable<Void>> tasks = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                Random random = new Random(i);
                tasks.add(() -> {
                    for (int k = 0; k < 2000; k++) {
                        assertRoundTrip(struct, random, "shared");
                    }
                    return null;
                });
            }
            for (Future<Void> done : threads.invokeAll(tasks)) {
                done.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }
}
