/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.framing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.wholewire.ChannelException;
import io.github.wholewire.CodecException;
import io.github.wholewire.FrameTooLongException;
import io.github.wholewire.Framer;
import io.github.wholewire.FramingException;
import io.github.wholewire.MessageDecoder;
import io.github.wholewire.framing.Streams.Outcome;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Random streams, cut, pushed and broken off at random; only documented exceptions escape. */
class RandomStreamsTest {
    static Stream<Arguments> framers() {
        return Stream.of(1L, 2L, 3L, 5L).flatMap(RandomStreamsTest::framers);
    }

    private static Stream<Arguments> framers(long seed) {
        IntFunction<Framer> lines = Framers::lines;
        return Stream.of(
                arguments(seed, "lines", "ab\r\n", lines, Oracle.lines()),
                delimited(seed, "|", "ab|"),
                delimited(seed, "|=", "a|="),
                delimited(seed, "abac", "abc"),
                prefixed(seed, 1, ByteOrder.BIG_ENDIAN),
                prefixed(seed, 2, ByteOrder.LITTLE_ENDIAN),
                prefixed(seed, 4, ByteOrder.BIG_ENDIAN),
                prefixed(seed, 8, ByteOrder.LITTLE_ENDIAN));
    }

    private static Arguments delimited(long seed, String delimiter, String alphabet) {
        IntFunction<Framer> framers = max -> Streams.delimited(delimiter, max);
        return arguments(seed, delimiter, alphabet, framers, Oracle.delimited(delimiter));
    }

    private static Arguments prefixed(long seed, int width, ByteOrder order) {
        IntFunction<Framer> framers =
                max -> Streams.prefixed(width, order, width == 1 ? Math.min(max, 255) : max);
        Oracle oracle = Oracle.prefixed(width, order);
        return arguments(seed, width + " bytes " + order, "\0\0\1\3\u0080\u00ff", framers, oracle);
    }

    @ParameterizedTest(name = "{1}, seed {0}")
    @MethodSource("framers")
    void streamsAreDecodedAsTheOracleDoes(
            long seed, String name, String alphabet, IntFunction<Framer> framers, Oracle oracle)
            throws Exception {
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < Streams.cases(2_500); i++) {
            int max = random.nextInt(4) == 0 ? random.nextInt(300) : random.nextInt(9);
            Framer framer = framers.apply(max);
            byte[] stream = randomStream(random, framer, alphabet);
            Outcome expected = oracle.decode(stream, framer.maxFrameLength());
            Outcome outcome = decode(framer, stream, random);
            if (!expected.equals(outcome)) {
                String hex = HexFormat.of().formatHex(stream);
                fail(
                        "seed="
                                + seed
                                + " case="
                                + i
                                + " "
                                + framer
                                + " stream="
                                + hex
                                + ": expected "
                                + expected
                                + " but was "
                                + outcome);
            }
        }
    }

    /** Whether encoding is refused follows from the oracle: iff the payload would not come back. */
    @ParameterizedTest(name = "{1}, seed {0}")
    @MethodSource("framers")
    void encodeThenDecodeIsTheIdentityOrEncodeRefuses(
            long seed, String name, String alphabet, IntFunction<Framer> framers, Oracle oracle)
            throws Exception {
        SplittableRandom random = new SplittableRandom(~seed);
        Framer framer = framers.apply(12);
        String end = name.equals("lines") ? "\n" : name.contains(" bytes ") ? "" : name;
        for (int i = 0; i < Streams.cases(500); i++) {
            String payload = randomText(random, random.nextInt(13), alphabet);
            String context = "seed=" + ~seed + " case=" + i + " payload=" + payload;
            boolean comesBack =
                    end.isEmpty()
                            || oracle.decode(Streams.bytes(payload + end), 12)
                                    .frames()
                                    .equals(List.of(payload));
            if (comesBack) {
                byte[] frame = Streams.bytes(Streams.encode(framer, payload));
                Outcome expected = new Outcome(List.of(payload), "clean", frame.length);
                assertEquals(expected, decode(framer, frame, random), context);
            } else {
                assertThrows(CodecException.class, () -> Streams.encode(framer, payload), context);
            }
        }
    }

    /** What arrives on the wrong port is refused before a second read, and whole text is not. */
    @ParameterizedTest
    @CsvSource({
        "7fffffff, u32",
        "ffffffff, u32",
        "474554202f20485454502f312e310d0a, u32", // GET / HTTP/1.1
        "16030102000100, u32", // TLS ClientHello
        "5353482d322e302d, u32", // SSH-2.0-
        "00100001, u32",
        "16030102000100, lines"
    })
    void wrongProtocolIsRefusedAtOnce(String hex, String name) {
        Framer framer = name.equals("u32") ? Framers.u32() : Framers.lines(5);
        MessageDecoder<String> decoder = Streams.decoder(framer);
        decoder.push(ByteBuffer.wrap(HexFormat.of().parseHex(hex)));

        FramingException refusal = assertThrows(FrameTooLongException.class, decoder::pull);

        assertEquals(0, refusal.offset());
    }

    private static String randomText(SplittableRandom random, int length, String alphabet) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return text.toString();
    }

    /** Frames, some of them damaged, or any bytes; broken off anywhere. */
    private static byte[] randomStream(SplittableRandom random, Framer framer, String alphabet)
            throws ChannelException {
        if (random.nextInt(3) == 0) {
            return Streams.bytes(randomText(random, random.nextInt(40), alphabet));
        }
        StringBuilder frames = new StringBuilder();
        int max = framer.maxFrameLength();
        for (int count = random.nextInt(8); count > 0; count--) {
            int length = random.nextInt(4) == 0 ? max : random.nextInt(Math.min(max, 20) + 1);
            try {
                frames.append(Streams.encode(framer, randomText(random, length, alphabet)));
            } catch (CodecException e) {
                frames.append(Streams.encode(framer, "")); // that payload could not be said
            }
        }
        byte[] stream = Streams.bytes(frames.toString());
        if (stream.length > 0 && random.nextInt(3) == 0) {
            stream[random.nextInt(stream.length)] = (byte) random.nextInt(256);
        }
        int length = random.nextBoolean() ? stream.length : random.nextInt(stream.length + 1);
        return Arrays.copyOf(stream, length);
    }

    static Outcome decode(Framer framer, byte[] stream, SplittableRandom random)
            throws CodecException {
        return decode(Streams.decoder(framer), stream, random);
    }

    static Outcome decode(MessageDecoder<String> decoder, byte[] stream, SplittableRandom random)
            throws CodecException {
        List<String> frames = new ArrayList<>();
        int longest = 1 + random.nextInt(random.nextInt(8) == 0 ? 500 : 6);
        byte[] lent = stream.clone(); // a framer may overwrite it
        try {
            for (int from = 0; from < stream.length; ) {
                int length = Math.min(stream.length - from, random.nextInt(longest + 1));
                from += push(decoder, ByteBuffer.wrap(lent, from, length), random);
                if (random.nextInt(4) > 0) {
                    Streams.pull(decoder, frames);
                }
            }
            Streams.pull(decoder, frames);
            return Streams.end(decoder, frames);
        } catch (FramingException e) {
            return Streams.outcome(frames, e);
        }
    }

    private static int push(MessageDecoder<?> decoder, ByteBuffer bytes, SplittableRandom random) {
        int length = bytes.remaining();
        switch (random.nextInt(4)) {
            case 0 -> decoder.push(bytes);
            case 1 -> decoder.push(bytes.asReadOnlyBuffer());
            case 2 -> decoder.push(ByteBuffer.allocateDirect(length).put(bytes).flip());
            default -> {
                ByteBuffer space = decoder.space();
                length = Math.min(length, space.remaining());
                space.put(bytes.limit(bytes.position() + length));
            }
        }
        return length;
    }
}
