/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire;

import static io.github.wholewire.Fixtures.buffer;
import static io.github.wholewire.Fixtures.hex;
import static io.github.wholewire.Fixtures.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CodecTest {
    private static final Codec<Integer> NUMBERS =
            Codecs.utf8().map(Integer::valueOf, String::valueOf);

    @Test
    void encoderAndDecoderMayBeOfDifferentFormats() throws Exception {
        Codec<Integer> codec =
                Codec.of(NUMBERS::encode, payload -> payload.getShort() + payload.remaining());
        Protocol<Integer> protocol = Protocol.of(TestFramer.lines(10), codec);
        MessageEncoder<Integer> encoder = protocol.newEncoder();
        MessageDecoder<Integer> decoder = protocol.newDecoder();

        encoder.encode(258);
        decoder.push(buffer("\u0001\u0002...\n"));

        assertEquals("258\n", text(encoder.pending()));
        assertEquals(258 + 3, decoder.pull());
    }

    @Test
    void mapConvertsBothWays() throws Exception {
        Protocol<Integer> protocol = Protocol.of(TestFramer.lengths(10), NUMBERS);
        MessageEncoder<Integer> encoder = protocol.newEncoder();
        encoder.encode(-7);
        assertEquals("00022d37", hex(encoder.pending()));

        MessageDecoder<Integer> decoder = protocol.newDecoder();
        decoder.push(encoder.pending());
        assertEquals(-7, decoder.pull());
    }

    @Test
    void mapMayBeRepeated() throws Exception {
        Codec<Long> codec = NUMBERS.map(Integer::longValue, Math::toIntExact);
        Protocol<Long> protocol = Protocol.of(TestFramer.lines(20), codec);
        MessageEncoder<Long> encoder = protocol.newEncoder();
        encoder.encode(5L);
        Exception refusal =
                assertThrows(CodecException.class, () -> encoder.encode(Long.MAX_VALUE));
        assertInstanceOf(ArithmeticException.class, refusal.getCause());
        assertEquals("5\n", text(encoder.pending()));
    }

    @Test
    void whatAMappingThrowsCostsOneMessage() throws Exception {
        MessageDecoder<Integer> decoder = Protocol.of(TestFramer.lines(10), NUMBERS).newDecoder();
        decoder.push(buffer("1\ntwo\n3\n"));

        assertEquals(1, decoder.pull());
        Exception refusal = assertThrows(CodecException.class, decoder::pull);
        assertInstanceOf(NumberFormatException.class, refusal.getCause());
        assertTrue(refusal.getMessage().contains("payload of 3 bytes"), refusal::getMessage);
        assertEquals(3, decoder.pull());
    }

    @Test
    void refusesNullParts() {
        Codec.Decoder<String> decoder = Fixtures::text;
        Codec.Encoder<String> encoder = (message, out) -> {};
        assertThrows(NullPointerException.class, () -> Codec.of(null, decoder));
        assertThrows(NullPointerException.class, () -> Codec.of(encoder, null));
        assertThrows(NullPointerException.class, () -> Codecs.utf8().map(null, String::valueOf));
        assertThrows(NullPointerException.class, () -> Codecs.utf8().map(String::valueOf, null));
        assertThrows(NullPointerException.class, () -> Protocol.of(null, Codecs.utf8()));
        assertThrows(NullPointerException.class, () -> Protocol.of(TestFramer.lines(10), null));
    }

    @Test
    void protocolShowsItsParts() {
        Framer framer = TestFramer.lines(10);
        Protocol<String> protocol = Protocol.of(framer, Codecs.utf8());
        assertSame(framer, protocol.framer());
        assertSame(Codecs.utf8(), protocol.codec());
        assertTrue(protocol.toString().contains("UTF-8"), protocol::toString);
    }

    @ParameterizedTest
    @CsvSource({
        "-1, -1",
        "-1, 0",
        "0, 1073741825",
        "1073741825, 0",
        "1073741825, 1073741825",
        "2147483647, 2147483647",
        "0, -2147483648"
    })
    void protocolRefusesFramerWhoseLimitsAreOutOfRange(int max, int encoded) {
        Framer framer = new TestFramer(max, encoded, in -> false, out -> {});
        Exception refusal =
                assertThrows(
                        IllegalArgumentException.class, () -> Protocol.of(framer, Codecs.utf8()));
        assertTrue(refusal.getMessage().contains("maxFrameLength=" + max));
        assertTrue(refusal.getMessage().contains("maxEncodedLength=" + encoded));
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "1, 0", "0, 1073741824", "1073741824, 1073741824"})
    void protocolAcceptsFramerWhoseLimitsAreAtTheEdge(int max, int encoded) throws Exception {
        Framer framer = new TestFramer(max, encoded, in -> in.frame(0, 1, 0), out -> {});
        Protocol<String> protocol = Protocol.of(framer, Codecs.utf8());
        protocol.newEncoder().encode("");
        protocol.newDecoder().push(ByteBuffer.allocate(0));
    }

    @Test
    void framerThatMakesNothingIsRefused() {
        Protocol<String> protocol =
                Protocol.of(new TestFramer(1, 1, null, null), Fixtures.latin1());
        assertThrows(NullPointerException.class, protocol::newDecoder);
        assertThrows(NullPointerException.class, protocol::newEncoder);
    }
}
