/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire;

import static io.github.wholewire.Fixtures.buffer;
import static io.github.wholewire.Fixtures.decoder;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an exception says about a peer that speaks another protocol. */
class OtherProtocolTest {
    private static String refusal(Framer framer, String stream) {
        MessageDecoder<String> decoder = decoder(framer);
        decoder.push(buffer(stream));
        decoder.end();
        return assertThrows(FramingException.class, () -> Fixtures.pullAll(decoder)).getMessage();
    }

    private static Framer u32(int maxFrameLength) {
        return TestFramer.of(
                maxFrameLength, in -> in.has(4) && in.frame(4, in.getUnsignedInt(0), 0));
    }

    private static Framer u32LittleEndian(int maxFrameLength) {
        return TestFramer.of(
                maxFrameLength,
                in ->
                        in.has(4)
                                && in.frame(
                                        4,
                                        Integer.toUnsignedLong(Integer.reverseBytes(in.getInt(0))),
                                        0));
    }

    @ParameterizedTest
    @CsvSource({
        "'GET / HTTP/1.1\r\nHost: a\r\n\r\n', an HTTP request",
        "'GET ', an HTTP request",
        "'POST', an HTTP request",
        "'OPTIONS * HTTP/1.1\r\n', an HTTP request",
        "'HTTP/1.1 400 Bad Request\r\n', an HTTP response",
        "'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', HTTP/2",
        "'\u0016\u0003\u0001\u0002\0\u0001\0\u0001\u00fc\u0003\u0003', a TLS ClientHello",
        "'\u0016\u0003\u0001\u0002', a TLS ClientHello",
        "'\u0016\u0003\u0003\0\u007a\u0002\0\0', a TLS ServerHello",
        "'\u0015\u0003\u0003\0\u0002\u0002\u0028', a TLS alert",
        "'SSH-2.0-OpenSSH_9.2\r\n', an SSH banner",
        "'220 mail.example ESMTP\r\n', an SMTP or FTP greeting",
        "'EHLO me\r\n', an SMTP client",
        "'PROXY TCP4 127.0.0.1 127.0.0.1 1 2\r\n', a PROXY protocol header"
    })
    void saysWhatTheFirstBytesLookLike(String stream, String said) {
        String message = refusal(u32(1000), stream);
        assertTrue(message.contains(", which looks like " + said), message);
        assertTrue(message.contains("frame at byte 0 of the stream, beginning \""), message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GE",
                "GETS",
                "get / ",
                "2201",
                "SSL-",
                "\u0016\u0002\0\0",
                "\u0016\u0003\u0009\0"
            })
    void saysNothingOfWhatItDoesNotKnow(String stream) {
        String message = refusal(u32(10), stream);
        assertFalse(message.contains("looks like"), message);
    }

    @Test
    void showsFirstBytesEscapedAndCutShort() {
        String message = refusal(u32(10), "\u0016\u0003\u0001\r\n\u001b[2J" + "x".repeat(100));
        assertTrue(message.contains("\"\\x16\\x03\\x01\\r\\n\\x1b[2Jxxxxx"), message);
        assertTrue(message.contains("xxx\"..."), message);
        assertFalse(message.contains("\u001b"), message);
        assertTrue(message.length() < 400, message);
    }

    @Test
    void looksAtTheStartOfAStreamOnly() {
        assertFalse(refusal(u32(10), "\0\0\0\u0001aGET / HTTP/1.1\r\n").contains("looks like"));
    }

    /**
     * The peer waits for an answer, the framer for the rest: the deadline's exception tells why.
     */
    @Test
    void looksAtAFrameThatNeverBecomesWholeToo() throws Exception {
        MessageDecoder<String> decoder = decoder(TestFramer.lengths(10_000));
        decoder.push(buffer("\u0016\u0003\u0001\u0002\0\u0001\0\u0001\u00fc\u0003\u0003"));
        assertEquals(List.of(), Fixtures.pullAll(decoder));
        String message = decoder.truncated("no progress").getMessage();
        assertTrue(message.contains("looks like a TLS ClientHello"), message);
    }

    @Test
    void knowsALengthInTheOtherByteOrder() {
        String message = refusal(u32(1000), "\u0005\0\0\0hello");
        assertTrue(
                message.contains(
                        "looks like a length in the other byte order: little-endian it would be 5"),
                message);
        message = refusal(u32LittleEndian(1000), "\0\0\u0001\u0002hello");
        assertTrue(message.contains("big-endian it would be 258"), message);
    }

    /** The value may count itself, stand behind a type, and have two, three or eight bytes. */
    @Test
    void knowsItWhereverItStandsAndWhateverItCounts() {
        Framer counting = TestFramer.of(1000, in -> in.has(4) && in.frame(4, in.getInt(0) - 4L, 0));
        assertTrue(refusal(counting, "\u0009\0\0\0hello").contains("little-endian it would be 9"));
        Framer typed =
                TestFramer.of(1000, in -> in.has(3) && in.frame(3, in.getUnsignedShort(1), 0));
        assertTrue(refusal(typed, "T\u0005\0hello").contains("little-endian it would be 5"));
        Framer u64 = TestFramer.of(1000, in -> in.has(8) && in.frame(8, in.getLong(0), 0));
        assertTrue(
                refusal(u64, "\u0005\0\0\0\0\0\0\0hello").contains("little-endian it would be 5"));
        Framer unsigned = TestFramer.of(1000, in -> in.has(8) && in.frame(8, Long.MAX_VALUE, 0));
        assertTrue(
                refusal(unsigned, "\u00c8\0\0\0\0\0\0\0x")
                        .contains("little-endian it would be 200"));
    }

    @Test
    void doesNotTakeAFrameThatIsMerelyTooLongForOne() {
        assertFalse(refusal(u32(1000), "\0\0\u0004\u0001").contains("looks like"));
        assertFalse(refusal(u32(1000), "\u007f\u00ff\u00ff\u00ff").contains("looks like"));
    }
}
