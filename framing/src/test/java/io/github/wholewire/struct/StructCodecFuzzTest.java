/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.struct;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.wholewire.CodecException;
import io.github.wholewire.testing.Allocation;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;

/** Any bytes as the payload of a union that has everything a payload can lie with. */
class StructCodecFuzzTest {
    /** What one payload may allocate, however large the numbers in it, besides the following. */
    private static final long ALLOCATION_LIMIT = 1 << 20;

    /** The dump has rows of text for each byte. */
    private static final long ALLOCATION_LIMIT_PER_BYTE = 8 << 10;

    private static final StructCodec<Message> CODEC = StructCodec.union(Message.class);

    sealed interface Message {}

    enum Side {
        @Tag('B')
        BUY,
        @Tag('S')
        SELL
    }

    record Point(short x, short y) {}

    @StructFormat("<Bs")
    record Word(int length, @CountedBy("length") String text) {}

    @Tag(1)
    @StructFormat("<?bBhHiIqQ efd c 5s 4p 3H B")
    record Fixed(
            boolean a,
            byte b,
            short c,
            int d,
            char e,
            long f,
            long g,
            long h,
            long i,
            float j,
            double k,
            double l,
            char m,
            String n,
            byte[] o,
            int[] p,
            Side q)
            implements Message {}

    @Tag(2)
    @StructFormat(">IqQxs")
    record Counted(
            int longs,
            @CountedBy("longs") long[] values,
            long bytes,
            @CountedBy("bytes") byte[] data)
            implements Message {}

    @Tag(3)
    @StructFormat("<Hhxh")
    record Records(int points, @CountedBy("points") List<Point> some, @Rest Word[] words)
            implements Message {}

    @Tag(4)
    @StructFormat(">Hs")
    record Bits(
            @BitField(1) boolean flag,
            @BitField(3) int kind,
            @BitField(12) short number,
            @Rest String text)
            implements Message {}

    @BeforeAll
    static void loadClasses() {
        for (byte tag = 0; tag < 6; tag++) {
            byte[] payload = new byte[60];
            payload[0] = tag;
            payload[59] = 'B';
            run(payload);
        }
    }

    @FuzzTest
    void refusesOrRoundTrips(byte[] payload) {
        long allocated = Allocation.of(() -> run(payload));

        assertTrue(
                allocated <= ALLOCATION_LIMIT + ALLOCATION_LIMIT_PER_BYTE * payload.length,
                () -> allocated + " bytes allocated for a payload of " + payload.length);
    }

    private static void run(byte[] payload) {
        CODEC.dump(payload);
        ByteBuffer direct = ByteBuffer.allocateDirect(payload.length).put(payload).flip();
        Message message;
        try {
            message = CODEC.decode(ByteBuffer.wrap(payload));
        } catch (CodecException e) {
            assertEquals(e.getMessage(), refusal(direct));
            return;
        }
        byte[] packed = CODEC.pack(message);
        assertEquals(payload.length, packed.length);
        assertArrayEquals(packed, CODEC.pack(CODEC.unpack(packed)));
        assertArrayEquals(packed, CODEC.pack(CODEC.unpack(direct)));
    }

    private static String refusal(ByteBuffer payload) {
        try {
            return "not refused in a direct buffer: " + CODEC.decode(payload);
        } catch (CodecException e) {
            return e.getMessage();
        }
    }
}
