/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.examples.samples;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.wholewire.Codec;
import io.github.wholewire.Codecs;
import io.github.wholewire.Framer;
import io.github.wholewire.MessageChannel;
import io.github.wholewire.MessageDecoder;
import io.github.wholewire.MessageEncoder;
import io.github.wholewire.Protocol;
import io.github.wholewire.framing.DelimiterFramer;
import io.github.wholewire.framing.Framers;
import io.github.wholewire.memory.Memory;
import io.github.wholewire.struct.Struct;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** README's table of framers, each with a message of that protocol as it stands on the wire. */
class FramerTableTest {
    private static final long length = 4;

    static List<Arguments> framers() {
        return List.of(
                arguments("lines", Framers.lines(), "a line", "a line\n"),
                arguments(
                        "SMTP",
                        Framers.crlf(),
                        "RCPT TO:<a@example.org>",
                        "RCPT TO:<a@example.org>\r\n"),
                arguments(
                        "IRC",
                        DelimiterFramer.builder().delimiter("\r\n").delimiter("\n").build(),
                        "JOIN #a",
                        "JOIN #a\r\n"),
                arguments("JSON lines", Framers.lines(1 << 20), "{\"a\":1}", "{\"a\":1}\n"),
                arguments("JSON sequence", Framers.jsonSequence(), "{\n}", "\u001e{\n}\n"),
                arguments(
                        "STOMP",
                        DelimiterFramer.builder().delimiter((byte) 0).build(),
                        "SEND\n\nhi",
                        "SEND\n\nhi\0"),
                arguments("own", Framers.u32(), "hello", "\0\0\0\5hello"),
                arguments(
                        "DNS",
                        Framers.u16(),
                        text("abcd010000010000"),
                        text("0008abcd010000010000")),
                arguments("protobuf", Framers.varint(), text("08" + "9601"), text("0308" + "9601")),
                arguments(
                        "MQTT",
                        Framers.mqtt(),
                        text("30" + "000161" + "62"),
                        text("3004" + "000161" + "62")),
                arguments(
                        "Modbus/TCP",
                        Framers.header(
                                6,
                                260,
                                header -> 6 + header.getShort(4),
                                (header, length) -> header.putShort(4, (short) (length - 6))),
                        text("0001000000061103006b0003"),
                        text("0001000000061103006b0003")),
                arguments(
                        "PostgreSQL",
                        Framers.header(5, 1 << 20, header -> 1L + header.getInt(1)),
                        "Q" + text("0000000e") + "SELECT 1;\0",
                        "Q" + text("0000000e") + "SELECT 1;\0"),
                arguments(
                        "syslog",
                        Framers.octetCounted(8192),
                        "<34>1 - host app - - - up",
                        "25 <34>1 - host app - - - up"),
                arguments("netstring", Framers.netstring(), "hello world!", "12:hello world!,"),
                arguments("SLIP", Framers.slip(1006), text("45c0db"), text("c045dbdcdbddc0")),
                arguments("COBS", Framers.cobs(1024), text("11220033"), text("031122023300")),
                arguments("fixed", Framers.fixed(64), "x".repeat(64), "x".repeat(64)),
                arguments("body", Framers.chunksOf(length, 65536), "body", "body"),
                arguments(
                        "checksum",
                        Framers.checksummed(Framers.u32(), CRC32C::new),
                        "123456789",
                        text("0000000d") + "123456789" + text("e3069283")),
                arguments(
                        "compressed",
                        Framers.compressed(Framers.u32(), 1 << 20),
                        "a",
                        text("00000009" + "789c4b040000620062")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("framers")
    void messageStandsOnTheWireAsTheProtocolHasIt(
            String protocol, Framer framer, String message, String wire) throws IOException {
        Protocol<byte[]> bytes = Protocol.of(framer, Codecs.bytes());
        MessageEncoder<byte[]> encoder = bytes.newEncoder();
        encoder.encode(message.getBytes(ISO_8859_1));
        byte[] encoded = new byte[encoder.pending().remaining()];
        encoder.pending().get(encoded);
        assertEquals(hex(wire), HexFormat.of().formatHex(encoded));

        MessageDecoder<byte[]> decoder = bytes.newDecoder();
        for (byte value : wire.getBytes(ISO_8859_1)) {
            assertNull(decoder.pull());
            decoder.space().put(value);
        }
        assertEquals(hex(message), HexFormat.of().formatHex(decoder.pull()));
    }

    @Test
    void codecPacksSeveralMessages() throws IOException {
        Codec<List<String>> packed = Codecs.framed(Framers.u32(), Codecs.utf8());
        assertEquals(
                List.of("a", "bc"),
                packed.decode(
                        ByteBuffer.wrap(
                                text("00000001" + "61" + "00000002" + "6263")
                                        .getBytes(ISO_8859_1))));
        Codec<List<String>> readings = Codecs.framed(Framers.u32(), Codecs.utf8());
        assertEquals(List.of(), readings.decode(ByteBuffer.allocate(0)));
    }

    @Test
    void structIsItsOwnFrame() throws IOException {
        String format = "<HI";
        Protocol<Object[]> protocol = Struct.of(format).protocol();
        assertEquals(6, protocol.framer().maxFrameLength());
    }

    @Test
    void bodyIsReadInPieces() throws IOException {
        Protocol<String> lines = Protocol.of(Framers.lines(), Codecs.utf8());
        var file = new ByteArrayOutputStream();
        try (var pair = Memory.pair(lines)) {
            pair.left().send("abc");
            pair.left().send("next");
            MessageChannel<String> headers = pair.right();

            MessageChannel<byte[]> body =
                    headers.switchTo(Protocol.of(Framers.chunksOf(length, 65536), Codecs.bytes()));
            for (byte[] piece; (piece = body.receive()) != null; ) {
                file.write(piece);
            }
            headers = body.switchTo(lines);

            assertEquals("next", headers.receive());
        }
        assertArrayEquals("abc\n".getBytes(ISO_8859_1), file.toByteArray());
    }

    /** Every construction in the table is one of those above. */
    @Test
    void tableSaysWhatIsTestedHere() throws IOException {
        Path root = Path.of("..").toAbsolutePath().normalize();
        String readme = Files.readString(root.resolve("README.md"));
        String source =
                Files.readString(
                        root.resolve(
                                "examples/src/test/java/io/github/wholewire/examples/samples/"
                                        + "FramerTableTest.java"));
        String section = readme.substring(readme.indexOf("## Choose a framer"));
        String table = section.substring(0, section.indexOf("\n\nEach has a form"));
        Matcher construction =
                Pattern.compile(
                                "`((?:Framers|DelimiterFramer|LengthPrefixFramer|Struct|Codecs)\\..+?)`")
                        .matcher(table);
        int count = 0;
        for (; construction.find(); count++) {
            String code = withoutSpace(construction.group(1));
            assertTrue(withoutSpace(source).contains(code), code);
        }
        assertEquals(framers().size() + 2, count);
    }

    private static String withoutSpace(String text) {
        return text.replaceAll("\\s+", "");
    }

    private static String text(String hex) {
        return new String(HexFormat.of().parseHex(hex), ISO_8859_1);
    }

    private static String hex(String text) {
        return HexFormat.of().formatHex(text.getBytes(ISO_8859_1));
    }
}
