/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire;

import static io.github.wholewire.Fixtures.cases;
import static io.github.wholewire.Fixtures.hex;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random edits of an output beside the same edits of a plain array. */
class FrameOutputModelTest {
    private byte[] model = new byte[0];
    private int limit;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 5, 8, 13})
    void behavesAsAnArrayThatStopsAtTheLimit(long seed) throws Exception {
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < cases(100); i++) {
            int header = random.nextInt(10);
            int max = random.nextBoolean() ? random.nextInt(40) : random.nextInt(10_000);
            FrameOutput out = new FrameOutput(max);
            // Earlier frames shift the array's growth against the frame's limit.
            for (int frames = random.nextInt(3); frames > 0; frames--) {
                out.begin(0);
                out.write(new byte[random.nextInt(max + 1)]);
                out.commit();
            }
            out.begin(header);
            model = new byte[header];
            limit = header + max;
            String context = "seed=" + seed + " case=" + i + " header=" + header + " max=" + max;
            for (int step = 0; step < 60; step++) {
                edit(out, random, context + " step=" + step);
                assertEquals(HexFormat.of().formatHex(model), hex(out), context + " step=" + step);
            }
        }
    }

    private void edit(FrameOutput out, SplittableRandom random, String context) throws Exception {
        int size = random.nextInt(4) == 0 ? random.nextInt(2_000) : random.nextInt(12);
        byte[] some = new byte[size];
        random.nextBytes(some);
        int index = random.nextInt(model.length + 1);
        int count = random.nextInt(Math.min(size, model.length - index) + 1);
        ByteBuffer number = ByteBuffer.allocate(8).putLong(0, random.nextLong());
        switch (random.nextInt(9)) {
            case 0 -> append(some, () -> out.write(some), context);
            case 1 -> append(some, () -> out.put(BufferKind.DIRECT_SLICE.of(some)), context);
            case 2 ->
                    append(
                            Arrays.copyOfRange(number.array(), 6, 8),
                            () -> out.putShort(number.getShort(6)),
                            context);
            case 3 ->
                    append(
                            Arrays.copyOfRange(number.array(), 4, 8),
                            () -> out.putInt(number.getInt(4)),
                            context);
            case 4 -> append(number.array(), () -> out.putLong(number.getLong(0)), context);
            case 5 -> {
                if (append(new byte[size], () -> out.insert(index, size), context)) {
                    System.arraycopy(
                            model, index, model, index + size, model.length - size - index);
                    Arrays.fill(model, index, index + size, (byte) 0);
                }
            }
            case 6 -> {
                out.remove(index, count);
                byte[] rest = Arrays.copyOfRange(model, index + count, model.length);
                model = Arrays.copyOf(model, model.length - count);
                System.arraycopy(rest, 0, model, index, rest.length);
            }
            case 7 -> {
                if (random.nextInt(4) == 0) {
                    out.truncate(index);
                    model = Arrays.copyOf(model, index);
                }
            }
            default -> {
                out.region(index, count).put(some, 0, count);
                System.arraycopy(some, 0, model, index, count);
            }
        }
    }

    private interface Append {
        void run() throws Exception;
    }

    private boolean append(byte[] bytes, Append append, String context) throws Exception {
        if (bytes.length > limit - model.length) {
            assertThrows(FrameTooLongException.class, append::run, context);
            return false;
        }
        append.run();
        model = Arrays.copyOf(model, model.length + bytes.length);
        System.arraycopy(bytes, 0, model, model.length - bytes.length, bytes.length);
        return true;
    }
}
