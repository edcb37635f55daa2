/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.framing;

import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.wholewire.CodecException;
import io.github.wholewire.Framer;
import io.github.wholewire.MessageDecoder;
import io.github.wholewire.framing.Streams.Outcome;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HeaderFramerTest {
    private static final Framer MODBUS =
            Framers.header(
                    6,
                    260,
                    header -> 6 + header.getShort(4),
                    (header, length) -> header.putShort(4, (short) (length - 6)));

    /** A request to read three registers: transaction, protocol, length, unit, function, data. */
    @Test
    void payloadIsTheWholeFrame() throws Exception {
        String request = Streams.ofHex("000100000006" + "11" + "03006b0003");
        assertEquals(
                new Outcome(List.of(request, request), "clean", 24),
                Streams.decode(MODBUS, List.of(request + request)));
    }

    /** As in formats whose first byte says in which order the numbers behind it are. */
    @Test
    void everyHeaderIsBigEndianAtFirst() throws Exception {
        Framer framer =
                Framers.header(
                        3,
                        100,
                        header ->
                                header.get(0) == 'l'
                                        ? header.order(LITTLE_ENDIAN).getShort(1)
                                        : header.getShort(1),
                        (header, length) ->
                                header.order(LITTLE_ENDIAN)
                                        .putShort(
                                                1,
                                                header.get(0) == 'l'
                                                        ? (short) length
                                                        : Short.reverseBytes((short) length)));
        assertEquals(
                List.of("l\3\0", "b\0\3"), Streams.decode(framer, List.of("l\3\0b\0\3")).frames());
        assertEquals("b\0\3", Streams.encode(framer, "b??"));
    }

    @Test
    void lengthIsFilledIn() throws Exception {
        assertEquals(
                "000100000006" + "1103006b0003",
                Streams.hex(
                        Streams.encode(MODBUS, Streams.ofHex("00010000ffff" + "1103006b0003"))));
    }

    @ParameterizedTest
    @CsvSource({
        "00010000ffff, tells a length of 5 in all",
        "000100008000, tells a length of -32762 in all",
        "0001000000ff, payload of 261 bytes exceeds maxFrameLength=260"
    })
    void lengthThatNoFrameCanHaveIsRefused(String hex, String rule) {
        Streams.assertRefused(MODBUS, Streams.ofHex(hex), rule);
    }

    /** What the receiver would take for another length is not sent. */
    @Test
    void headerThatTellsAnotherLengthIsNotSent() throws Exception {
        Framer own = Framers.header(1, 1000, header -> header.get(0));
        assertEquals("\u0003ab", Streams.encode(own, "\u0003ab"));
        assertRefusedToSend(own, "\u0004ab", "a frame of 3 bytes, but its header tells 4");
        assertRefusedToSend(own, "", "no room for the header of 1");
        assertRefusedToSend(own, "\0ab", "tells a length of 0 in all");
        Framer narrow =
                Framers.header(
                        1,
                        1000,
                        header -> header.get(0) & 0xFF,
                        (header, length) -> header.put(0, (byte) length));
        assertEquals(255, Streams.encode(narrow, "x".repeat(255)).length());
        assertRefusedToSend(narrow, "x".repeat(257), "too long for its length field");
    }

    private static void assertRefusedToSend(Framer framer, String payload, String rule) {
        CodecException refusal =
                assertThrows(CodecException.class, () -> Streams.encode(framer, payload));
        assertTrue(refusal.getMessage().contains(rule), refusal.getMessage());
    }

    /** WebSocket frames (RFC 6455 section 5.2): a length of 7, 16 or 64 bits, and a mask. */
    @Test
    void headerMayTellHowLongItIs() throws Exception {
        Framer webSocket = Framers.variableHeader(2, 14, 70_000, HeaderFramerTest::webSocketLength);
        String hello = Streams.ofHex("8105" + "48656c6c6f");
        String masked = Streams.ofHex("8185" + "37fa213d" + "7f9f4d5158");
        String long16 = Streams.ofHex("827e0100") + "x".repeat(256);
        String long64 = Streams.ofHex("827f0000000000010000") + "x".repeat(65_536);
        List<String> frames = List.of(hello, masked, long16, long64);

        String stream = Streams.encode(webSocket, frames.toArray(String[]::new));
        assertEquals(String.join("", frames), stream);
        assertEquals(frames, Streams.decode(webSocket, List.of(stream)).frames());
        assertEquals(
                frames, Streams.decode(webSocket, List.of(stream.split("(?s)(?<=.)"))).frames());
        Streams.assertRefused(
                webSocket, Streams.ofHex("827f7fffffffffffffff"), "tells a length of -9");
    }

    private static OptionalLong webSocketLength(ByteBuffer header) {
        int code = header.get(1) & 0x7F;
        int extended = code == 127 ? Long.BYTES : code == 126 ? Short.BYTES : 0;
        int headerLength = 2 + extended + (header.get(1) < 0 ? 4 : 0);
        if (header.limit() < headerLength) {
            return OptionalLong.empty();
        }
        return OptionalLong.of(
                headerLength
                        + switch (code) {
                            case 126 -> header.getShort(2) & 0xFFFF;
                            case 127 -> header.getLong(2);
                            default -> code;
                        });
    }

    @Test
    void headerWithoutEndIsRefused() {
        Framer endless = Framers.variableHeader(1, 3, 9, header -> OptionalLong.empty());
        Streams.assertRefused(endless, Streams.ofHex("010203"), "tells no length within 3 bytes");
        assertRefusedToSend(endless, "ab", "its header tells no length");
        assertRefusedToSend(endless, "abcd", "tells no length within 3 bytes");
    }

    @Test
    void settingsAreCheckedWhenBuilt() {
        assertThrows(IllegalArgumentException.class, () -> Framers.header(0, 9, h -> 1));
        assertThrows(IllegalArgumentException.class, () -> Framers.header(4097, 5000, h -> 1));
        assertThrows(IllegalArgumentException.class, () -> Framers.header(6, 5, h -> 1));
        assertThrows(NullPointerException.class, () -> Framers.header(6, 9, null));
        assertThrows(NullPointerException.class, () -> Framers.header(6, 9, h -> 1, null));
        assertThrows(
                IllegalArgumentException.class,
                () -> Framers.variableHeader(3, 2, 9, h -> OptionalLong.of(1)));
    }

    /** However the header arrives, and in each frame anew. */
    @Test
    void functionIsShownNoPartOfAnUnfinishedHeaderTwice() throws Exception {
        List<Integer> shown = new ArrayList<>();
        Framer framer =
                Framers.variableHeader(
                        2,
                        100,
                        1000,
                        header -> {
                            shown.add(header.remaining());
                            return header.remaining() < 100
                                    ? OptionalLong.empty()
                                    : OptionalLong.of(101);
                        });
        MessageDecoder<String> decoder = Streams.decoder(framer);
        List<Integer> each = IntStream.rangeClosed(2, 100).boxed().toList();
        for (int frame = 0; frame < 3; frame++) {
            shown.clear();
            for (int i = 0; i < 100; i++) {
                decoder.space().put((byte) i);
                assertNull(decoder.pull());
            }
            assertEquals(each, shown);
            decoder.space().put((byte) 100);
            assertEquals(101, decoder.pull().length());
        }
    }
}
