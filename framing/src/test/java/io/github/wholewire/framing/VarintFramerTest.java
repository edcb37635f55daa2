/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.framing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.wholewire.CodecException;
import io.github.wholewire.Framer;
import io.github.wholewire.framing.Streams.Outcome;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class VarintFramerTest {
    private static Outcome decode(Framer framer, String hex) throws CodecException {
        return Streams.decode(framer, HexFormat.of().parseHex(hex), 0, true);
    }

    /** The first bytes of a frame of so many zero bytes. */
    @ParameterizedTest
    @CsvSource({
        "0, 00",
        "1, 0100",
        "127, 7f00",
        "128, 800100",
        "150, 960100",
        "300, ac0200",
        "16383, ff7f00",
        "16384, 80800100",
        "2097151, ffff7f00",
        "2097152, 8080800100"
    })
    void writesLengthInAsFewBytesAsItNeeds(int length, String hex) throws Exception {
        String frame = Streams.encode(Framers.varint(2_097_152), "\0".repeat(length));
        byte[] begin =
                Streams.bytes(frame.substring(0, Math.min(frame.length(), hex.length() / 2)));

        assertEquals(hex, HexFormat.of().formatHex(begin));
        assertEquals(
                frame, Streams.encode(Framers.canonicalVarint(2_097_152), "\0".repeat(length)));
        assertEquals(
                List.of(length),
                Streams.decode(Framers.varint(2_097_152), List.of(frame)).frames().stream()
                        .map(String::length)
                        .toList());
    }

    static List<Arguments> streams() {
        return List.of(
                arguments("one byte of length", 9, "026162", List.of("ab"), "clean"),
                arguments("empty frames", 9, "0000", List.of("", ""), "clean"),
                arguments("length in two bytes, overlong", 9, "810061", List.of("a"), "clean"),
                arguments("zero in five bytes", 9, "8080808000", List.of(""), "clean"),
                arguments("a sixth byte", 9, "808080808000", List.of(), "no frame"),
                arguments("five bytes that go on", 9, "ffffffffff", List.of(), "no frame"),
                arguments("bits above the 32nd", 9, "8080808010", List.of(), "no frame"),
                arguments("2^32-1", 9, "ffffffff0f", List.of(), "too long"),
                arguments("2^31", 9, "8080808008", List.of(), "too long"),
                arguments("limit", 1, "0161", List.of("a"), "clean"),
                arguments("over the limit", 1, "016102", List.of("a"), "too long"),
                arguments("over the limit in two bytes", 127, "8001", List.of(), "too long"),
                arguments("end inside the length", 9, "80", List.of(), "truncated"),
                arguments("end inside the payload", 9, "0261", List.of(), "truncated"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("streams")
    void decodes(String name, int max, String hex, List<String> frames, String end)
            throws Exception {
        Outcome outcome = decode(Framers.varint(max), hex);
        assertEquals(frames, outcome.frames());
        assertEquals(end, outcome.end());
    }

    @ParameterizedTest
    @ValueSource(strings = {"810061", "8000", "8080808000", "01618100"})
    void canonicalVarintRefusesOverlongLengths(String hex) throws Exception {
        assertEquals("no frame", decode(Framers.canonicalVarint(9), hex).end());
        assertEquals("clean", decode(Framers.canonicalVarint(9), "0161").end());
    }

    @Test
    void saysWhatIsWrongWithALength() {
        Streams.assertRefused(
                Framers.varint(),
                Streams.ofHex("ffffffffff01"),
                "its length goes on behind 5 bytes");
        Streams.assertRefused(
                Framers.varint(), Streams.ofHex("ffffffff7f"), "length=34359738367 does not fit");
        Streams.assertRefused(
                Framers.varint(9),
                Streams.ofHex("0a"),
                "payload of 10 bytes exceeds maxFrameLength=9");
        Streams.assertRefused(
                Framers.canonicalVarint(9),
                Streams.ofHex("8000"),
                "its length is written in 2 bytes");
        Streams.assertRefused(
                Framers.mqtt(), Streams.ofHex("30ffffffff01"), "its length goes on behind 4 bytes");
    }

    /** MQTT 5.0 table 1-1: the first and last length of each size. */
    @ParameterizedTest
    @CsvSource({
        "1, 3000",
        "128, 307f",
        "129, 308001",
        "16384, 30ff7f",
        "16385, 30808001",
        "2097152, 30ffff7f",
        "2097153, 3080808001"
    })
    void mqttLengthCountsWhatFollowsIt(int length, String hex) throws Exception {
        String packet = "0" + "x".repeat(length - 1);
        Framer framer = Framers.mqtt(2_097_153);
        String frame = Streams.encode(framer, packet);
        byte[] begin = Streams.bytes(frame.substring(0, hex.length() / 2));

        assertEquals(hex, HexFormat.of().formatHex(begin));
        assertEquals(List.of(packet), Streams.decode(framer, List.of(frame)).frames());
    }

    @Test
    void mqttPacketHasItsFirstByteInFrontOfTheLength() throws Exception {
        String ping = HexFormat.of().formatHex(Streams.bytes(Streams.encode(Framers.mqtt(), "À")));
        assertEquals("c000", ping);
        assertEquals(List.of("À", "@ab"), decode(Framers.mqtt(), "c0004002" + "6162").frames());
        assertThrows(CodecException.class, () -> Streams.encode(Framers.mqtt(), ""));
        assertEquals("no frame", decode(Framers.mqtt(), "c08000").end());
    }

    @Test
    void limitsAreCheckedWhenBuilt() {
        assertThrows(IllegalArgumentException.class, () -> Framers.varint(-1));
        assertThrows(IllegalArgumentException.class, () -> Framers.varint((1 << 30) + 1));
        assertThrows(IllegalArgumentException.class, () -> Framers.canonicalVarint(-1));
        assertThrows(IllegalArgumentException.class, () -> Framers.mqtt(0));
        assertThrows(IllegalArgumentException.class, () -> Framers.mqtt((1 << 28) + 1));
        assertThrows(IllegalArgumentException.class, () -> Framers.fixed(0));
        assertThrows(IllegalArgumentException.class, () -> Framers.fixed((1 << 30) + 1));
        assertEquals(1 << 28, Framers.mqtt(1 << 28).maxFrameLength());
        assertEquals(1 << 20, Framers.varint().maxFrameLength());
    }

    @Test
    void fixedFramesHaveNothingAroundThem() throws Exception {
        Framer framer = Framers.fixed(3);
        assertEquals("abcdef", Streams.encode(framer, "abc", "def"));
        assertEquals(
                new Outcome(List.of("abc", "def"), "truncated", 6),
                Streams.decode(framer, List.of("ab", "cde", "fg")));
        CodecException refusal =
                assertThrows(CodecException.class, () -> Streams.encode(framer, "ab"));
        assertTrue(refusal.getMessage().contains("payload of 2 bytes"), refusal.getMessage());
    }
}
