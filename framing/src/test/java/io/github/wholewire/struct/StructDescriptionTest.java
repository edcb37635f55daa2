/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.struct;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** What people look at. */
class StructDescriptionTest {
    private static final Struct QUOTE = Struct.of("<IHh10s?");
    private static final byte[] PAYLOAD = QUOTE.pack(7, 80, -1, "ACME".getBytes(US_ASCII), true);

    @Test
    void describesValuesAndBytes() {
        assertEquals(
                """
                struct "<IHh10s?": 19 bytes, 5 values, little-endian

                value  code  offset  size  type    Java
                    0  I          0     4  uint32  Long
                    1  H          4     2  uint16  Integer
                    2  h          6     2  int16   Integer
                    3  10s        8    10  bytes   byte[]
                    4  ?         18     1  bool    Boolean

                    0                   1                   2                   3
                    0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
                   +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
                 0 |                             0: I                              |
                   +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
                 4 |             1: H              |             2: h              |
                   +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
                 8 |                            3: 10s                             |
                   +                                                               +
                12 |                                                               |
                   +                               +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
                16 |                               |     4: ?      |
                   +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
                """,
                QUOTE.describe());
    }

    @Test
    void leavesOutTheMiddleOfWhatIsLong() {
        assertEquals(
                """
                struct "bhq3xi20B64sd0s": 120 bytes, 27 values, little-endian, native sizes and alignment

                value  code  offset    size  type     Java
                    0  b          0       1  int8     Integer
                       pad        1       1  padding
                    1  h          2       2  int16    Integer
                       pad        4       4  padding
                    2  q          8       8  int64    Long
                       3x        16       3  padding
                       pad       19       1  padding
                    3  i         20       4  int32    Integer
                4..23  20B       24  20 x 1  uint8    Integer
                   24  64s       44      64  bytes    byte[]
                       pad      108       4  padding
                   25  d        112       8  float64  Double
                   26  0s       120       0  bytes    byte[]

                     0                   1                   2                   3
                     0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
                    +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
                  0 |     0: b      |      pad      |             1: h              |
                    +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
                  4 |                              pad                              |
                    +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
                  8 |                             2: q                              |
                    +                                                               +
                 12 |                                                               |
                    +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
                 16 |                      pad                      |      pad      |
                    +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
                 20 |                             3: i                              |
                    +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
                 24 |                                                               |
                    ~                     4..23: 20B, 20 bytes                      ~
                 40 |                                                               |
                    +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
                 44 |                                                               |
                    ~                       24: 64s, 64 bytes                       ~
                104 |                                                               |
                    +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
                108 |                              pad                              |
                    +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
                112 |                             25: d                             |
                    +                                                               +
                116 |                                                               |
                    +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
                """,
                Struct.of("bhq3xi20B64sd0s").describe());
    }

    @Test
    void drawsStructsThatEndInsideARow() {
        assertEquals(
                """
                struct "!B7s": 8 bytes, 2 values, big-endian

                value  code  offset  size  type   Java
                    0  B          0     1  uint8  Integer
                    1  7s         1     7  bytes  byte[]

                   0                   1                   2                   3
                   0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
                  +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
                0 |     0: B      |                                               |
                  +-+-+-+-+-+-+-+-+                                               +
                4 |                             1: 7s                             |
                  +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
                """,
                Struct.of("!B7s").describe());
        assertEquals(
                """
                struct ">Bx": 2 bytes, 1 value, big-endian

                value  code  offset  size  type     Java
                    0  B          0     1  uint8    Integer
                       x          1     1  padding

                   0                   1                   2                   3
                   0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
                  +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
                0 |     0: B      |      pad      |
                  +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
                """,
                Struct.of(">Bx").describe());
    }

    @Test
    void describesTheSmallestAndTheLargest() {
        assertEquals(
                "struct \"\": 0 bytes, 0 values, little-endian, native sizes and alignment\n",
                Struct.of("").describe());
        assertTrue(
                Struct.of("<2147483647B")
                        .describe()
                        .contains(" 0..2147483646: 2147483647B, 2147483647 bytes "));
    }

    @Test
    void dumpsEachValue() {
        assertEquals(
                """
                struct "<IHh10s?": 19 bytes, 5 values

                offset  bytes                    value  code  is
                     0  07 00 00 00                  0  I     7
                     4  50 00                        1  H     80
                     6  ff ff                        2  h     -1
                     8  41 43 4d 45 00 00 00 00      3  10s   "ACME\\0\\0\\0\\0\\0\\0"
                    16  00 00
                    18  01                           4  ?     true
                """,
                QUOTE.dump(PAYLOAD));
        assertEquals(QUOTE.dump(PAYLOAD), QUOTE.dump(ByteBuffer.wrap(PAYLOAD)));
    }

    @Test
    void dumpsWhatIsThereAndSaysWhatIsMissing() {
        assertEquals(
                """
                struct "<IHh10s?": 19 bytes, 5 values

                offset  bytes        value  code  is
                     0  07 00 00 00      0  I     7
                     4  50 00            1  H     80
                     6  ff --            2  h     cut: 1 of 2 bytes
                     8  --               3  10s   missing
                    18  --               4  ?     missing

                the payload has 7 bytes: 12 missing
                """,
                QUOTE.dump(Arrays.copyOf(PAYLOAD, 7)));
        assertEquals(
                """
                struct "<IHh10s?": 19 bytes, 5 values

                offset  bytes                    value  code  is
                     0  07 00 00 00                  0  I     7
                     4  50 00                        1  H     80
                     6  ff ff                        2  h     -1
                     8  41 43 4d 45 00 00 00 00      3  10s   "ACME\\0\\0\\0\\0\\0\\0"
                    16  00 00
                    18  --                           4  ?     missing

                the payload has 18 bytes: 1 missing
                """,
                QUOTE.dump(Arrays.copyOf(PAYLOAD, 18)));
        assertTrue(QUOTE.dump(new byte[0]).endsWith("the payload has 0 bytes: 19 missing\n"));
    }

    @Test
    void dumpsWhatIsTooMuch() {
        assertEquals(
                """
                struct "<IHh10s?": 19 bytes, 5 values

                offset  bytes                    value  code  is
                     0  07 00 00 00                  0  I     7
                     4  50 00                        1  H     80
                     6  ff ff                        2  h     -1
                     8  41 43 4d 45 00 00 00 00      3  10s   "ACME\\0\\0\\0\\0\\0\\0"
                    16  00 00
                    18  01                           4  ?     true
                    19  00 00 00                              too many

                the payload has 22 bytes: 3 too many
                """,
                QUOTE.dump(Arrays.copyOf(PAYLOAD, 22)));
    }

    @Test
    void cutsShortWhatIsLong() {
        Struct struct = Struct.of("b20i40s5pq");
        byte[] payload = new byte[struct.size()];
        for (int i = 0; i < payload.length; i++) {
            payload[i] = (byte) (i * 3);
        }
        assertEquals(
                """
                struct "b20i40s5pq": 144 bytes, 24 values

                offset  bytes                    value  code  is
                     0  00                           0  b     0
                     1  03 06 09                        pad
                     4  0c 0f 12 15                  1  i     353505036
                     8  18 1b 1e 21                  2  i     555621144
                    12  24 27 2a 2d                  3  i     757737252
                    16  30 33 36 39                  4  i     959853360
                    20  3c 3f 42 45                  5  i     1161969468
                    24  48 4b 4e 51                  6  i     1364085576
                    28  54 57 5a 5d                  7  i     1566201684
                    32  60 63 66 69                  8  i     1768317792
                    36  ...                                   12 more, 48 bytes
                    84  fc ff 02 05 08 0b 0e 11     21  40s   "\\xfc\\xff\\x02\\x05\\x08\\v\\x0e\\x11\\x14"...
                    92  ... 32 more
                   124  74 77 7a 7d 80              22  5p    "wz}\\x80"
                   129  83 86 89 8c 8f 92 95            pad
                   136  98 9b 9e a1 a4 a7 aa ad     23  q     -5932745233579205736
                """,
                struct.dump(payload));
    }

    @Test
    void staysShortAndPlain() {
        for (String format : new String[] {"1000000s", "1000000p", "1000000i", "1000000x"}) {
            Struct struct = Struct.of(format);
            byte[] payload = new byte[struct.size()];
            Arrays.fill(payload, (byte) 0x9B);
            String text = struct.dump(payload) + struct.describe();
            assertTrue(text.length() < 2000, () -> format + ": " + text.length());
            assertFalse(text.chars().anyMatch(c -> c > '~' || c < ' ' && c != '\n'), text);
            assertFalse(text.contains(" \n"), text);
        }
    }
}
