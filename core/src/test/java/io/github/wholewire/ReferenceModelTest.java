/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire;

import static io.github.wholewire.Fixtures.buffer;
import static io.github.wholewire.Fixtures.bytes;
import static io.github.wholewire.Fixtures.cases;
import static io.github.wholewire.Fixtures.randomBytes;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Random streams, cut, pushed, pulled and broken off at random, beside {@link Reference}. */
class ReferenceModelTest {
    private static final int CASES = 2_000;

    static Stream<Arguments> framers() {
        return Stream.of(1L, 2L, 3L).flatMap(ReferenceModelTest::framers);
    }

    private static Stream<Arguments> framers(long seed) {
        return Stream.of(
                arguments(seed, "lines", lines(), (Reference.Rule) Reference::line, "ab\n"),
                arguments(
                        seed,
                        "lengths",
                        lengths(),
                        (Reference.Rule) Reference::length,
                        "\0\u0001a"),
                arguments(
                        seed,
                        "decimals",
                        decimals(),
                        (Reference.Rule) Reference::decimal,
                        "0123:a"),
                arguments(
                        seed,
                        "stuffed",
                        stuffed(),
                        (Reference.Rule) Reference::stuffed,
                        "ab\u00c0\u00db\u003f\u0024"));
    }

    private static IntFunction<Framer> lines() {
        return TestFramer::lines;
    }

    private static IntFunction<Framer> lengths() {
        return TestFramer::lengths;
    }

    private static IntFunction<Framer> decimals() {
        return TestFramer::decimals;
    }

    private static IntFunction<Framer> stuffed() {
        return TestFramer::stuffed;
    }

    @ParameterizedTest(name = "{1}, seed {0}")
    @MethodSource("framers")
    void streamsAreDecodedAsTheReferenceDoes(
            long seed,
            String name,
            IntFunction<Framer> framers,
            Reference.Rule rule,
            String alphabet)
            throws Exception {
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < cases(CASES); i++) {
            int max = random.nextInt(4) == 0 ? random.nextInt(300) : random.nextInt(9);
            Framer framer = framers.apply(max);
            byte[] stream = randomStream(random, framer, bytes(alphabet));
            Reference expected = Reference.decode(stream, max, rule);
            String context =
                    name
                            + " seed="
                            + seed
                            + " case="
                            + i
                            + " max="
                            + max
                            + " stream="
                            + Fixtures.hex(ByteBuffer.wrap(stream));
            try {
                assertEquals(expected, decode(framer, stream, random), context);
            } catch (RuntimeException e) {
                fail(context, e);
            }
        }
    }

    /** What was encoded comes back, or was refused. */
    @ParameterizedTest(name = "{1}, seed {0}")
    @MethodSource("framers")
    void whatIsEncodedComesBack(
            long seed,
            String name,
            IntFunction<Framer> framers,
            Reference.Rule rule,
            String alphabet)
            throws Exception {
        SplittableRandom random = new SplittableRandom(~seed);
        for (int i = 0; i < cases(CASES / 10); i++) {
            int max = random.nextInt(300);
            Framer framer = framers.apply(max);
            MessageEncoder<String> encoder = Fixtures.encoder(framer);
            List<String> sent = new ArrayList<>();
            for (int messages = random.nextInt(20); messages > 0; messages--) {
                String message = randomPayload(random, max + 1, bytes(alphabet));
                String context = name + " seed=" + ~seed + " case=" + i + " max=" + max;
                if (message.length() > max) {
                    assertThrows(
                            FrameTooLongException.class, () -> encoder.encode(message), context);
                } else if (name.equals("lines") && message.indexOf('\n') >= 0) {
                    assertThrows(CodecException.class, () -> encoder.encode(message), context);
                } else {
                    encoder.encode(message);
                    sent.add(message);
                }
            }
            byte[] stream = bytes(Fixtures.text(encoder.pending()));
            Reference expected = new Reference(sent, "clean", stream.length);
            assertEquals(expected, decode(framer, stream, random));
            assertEquals(expected, Reference.decode(stream, max, rule));
        }
    }

    private static String randomPayload(SplittableRandom random, int max, byte[] alphabet) {
        int length = random.nextInt(4) == 0 ? max : random.nextInt(Math.min(max, 20) + 1);
        return Fixtures.text(ByteBuffer.wrap(randomBytes(random, length, alphabet)));
    }

    /** Frames, some of them damaged, or any bytes; broken off anywhere. */
    private static byte[] randomStream(SplittableRandom random, Framer framer, byte[] alphabet)
            throws ChannelException {
        byte[] stream;
        if (random.nextInt(3) == 0) {
            stream = randomBytes(random, random.nextInt(40), alphabet);
        } else {
            MessageEncoder<String> encoder = Fixtures.encoder(framer);
            for (int messages = random.nextInt(8); messages > 0; messages--) {
                try {
                    encoder.encode(randomPayload(random, framer.maxFrameLength(), alphabet));
                } catch (CodecException e) {
                    encoder.encode(""); // this payload cannot be said in lines
                }
            }
            stream = bytes(Fixtures.text(encoder.pending()));
            if (stream.length > 0 && random.nextInt(3) == 0) {
                stream[random.nextInt(stream.length)] = alphabet[random.nextInt(alphabet.length)];
            }
        }
        return random.nextBoolean()
                ? stream
                : Arrays.copyOf(stream, random.nextInt(stream.length + 1));
    }

    private static Reference decode(Framer framer, byte[] stream, SplittableRandom random)
            throws CodecException {
        MessageDecoder<String> decoder = Fixtures.decoder(framer);
        List<String> frames = new ArrayList<>();
        int longest = 1 + random.nextInt(random.nextInt(8) == 0 ? 500 : 6);
        try {
            for (int from = 0; from < stream.length; ) {
                int to = Math.min(stream.length, from + random.nextInt(longest + 1));
                push(decoder, Arrays.copyOfRange(stream, from, to), random);
                from = to;
                // Sometimes only a few messages are pulled before the next bytes come, or none.
                int pulls = random.nextInt(4) == 0 ? random.nextInt(3) : Integer.MAX_VALUE;
                String message;
                while (pulls-- > 0 && (message = decoder.pull()) != null) {
                    frames.add(message);
                }
                if (decoder.consumed() + decoder.buffered() != from) {
                    throw new IllegalStateException("bytes went astray");
                }
            }
            decoder.end();
            for (String message; (message = decoder.pull()) != null; ) {
                frames.add(message);
            }
            return new Reference(frames, "clean", (int) decoder.consumed());
        } catch (FrameTooLongException e) {
            return new Reference(frames, "too long", (int) e.offset());
        } catch (TruncatedFrameException e) {
            return new Reference(frames, "truncated", (int) e.offset());
        } catch (FramingException e) {
            return new Reference(frames, "no frame", (int) e.offset());
        }
    }

    private static void push(MessageDecoder<?> decoder, byte[] bytes, SplittableRandom random) {
        BufferKind[] kinds = BufferKind.values();
        int way = random.nextInt(2 * kinds.length);
        if (way < kinds.length) {
            decoder.push(kinds[way].of(bytes));
            return;
        }
        ByteBuffer rest = buffer(Fixtures.text(ByteBuffer.wrap(bytes)));
        do {
            ByteBuffer space = decoder.space();
            int count = Math.min(rest.remaining(), space.remaining());
            space.put(rest.slice(rest.position(), count));
            rest.position(rest.position() + count);
        } while (rest.hasRemaining());
    }
}
