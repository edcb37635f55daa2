/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.framing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.wholewire.CodecException;
import io.github.wholewire.FrameTooLongException;
import io.github.wholewire.Framer;
import io.github.wholewire.MessageDecoder;
import io.github.wholewire.framing.Oracle.Skipped;
import io.github.wholewire.framing.Streams.Outcome;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Framers with random settings, on random streams with random cuts, against the oracle. */
class RandomSettingsTest {
    private static final int CASES = Streams.cases(2_500);
    private static final ByteOrder[] ORDERS = {ByteOrder.BIG_ENDIAN, ByteOrder.LITTLE_ENDIAN};
    private static final int[] WIDTHS = {1, 2, 3, 4, 8};

    /** Delimiters, and what there is to know about them. */
    private record Delimiters(String[] all, boolean strip, int max) {
        static Delimiters random(SplittableRandom random) {
            String[] all = new String[1 + random.nextInt(random.nextBoolean() ? 1 : 6)];
            for (int i = 0; i < all.length; i++) {
                all[i] = text(random, 1 + random.nextInt(random.nextInt(5) + 1), "abcdef");
            }
            return new Delimiters(all, random.nextBoolean(), random.nextInt(9));
        }

        DelimiterFramer framer() {
            return Streams.delimited(strip, max, all);
        }

        Oracle oracle() {
            return Oracle.delimited(strip, all);
        }

        /** Text made of them and of other bytes, longer than words of eight bytes. */
        byte[] stream(SplittableRandom random) {
            StringBuilder stream = new StringBuilder();
            while (random.nextInt(12) > 0) {
                int kind = random.nextInt(4);
                stream.append(
                        kind == 0
                                ? all[random.nextInt(all.length)]
                                : text(random, random.nextInt(kind == 1 ? 30 : 4), "abcdefx"));
            }
            return Streams.bytes(stream.toString());
        }

        String describe(byte[] stream) {
            return String.join(" ", all)
                    + (strip ? " strip" : " keep")
                    + " max="
                    + max
                    + " stream="
                    + new String(stream, ISO_8859_1);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void delimitersAreFoundWhereTheOracleFindsThem(long seed) throws Exception {
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < CASES; i++) {
            Delimiters delimiters = Delimiters.random(random);
            byte[] stream = delimiters.stream(random);
            Outcome expected = delimiters.oracle().decode(stream, delimiters.max());
            Outcome outcome = RandomStreamsTest.decode(delimiters.framer(), stream, random);
            assertEquals(expected, outcome, () -> delimiters.describe(stream));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void framesTooLongAreSkippedAndCounted(long seed) throws Exception {
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < CASES; i++) {
            Delimiters delimiters = Delimiters.random(random);
            byte[] stream = delimiters.stream(random);
            Skipped expected = delimiters.oracle().decodeSkipping(stream, delimiters.max());
            Framer framer = delimiters.framer().skippingTooLong();
            assertEquals(
                    expected,
                    decodeSkipping(framer, stream, random),
                    () -> delimiters.describe(stream));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void linesTooLongAreSkippedAndCounted(long seed) throws Exception {
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < CASES; i++) {
            int max = random.nextInt(6);
            boolean strict = random.nextBoolean();
            StringBuilder text = new StringBuilder();
            while (random.nextInt(12) > 0) {
                text.append(random.nextInt(8) == 0 ? "\r" : "").append(random.nextInt(3));
                text.append("x".repeat(random.nextInt(9)));
                text.append(random.nextInt(8) == 0 ? "\n" : "\r\n");
            }
            byte[] stream = Streams.bytes(text.toString());
            DelimiterFramer framer = strict ? Framers.crlf(max) : Framers.lines(max);
            Oracle oracle = strict ? Oracle.crlf() : Oracle.lines();
            Skipped expected = oracle.decodeSkipping(stream, max);
            Skipped skipped = decodeSkipping(framer.skippingTooLong(), stream, random);
            String context = framer + " " + HexFormat.of().formatHex(stream);
            assertEquals(expected.outcome(), skipped.outcome(), context);
            // What turns out to be no frame may do so before its skipping has begun, or after.
            int doubtful = expected.outcome().end().equals("no frame") ? 1 : 0;
            assertEquals(expected.count(), skipped.count(), doubtful, context);
        }
    }

    private static Skipped decodeSkipping(Framer framer, byte[] stream, SplittableRandom random)
            throws CodecException {
        MessageDecoder<String> decoder = Streams.decoder(framer);
        List<FrameTooLongException> told = new ArrayList<>();
        decoder.onSkip(told::add);
        Outcome outcome = RandomStreamsTest.decode(decoder, stream, random);
        assertEquals(told.size(), decoder.skipped());
        return new Skipped(outcome, told.size());
    }

    /** Encoding is refused if and only if the payload would not come back. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void delimitedPayloadComesBackOrIsRefused(long seed) throws Exception {
        SplittableRandom random = new SplittableRandom(seed);
        int refused = 0;
        for (int i = 0; i < CASES; i++) {
            Delimiters delimiters = Delimiters.random(random);
            String end = delimiters.all()[random.nextInt(delimiters.all().length)];
            String payload = text(random, random.nextInt(9), "abcdefxxx") + (i % 2 == 0 ? end : "");
            String wire = delimiters.strip() ? payload + delimiters.all()[0] : payload;
            byte[] bytes = Streams.bytes(wire);
            Outcome whole = new Outcome(List.of(payload), "clean", bytes.length);
            Framer framer = delimiters.framer();
            if (delimiters.oracle().decode(bytes, delimiters.max()).equals(whole)) {
                assertEquals(wire, Streams.encode(framer, payload), delimiters.describe(bytes));
            } else {
                refused++;
                Exception refusal =
                        assertThrows(
                                Exception.class,
                                () -> Streams.encode(framer, payload),
                                () -> delimiters.describe(bytes));
                assertTrue(
                        refusal instanceof CodecException
                                || refusal instanceof FrameTooLongException
                                        && payload.length() > delimiters.max(),
                        () -> delimiters.describe(bytes) + ": " + refusal);
            }
        }
        assertTrue(refused > CASES / 10 && refused < CASES, refused + " of " + CASES);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void lengthFieldsAreReadAsTheOracleReadsThem(long seed) throws Exception {
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < CASES; i++) {
            int offset = random.nextInt(7);
            int width = WIDTHS[random.nextInt(WIDTHS.length)];
            int adjustment = random.nextBoolean() ? 0 : random.nextInt(-12, 13);
            int strip = random.nextBoolean() ? offset + width : random.nextInt(offset + width + 4);
            ByteOrder order = ORDERS[random.nextInt(2)];
            int least = offset + width + Math.max(0, adjustment) - strip;
            int max = Math.max(0, least) + random.nextInt(12);
            Framer framer =
                    LengthPrefixFramer.builder()
                            .lengthFieldOffset(offset)
                            .lengthFieldLength(width)
                            .lengthAdjustment(adjustment)
                            .initialBytesToStrip(strip)
                            .byteOrder(order)
                            .maxFrameLength(max)
                            .build();
            byte[] stream = lengthFields(random, offset, width, order);
            Oracle oracle = Oracle.lengthField(offset, width, adjustment, strip, order);
            assertEquals(
                    oracle.decode(stream, max),
                    RandomStreamsTest.decode(framer, stream, random),
                    () -> framer + " stream=" + HexFormat.of().formatHex(stream));
        }
    }

    private static byte[] lengthFields(
            SplittableRandom random, int offset, int width, ByteOrder order) {
        StringBuilder stream = new StringBuilder();
        while (random.nextInt(6) > 0) {
            stream.append("h".repeat(offset));
            StringBuilder field = new StringBuilder("\0".repeat(width));
            field.setCharAt(width - 1, (char) random.nextInt(random.nextInt(9) == 0 ? 256 : 24));
            if (random.nextInt(20) == 0) {
                field.setCharAt(random.nextInt(width), (char) random.nextInt(256));
            }
            stream.append(order == ByteOrder.BIG_ENDIAN ? field : field.reverse());
            stream.append("p".repeat(random.nextInt(24)));
        }
        return Streams.bytes(stream.toString());
    }

    private static String text(SplittableRandom random, int length, String alphabet) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return text.toString();
    }
}
