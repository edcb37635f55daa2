/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.struct;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class StructCodecDescriptionTest {
    sealed interface Message {}

    record Point(short x, short y) {}

    @Tag(1)
    @StructFormat("<qIxH8s")
    record Tick(long time, int price, int quantity, String symbol) implements Message {}

    @Tag(2)
    @StructFormat(">HHhhBs")
    record Shape(
            @BitField(4) int kind,
            @BitField(12) int id,
            int count,
            @CountedBy("count") List<Point> points,
            Side side,
            @Rest String name)
            implements Message {}

    enum Side {
        LEFT,
        RIGHT
    }

    @Test
    void describesEveryRecord() {
        assertEquals(
                """
                union Message: a tag of 1 byte, then one of 2 records

                tag 1, record Tick: 23 bytes, little-endian

                component  code  offset  size  type    Java
                time       q          0     8  int64   long
                price      I          8     4  uint32  int
                quantity   H         13     2  uint16  int
                symbol     8s        15     8  bytes   String

                tag 2, record Shape: at least 5 bytes, big-endian

                component   code  offset      size  type    Java
                kind        H          0    4 bits  uint16  int
                id          H          0   12 bits  uint16  int
                count       H          2         2  uint16  int
                points                 4  by count          List
                points[].x  h                    2  int16   short
                points[].y  h                    2  int16   short
                side        B                    1  uint8   Side
                name        s             the rest  bytes   String
                """,
                StructCodec.union(Message.class).describe());
    }

    @Test
    void showsWhichByteIsWhichComponent() {
        StructCodec<Message> codec = StructCodec.union(Message.class);
        assertEquals(
                """
                Message: 24 bytes

                offset  bytes                    component  code  is
                     0  01                       tag        B     1, Tick
                     1  07 00 00 00 00 00 00 00  time       q     7
                     9  ff ff ff ff              price      I     -1
                    13  00
                    14  50 00                    quantity   H     80
                    16  41 43 4d 45 00 00 00 00  symbol     8s    "ACME"
                """,
                codec.dump(codec.pack(new Tick(7, -1, 80, "ACME"))));
        Shape shape =
                new Shape(5, 0x123, 1, List.of(new Point((short) 1, (short) 2)), Side.RIGHT, "abc");
        assertEquals(
                """
                Message: 13 bytes

                offset  bytes     component    code  is
                     0  02        tag          B     2, Shape
                     1  51 23     kind         H     5
                     1  51 23     id           H     291
                     3  00 01     count        H     1
                     5  00 01     points[0].x  h     1
                     7  00 02     points[0].y  h     2
                     9  01        side         B     RIGHT
                    10  61 62 63  name         s     "abc"
                """,
                codec.dump(ByteBuffer.wrap(codec.pack(shape))));
    }

    @Test
    void showsWhatIsThereOfABrokenPayload() {
        StructCodec<Message> codec = StructCodec.union(Message.class);
        byte[] tick = codec.pack(new Tick(7, -1, 80, "ACME"));
        for (int length = 0; length < tick.length; length++) {
            String dump = codec.dump(Arrays.copyOf(tick, length));
            assertTrue(dump.contains(" of which "), dump);
        }
        String longer = codec.dump(Arrays.copyOf(tick, 26));
        assertTrue(longer.endsWith("\n2 bytes left over\n"), longer);
        assertTrue(codec.dump(new byte[] {9}).contains("no record has the tag 9"), "tag");
        String manyPoints = codec.dump(new byte[] {2, 0, 0, -1, -1, 0, 1});
        assertTrue(manyPoints.contains("points[0].x"), manyPoints);
        byte[] badSide = {2, 0, 0, 0, 0, 9};
        assertTrue(codec.dump(badSide).contains("9 stands for no constant"), "enum");
    }

    @Test
    void namesTheRecord() {
        assertEquals("StructCodec[Tick]", StructCodec.of(Tick.class).toString());
    }
}
