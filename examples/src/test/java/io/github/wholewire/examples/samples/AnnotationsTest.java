/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.examples.samples;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.wholewire.struct.BitField;
import io.github.wholewire.struct.CountedBy;
import io.github.wholewire.struct.Rest;
import io.github.wholewire.struct.StructCodec;
import io.github.wholewire.struct.StructFormat;
import io.github.wholewire.struct.Tag;
import org.junit.jupiter.api.Test;

/** The records in the Javadoc of the annotations. */
class AnnotationsTest {
    @StructFormat("<qIH8s")
    record Tick(long time, int price, int quantity, String symbol) {}

    enum Side {
        @Tag('B')
        BUY,
        @Tag('S')
        SELL
    }

    @StructFormat("<HI")
    record Samples(int count, @CountedBy("count") int[] values) {}

    @StructFormat("<Hs")
    record Chat(int room, @Rest String text) {}

    @StructFormat(">H")
    record Flags(@BitField(1) boolean urgent, @BitField(3) int kind, @BitField(12) int length) {}

    record Sided(Side side) {}

    @Test
    void comeBackAsSent() {
        comesBack(StructCodec.of(Tick.class), new Tick(1, 2, 3, "ACME"), 22);
        comesBack(StructCodec.of(Chat.class), new Chat(1, "hello"), 7);
        comesBack(StructCodec.of(Flags.class), new Flags(true, 5, 77), 2);
        comesBack(StructCodec.of(Sided.class, "B"), new Sided(Side.SELL), 1);
        StructCodec<Samples> samples = StructCodec.of(Samples.class);
        byte[] packed = samples.pack(new Samples(2, new int[] {3, 4}));
        assertArrayEquals(new int[] {3, 4}, samples.unpack(packed).values());
    }

    private static <R> void comesBack(StructCodec<R> codec, R message, int length) {
        byte[] packed = codec.pack(message);
        assertEquals(length, packed.length);
        assertEquals(message, codec.unpack(packed));
    }
}
