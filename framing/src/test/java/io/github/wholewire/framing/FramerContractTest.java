/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.framing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.wholewire.ChannelException;
import io.github.wholewire.CodecException;
import io.github.wholewire.FrameTooLongException;
import io.github.wholewire.Framer;
import io.github.wholewire.FramingException;
import io.github.wholewire.MessageDecoder;
import io.github.wholewire.framing.Streams.Outcome;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every framer promises, tried on every framer. */
class FramerContractTest {
    /** How many streams, each with all its cuts, are tried under a limit. */
    private static final double SPLITS = Streams.cases(10_000);

    private static final int CASES = Streams.cases(400);

    static List<Subject> subjects() {
        return Subject.all();
    }

    @ParameterizedTest
    @MethodSource("subjects")
    void whatIsEncodedComesBackOrEncodingRefuses(Subject subject) throws Exception {
        SplittableRandom random = new SplittableRandom(1);
        Framer framer = subject.framer();
        int taken = 0;
        for (int i = 0; i < CASES; i++) {
            String payload = subject.payload(random, i % 2 == 0 ? 12 : Subject.LIMIT);
            byte[] frame = encodeOrRefuse(framer, payload);
            if (frame.length > 0) {
                taken++;
                assertEquals(
                        new Outcome(List.of(payload), "clean", frame.length),
                        RandomStreamsTest.decode(framer, frame, random),
                        () -> "payload " + hex(Streams.bytes(payload)));
            }
        }
        assertTrue(taken > CASES / 20, taken + " payloads taken of " + CASES);
    }

    /** Empty if refused. */
    private static byte[] encodeOrRefuse(Framer framer, String payload) throws ChannelException {
        try {
            return Streams.bytes(Streams.encode(framer, payload));
        } catch (CodecException e) {
            return new byte[0];
        }
    }

    @ParameterizedTest
    @MethodSource("subjects")
    void framesOfAnyStreamDoNotDependOnWhereItIsCut(Subject subject) throws Exception {
        for (int max : new int[] {0, 1, 2, 5}) {
            Framer framer = subject.framers().apply(max);
            int symbols = subject.alphabet().length();
            for (int length = 1; Math.pow(2 * symbols, length) <= SPLITS; length++) {
                int streams = (int) Math.pow(symbols, length);
                for (int i = 0; i < streams; i++) {
                    requireEqualForAllCuts(framer, stream(subject.alphabet(), length, i));
                }
            }
        }
    }

    private static byte[] stream(String alphabet, int length, int number) {
        byte[] stream = new byte[length];
        int rest = number;
        for (int i = 0; i < length; i++) {
            stream[i] = (byte) alphabet.charAt(rest % alphabet.length());
            rest /= alphabet.length();
        }
        return stream;
    }

    @ParameterizedTest
    @MethodSource("subjects")
    void framesDoNotDependOnWhereTheyAreCut(Subject subject) throws Exception {
        Framer framer = subject.framer();
        String stream =
                Streams.encode(framer, subject.payload(2), subject.payload(0), subject.payload(1));
        byte[] bytes = Streams.bytes(stream);
        if (bytes.length <= 14) {
            requireEqualForAllCuts(framer, bytes);
        }
        Outcome uncut = Streams.decode(framer, List.of(stream));
        assertEquals(3, uncut.frames().size());
        for (int first = 0; first <= bytes.length; first++) {
            for (int second = first; second <= bytes.length; second++) {
                List<String> chunks =
                        List.of(
                                stream.substring(0, first),
                                stream.substring(first, second),
                                stream.substring(second));
                assertEquals(uncut, Streams.decode(framer, chunks), chunks::toString);
            }
        }
    }

    /**
     * The end is told for the uncut stream and for that of single bytes only, since making the
     * exception for it costs more than all else.
     */
    private static void requireEqualForAllCuts(Framer framer, byte[] stream) throws CodecException {
        int everywhere = (1 << stream.length - 1) - 1;
        Outcome ended = Streams.decode(framer, stream, 0, true);
        Outcome open = Streams.decode(framer, stream, 0, false);
        requireEqual(ended, Streams.decode(framer, stream, everywhere, true), stream, everywhere);
        for (int cuts = 1; cuts <= everywhere; cuts++) {
            requireEqual(open, Streams.decode(framer, stream, cuts, false), stream, cuts);
        }
    }

    private static void requireEqual(Outcome uncut, Outcome cut, byte[] stream, int cuts) {
        if (!uncut.equals(cut)) { // thousands of messages are not made
            assertEquals(uncut, cut, hex(stream) + ", cuts " + Integer.toBinaryString(cuts));
        }
    }

    @ParameterizedTest
    @MethodSource("subjects")
    void limitIsAcceptedAndOneMoreRefusedBothWays(Subject subject) throws Exception {
        Framer framer = subject.framer();
        int limit = framer.maxFrameLength();
        if (subject.hasLimit()) {
            assertEquals(
                    List.of(subject.payload(limit - 1)),
                    comesBack(framer, subject.payload(limit - 1)));
            String tooLong = subject.payload(limit + 1);
            String frame = Streams.encode(subject.framers().apply(limit + 1), tooLong);
            for (int cuts : new int[] {0, -1}) {
                Outcome outcome = Streams.decode(framer, cut(frame, cuts));
                assertEquals(List.of(), outcome.frames());
                assertEquals("too long", outcome.end());
            }
        }
        assertEquals(List.of(subject.payload(limit)), comesBack(framer, subject.payload(limit)));
        assertThrows(
                FrameTooLongException.class, () -> Streams.encode(framer, "x".repeat(limit + 1)));
    }

    private static List<String> comesBack(Framer framer, String payload) throws Exception {
        String frame = Streams.encode(framer, payload);
        Outcome bytewise = Streams.decode(framer, cut(frame, -1));
        assertEquals(bytewise, Streams.decode(framer, cut(frame, 0)));
        assertEquals("clean", bytewise.end());
        return bytewise.frames();
    }

    /** The stream uncut, or a byte at a time. */
    private static List<String> cut(String stream, int cuts) {
        return cuts == 0 ? List.of(stream) : List.of(stream.split("(?s)(?<=.)"));
    }

    @ParameterizedTest
    @MethodSource("subjects")
    void endIsCleanBetweenFramesAndTruncatedWithin(Subject subject) throws Exception {
        Framer framer = subject.framer();
        String[] payloads = {subject.payload(3), subject.payload(0), subject.payload(130)};
        String stream = "";
        List<Integer> ends = new ArrayList<>(List.of(0));
        for (String payload : payloads) {
            stream += Streams.encode(framer, payload);
            ends.add(stream.length());
        }
        for (int length = 0; length <= stream.length(); length++) {
            Outcome outcome = Streams.decode(framer, List.of(stream.substring(0, length)));
            int whole = 0;
            while (whole < payloads.length && ends.get(whole + 1) <= length) {
                whole++;
            }
            int end = ends.get(whole);
            while (end < length && subject.rest().indexOf(stream.charAt(end)) >= 0) {
                end++;
            }
            assertEquals(Arrays.asList(payloads).subList(0, whole), outcome.frames());
            assertEquals(length == end ? "clean" : "truncated", outcome.end(), "at " + length);
            assertEquals(end, outcome.offset(), "at " + length);
        }
    }

    @ParameterizedTest
    @MethodSource("subjects")
    void whateverComesOnlyDocumentedExceptionsEscape(Subject subject) throws Exception {
        SplittableRandom random = new SplittableRandom(2);
        for (int i = 0; i < CASES; i++) {
            Framer framer = subject.framers().apply(random.nextInt(40));
            byte[] stream = i % 3 == 0 ? noise(subject, random) : mutated(subject, framer, random);
            Outcome uncut = Streams.decode(framer, stream, 0, true);
            for (int again = 0; again < 3; again++) {
                assertEquals(
                        uncut,
                        RandomStreamsTest.decode(framer, stream, random),
                        () -> framer + " " + hex(stream));
            }
        }
    }

    private static byte[] noise(Subject subject, SplittableRandom random) {
        byte[] stream = new byte[random.nextInt(80)];
        for (int i = 0; i < stream.length; i++) {
            boolean own = random.nextInt(3) > 0;
            stream[i] = (byte) (own ? subject.symbol(random) : random.nextInt(256));
        }
        return stream;
    }

    /** Frames with a byte changed, taken out or put in. */
    private static byte[] mutated(Subject subject, Framer framer, SplittableRandom random)
            throws ChannelException {
        StringBuilder frames = new StringBuilder();
        for (int count = random.nextInt(1, 6); count > 0; count--) {
            String payload = subject.payload(random, framer.maxFrameLength());
            frames.append(Streams.text(ByteBuffer.wrap(encodeOrRefuse(framer, payload))));
        }
        for (int count = random.nextInt(3); count > 0 && frames.length() > 0; count--) {
            int at = random.nextInt(frames.length());
            char value = random.nextBoolean() ? subject.symbol(random) : (char) random.nextInt(256);
            switch (random.nextInt(3)) {
                case 0 -> frames.setCharAt(at, value);
                case 1 -> frames.deleteCharAt(at);
                default -> frames.insert(at, value);
            }
        }
        return Streams.bytes(frames.toString());
    }

    /** The error comes once, is latched, and nothing that follows is kept. */
    @ParameterizedTest
    @MethodSource("subjects")
    void keepsNoMoreThanAFrameAndARead(Subject subject) throws Exception {
        Framer framer = subject.framer();
        SplittableRandom random = new SplittableRandom(3);
        int most = framer.maxEncodedLength() + 8192;
        for (int i = 0; i < 50; i++) {
            MessageDecoder<String> decoder = Streams.decoder(framer);
            try {
                for (int pushed = 0; pushed < 10 * most; pushed += 80) {
                    decoder.push(ByteBuffer.wrap(noise(subject, random)));
                    Streams.pull(decoder, new ArrayList<>());
                    assertTrue(decoder.buffered() <= most, () -> decoder.buffered() + " bytes");
                }
            } catch (FramingException e) {
                decoder.push(ByteBuffer.allocate(1 << 20));
                FramingException again = assertThrows(FramingException.class, decoder::pull);
                assertEquals(e, again.getCause());
                assertEquals(0, decoder.buffered());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("subjects")
    void saysWhatItIs(Subject subject) {
        String limit = String.valueOf(subject.framer().maxFrameLength());
        assertTrue(subject.framer().toString().contains(limit), subject.framer()::toString);
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
