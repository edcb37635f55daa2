/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire;

import static io.github.wholewire.Fixtures.buffer;
import static io.github.wholewire.Fixtures.bytes;
import static io.github.wholewire.Fixtures.decoder;
import static io.github.wholewire.Fixtures.input;
import static io.github.wholewire.Fixtures.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Marking a frame, and what a framer may do to its payload. */
class FrameInputFrameTest {
    @Test
    void marksThePayloadBetweenHeaderAndTrailer() throws Exception {
        FrameInput in = input("hhpayloadt, and more", 10);

        assertTrue(in.frame(2, 7, 1));

        assertEquals("payload", text(in.payload()));
        assertEquals(ByteOrder.BIG_ENDIAN, in.payload().order());
        assertEquals(20, in.length());
    }

    @Test
    void waitsUntilHeaderPayloadAndTrailerAreAtHand() throws Exception {
        assertFalse(input("hhpayload", 10).frame(2, 7, 1));
        assertTrue(input("hhpayloadt", 10).frame(2, 7, 1));
    }

    @Test
    void acceptsFrameAtTheLimit() throws Exception {
        assertTrue(input("0123456789", 10).frame(0, 10, 0));
        assertFalse(input("0", 10).frame(0, 10, 0));
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 65536, Integer.MAX_VALUE, 1L << 31, (1L << 32) - 1, Long.MAX_VALUE})
    void refusesFrameOverTheLimitBeforeItsBytesAreThere(long length) {
        FrameTooLongException refusal =
                assertThrows(FrameTooLongException.class, () -> input("0", 10).frame(4, length, 0));

        assertTrue(refusal.getMessage().contains("payload of " + length + " bytes"));
        assertTrue(refusal.getMessage().contains("maxFrameLength=10"));
        assertTrue(refusal.getMessage().contains("raise it"));
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, Integer.MIN_VALUE, -(1L << 32), Long.MIN_VALUE})
    void refusesNegativeLength(long length) {
        FramingException refusal =
                assertThrows(FramingException.class, () -> input("0", 10).frame(4, length, 0));

        assertTrue(refusal.getMessage().contains("payload of " + length + " bytes"));
    }

    @ParameterizedTest
    @CsvSource({
        "-1, 0, headerLength=-1",
        "4097, 0, headerLength=4097",
        "0, -1, trailerLength=-1",
        "0, 4097, trailerLength=4097",
        "2147483647, 0, headerLength=2147483647",
        "0, -2147483648, trailerLength=-2147483648"
    })
    void refusesHeaderAndTrailerOutOfRange(int header, int trailer, String said) {
        Exception refusal =
                assertThrows(
                        IllegalArgumentException.class,
                        () -> input("0", 10).frame(header, 1, trailer));

        assertTrue(refusal.getMessage().contains(said), refusal::getMessage);
        assertTrue(refusal.getMessage().contains("4096"), refusal::getMessage);
    }

    /** A header and a trailer of the longest are each allowed, so both together must be. */
    @ParameterizedTest
    @CsvSource({"4096, 0", "0, 4096", "4096, 4096"})
    void waitsForTheLongestHeaderAndTrailer(int header, int trailer) throws Exception {
        MessageDecoder<String> decoder = decoder(1, in -> in.frame(header, 1, trailer));
        String frame = "h".repeat(header) + "p" + "t".repeat(trailer);

        decoder.push(buffer(frame.substring(0, 1)));
        assertNull(decoder.pull());
        decoder.push(buffer(frame.substring(1)));

        assertEquals("p", decoder.pull());
    }

    @Test
    void lastMarkCounts() throws Exception {
        MessageDecoder<String> decoder = decoder(10, in -> in.frame(0, 1, 0) && in.frame(1, 2, 0));

        decoder.push(buffer("abcd"));

        assertEquals("bc", decoder.pull());
        assertEquals(3, decoder.consumed());
    }

    @Test
    void lastMarkCountsAlsoAfterThePayloadOfAnEarlierOneWasAskedFor() throws Exception {
        MessageDecoder<String> decoder =
                decoder(
                        10,
                        in -> {
                            in.frame(0, 1, 0);
                            in.payload().position(1);
                            return in.frame(1, 2, 0);
                        });

        decoder.push(buffer("abcd"));

        assertEquals("bc", decoder.pull());
    }

    @Test
    void whatWasWantedIsForgottenOnceAFrameIsFound() throws Exception {
        MessageDecoder<String> decoder = decoder(10, in -> !in.has(5) && in.frame(0, 1, 0));

        decoder.push(buffer("abc"));

        assertEquals("a", decoder.pull());
        assertEquals("b", decoder.pull());
        assertEquals("c", decoder.pull());
    }

    @Test
    void payloadAndReplacementAndSkipNeedTheRightMoment() throws Exception {
        FrameInput in = input("abc", 10);
        assertThrows(IllegalStateException.class, in::payload);
        assertThrows(IllegalStateException.class, () -> in.payload(ByteBuffer.allocate(1)));
        assertFalse(in.frame(0, 4, 0));
        assertThrows(IllegalStateException.class, in::payload);

        assertTrue(in.frame(0, 3, 0));
        assertThrows(IllegalStateException.class, () -> in.skip(1));
        assertThrows(NullPointerException.class, () -> in.payload(null));
        assertEquals("abc", text(in.payload()));
    }

    @ParameterizedTest
    @EnumSource
    void framerMayNarrowAndOverwriteThePayload(BufferKind kind) throws Exception {
        MessageDecoder<String> decoder =
                decoder(
                        10,
                        in -> {
                            if (!in.frame(0, 4, 0)) {
                                return false;
                            }
                            ByteBuffer payload = in.payload();
                            payload.put(payload.position() + 1, (byte) '*');
                            payload.position(payload.position() + 1).limit(payload.limit() - 1);
                            return true;
                        });
        decoder.push(kind.of(bytes("abcdefgh")));

        assertEquals("*c", decoder.pull());
        assertEquals("*g", decoder.pull());
        assertNull(decoder.pull());
        assertEquals(8, decoder.consumed());
    }

    @ParameterizedTest
    @EnumSource
    void framerMayReplaceThePayload(BufferKind kind) throws Exception {
        MessageDecoder<String> decoder =
                decoder(
                        10,
                        in -> {
                            if (!in.frame(0, 1, 0)) {
                                return false;
                            }
                            in.payload(kind.of(bytes("<" + in.get(0) + ">")));
                            return true;
                        });
        decoder.push(buffer("aA"));

        assertEquals("<97>", decoder.pull());
        assertEquals("<65>", decoder.pull());
        assertNull(decoder.pull());
    }

    /** {@link Codec#decode} promises big-endian, whatever a framer has put there. */
    @Test
    void codecSeesReplacedPayloadBigEndian() throws Exception {
        Framer framer =
                TestFramer.of(
                        10,
                        in -> {
                            boolean whole = in.frame(0, 1, 0);
                            in.payload(
                                    ByteBuffer.wrap(new byte[] {0, 1})
                                            .order(ByteOrder.LITTLE_ENDIAN));
                            return whole;
                        });
        Codec<Short> numbers = Codec.of((m, out) -> out.putShort(m), ByteBuffer::getShort);
        MessageDecoder<Short> decoder = Protocol.of(framer, numbers).newDecoder();
        decoder.push(buffer("x"));

        assertEquals((short) 1, decoder.pull());
    }

    @Test
    void limitHoldsForThePayloadThatTheFramerLeaves() throws Exception {
        MessageDecoder<String> inflating =
                decoder(
                        4,
                        in -> {
                            boolean whole = in.frame(0, 1, 0);
                            in.payload(ByteBuffer.allocate(in.get(0)));
                            return whole;
                        });
        inflating.push(ByteBuffer.wrap(new byte[] {4, 5}));

        assertEquals("\0\0\0\0", inflating.pull());
        Exception refusal = assertThrows(FrameTooLongException.class, inflating::pull);
        assertTrue(refusal.getMessage().contains("payload of 5 bytes exceeds maxFrameLength=4"));
    }

    @Test
    void payloadMayTakeMoreOnTheWireThanItsLimit() throws Exception {
        MessageDecoder<String> decoder = decoder(TestFramer.stuffed(2));

        decoder.push(buffer("\u00db\u003f\u00db\u0024\u00c0"));
        assertEquals("\u00c0\u00db", decoder.pull());

        decoder.push(buffer("abc\u00c0"));
        assertThrows(FrameTooLongException.class, decoder::pull);
    }

    @Test
    void refusesMoreOnTheWireThanAnyPayloadCanTake() throws Exception {
        MessageDecoder<String> decoder = decoder(TestFramer.stuffed(2));

        decoder.push(buffer("abcd"));
        assertNull(decoder.pull());
        decoder.push(buffer("e"));

        assertThrows(FrameTooLongException.class, decoder::pull);
    }
}
