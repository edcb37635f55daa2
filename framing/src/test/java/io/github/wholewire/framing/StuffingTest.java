/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.framing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.wholewire.CodecException;
import io.github.wholewire.Framer;
import io.github.wholewire.framing.Streams.Outcome;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** SLIP and COBS: byte tables, and the textbook's byte-by-byte algorithms as an oracle. */
class StuffingTest {
    private static final HexFormat HEX = HexFormat.of();

    private static Outcome decode(Framer framer, String hex) throws CodecException {
        return Streams.decode(framer, HEX.parseHex(hex), 0, true);
    }

    @ParameterizedTest
    @CsvSource({
        "61, c061c0",
        "c0, c0dbdcc0",
        "db, c0dbddc0",
        "dbdc, c0dbdddcc0",
        "dbdd, c0dbddddc0",
        "c0c0dbdb, c0dbdcdbdcdbdddbddc0",
        "0102030405060708c0, c00102030405060708dbdcc0",
        "c00102030405060708, c0dbdc0102030405060708c0",
        "01020304c0060708090a0b0c0d0e0f1011, c001020304dbdc060708090a0b0c0d0e0f1011c0"
    })
    void slipEscapesTwoBytes(String payload, String frame) throws Exception {
        assertEquals(frame, Streams.hex(Streams.encode(Framers.slip(), Streams.ofHex(payload))));
        assertEquals(List.of(Streams.ofHex(payload)), decode(Framers.slip(), frame).frames());
    }

    @Test
    void slipPassesOverEmptyFrames() throws Exception {
        assertEquals(
                new Outcome(List.of("a", "b"), "clean", 9),
                decode(Framers.slip(), "c0c061c0c0c062c0c0"));
        assertEquals(
                new Outcome(List.of("a"), "truncated", 2), decode(Framers.slip(), "61c0" + "62"));
        assertThrows(CodecException.class, () -> Streams.encode(Framers.slip(), ""));
    }

    @Test
    void slipRefusesBrokenEscapes() {
        Streams.assertRefused(Framers.slip(), Streams.ofHex("61db62c0"), "DB is followed by 62");
        Streams.assertRefused(
                Framers.slip(), Streams.ofHex("61dbc0"), "DB is followed by the frame's end");
        Streams.assertRefused(Framers.slip(), Streams.ofHex("61dbdbdcc0"), "DB is followed by DB");
    }

    /** A payload may be twice as long on the wire, but not longer itself. */
    @Test
    void slipLimitCountsWhatIsNotEscaped() throws Exception {
        assertEquals(
                List.of(Streams.ofHex("c0db")), decode(Framers.slip(2), "c0dbdcdbddc0").frames());
        assertEquals("too long", decode(Framers.slip(2), "c0616263c0").end());
        assertEquals("too long", decode(Framers.slip(2), "c06162636465").end());
        assertEquals("truncated", decode(Framers.slip(2), "c061626364").end());
    }

    /** The examples that circulate with the algorithm. */
    @ParameterizedTest
    @CsvSource({
        "'', 0100",
        "00, 010100",
        "0000, 01010100",
        "001100, 0102110100",
        "11220033, 031122023300",
        "11223344, 051122334400",
        "11000000, 021101010100",
        "454c4c, 04454c4c00",
        "4500002c4c79000040064f37, 0245010" + "42c4c790105" + "40064f3700"
    })
    void cobsChainsZeroBytes(String payload, String frame) throws Exception {
        assertEquals(frame, Streams.hex(Streams.encode(Framers.cobs(), Streams.ofHex(payload))));
        assertEquals(List.of(Streams.ofHex(payload)), decode(Framers.cobs(), frame).frames());
    }

    /** Runs around 254 bytes: where one byte more is needed, and where not. */
    @ParameterizedTest
    @CsvSource({
        "'', 253, '', fe", "'', 254, '', ff", "00, 254, '', 01ff", "'', 255, '', ff02",
        "'', 254, 00, ff0101", "'', 253, 00, fe01", "'', 508, '', ffff", "'', 509, '', ffff02"
    })
    void cobsLinksLongRuns(String before, int length, String behind, String codes)
            throws Exception {
        String payload = Streams.ofHex(before) + "x".repeat(length) + Streams.ofHex(behind);
        String frame = Streams.encode(Framers.cobs(), payload);

        assertEquals(codes + "00", Streams.hex(frame.replaceAll("x+", "")));
        assertEquals(frame, oracleCobs(payload));
        assertEquals(List.of(payload), Streams.decode(Framers.cobs(), List.of(frame)).frames());
    }

    /** Some encoders put 01 behind a last run of 254 bytes. */
    @Test
    void cobsTakesBothEndsOfALongRun() throws Exception {
        String run = "ff" + "61".repeat(254);
        String payload = "a".repeat(254);
        assertEquals(
                List.of(payload, payload),
                decode(Framers.cobs(254), run + "00" + run + "0100").frames());
    }

    @ParameterizedTest
    @ValueSource(strings = {"0200", "036100", "0361620500", "ff616200"})
    void cobsRefusesCodesThatPointBehindTheFrame(String frame) {
        Streams.assertRefused(Framers.cobs(), Streams.ofHex(frame), "behind the frame's end");
    }

    @Test
    void cobsPassesOverEmptyFrames() throws Exception {
        assertEquals(
                new Outcome(List.of("a", ""), "clean", 8),
                decode(Framers.cobs(), "00" + "00" + "026100" + "00" + "0100"));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 40, 256})
    void agreesWithTheTextbook(int symbols) throws Exception {
        SplittableRandom random = new SplittableRandom(symbols);
        List<Character> special = new ArrayList<>(List.of('\0', '\u00c0', '\u00db', '\u00dc'));
        for (int i = 0; i < Streams.cases(300); i++) {
            StringBuilder text = new StringBuilder();
            for (int length = 1 + random.nextInt(i % 10 == 0 ? 1200 : 30); length > 0; length--) {
                boolean plain = random.nextInt(symbols) > 0;
                text.append(
                        plain
                                ? (char) random.nextInt(256)
                                : special.get(random.nextInt(special.size())));
            }
            String payload = text.toString();
            assertEquals(
                    Streams.hex(oracleSlip(payload)),
                    Streams.hex(Streams.encode(Framers.slip(), payload)));
            assertEquals(
                    Streams.hex(oracleCobs(payload)),
                    Streams.hex(Streams.encode(Framers.cobs(), payload)));
        }
    }

    private static String oracleSlip(String payload) {
        return "À"
                + payload.replace("\u00db", "\u00db\u00dd").replace("\u00c0", "\u00db\u00dc")
                + "À";
    }

    private static String oracleCobs(String payload) {
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        ByteArrayOutputStream block = new ByteArrayOutputStream();
        boolean open = true;
        for (byte value : Streams.bytes(payload)) {
            open = true;
            if (value != 0) {
                block.write(value);
            }
            if (value == 0 || block.size() == 254) {
                frame.write(block.size() + 1);
                frame.writeBytes(block.toByteArray());
                block.reset();
                open = value == 0;
            }
        }
        if (open) {
            frame.write(block.size() + 1);
            frame.writeBytes(block.toByteArray());
        }
        frame.write(0);
        return Streams.text(ByteBuffer.wrap(frame.toByteArray()));
    }

    @Test
    void limitsAreCheckedWhenBuilt() {
        assertThrows(IllegalArgumentException.class, () -> Framers.slip(0));
        assertThrows(IllegalArgumentException.class, () -> Framers.slip((1 << 29) + 1));
        assertThrows(IllegalArgumentException.class, () -> Framers.cobs(-1));
        assertThrows(IllegalArgumentException.class, () -> Framers.cobs(1_069_531_009));
        assertEquals(1 << 30, Framers.slip(1 << 29).maxEncodedLength());
        assertEquals(1_073_741_761, Framers.cobs(1_069_531_008).maxEncodedLength());
    }
}
