/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.wholewire.contract.Lines;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.junit.jupiter.api.Test;

class InputPoolTest {
    private static final int LONG = 1024 * 1024;
    private static final Framer FRAMER = new Lines(LONG);

    private final InputPool pool = new InputPool();

    @Test
    void handsOutWhatWasGivenBackAtAnotherPlaceOfAnotherStream() {
        FrameInput input = pool.take(FRAMER, 100, 7);
        input.bytes().lend(ByteBuffer.wrap(new byte[] {1, 2, 3}));
        input.skip(3);
        assertEquals(103, input.offset());
        pool.give(input);
        FrameInput again = pool.take(FRAMER, 5, 9);
        assertSame(input, again);
        assertEquals(5, again.offset());
        assertEquals(9, again.takenLength());
        assertEquals(0, again.length());
    }

    @Test
    void keepsNoArrayOfALongFrame() {
        FrameInput input = pool.take(FRAMER, 0, 0);
        input.bytes().lend(ByteBuffer.allocate(LONG));
        input.bytes().settle();
        assertTrue(input.bytes().array().length >= LONG);
        input.skip(LONG);
        pool.give(input);
        assertTrue(input.bytes().array().length <= InputBuffer.MAX_READ);
    }

    @Test
    void keepsSixteen() {
        Set<FrameInput> taken = Collections.newSetFromMap(new IdentityHashMap<>());
        for (int i = 0; i < 17; i++) {
            taken.add(pool.take(FRAMER, 0, 0));
        }
        taken.forEach(pool::give);
        int known = 0;
        for (int i = 0; i < 17; i++) {
            known += taken.contains(pool.take(FRAMER, 0, 0)) ? 1 : 0;
        }
        assertEquals(16, known);
    }
}
