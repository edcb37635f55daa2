/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.framing;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.wholewire.CodecException;
import io.github.wholewire.Framer;
import io.github.wholewire.framing.Streams.Outcome;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every short stream under every small limit: what comes out does not depend on where the stream is
 * cut, and is what the oracle says.
 *
 * <p>Over two symbols: all streams of up to 8, in every combination of cuts. Over three: up to 6
 * likewise, and those of 7 uncut, a byte at a time, and cut once at each place. {@code
 * -Dwholewire.splits=8} raises the 6, which takes minutes.
 */
class ExhaustiveSplitsTest {
    private static final int SPLITS = Integer.getInteger("wholewire.splits", 6);
    private static final int LONGEST_LIMIT = 8;

    static List<Arguments> framers() {
        return List.of(
                arguments("lines", "x\r\n", (IntFunction<Framer>) Framers::lines, Oracle.lines()),
                delimiter("|", "x|"),
                delimiter("ab", "xab"),
                delimiter("aa", "xa"),
                delimiter("aab", "ab"),
                delimiter("aba", "ab"),
                delimiter("abac", "abc"),
                arguments("crlf", "x\r\n", (IntFunction<Framer>) Framers::crlf, Oracle.crlf()),
                delimiters(true, "xab", "ab", "b"),
                delimiters(true, "xab", "ab", "ba"),
                delimiters(true, "ab", "aab", "ba"),
                delimiters(true, "abc", "a", "bcb"),
                delimiters(false, "xab", "ab"),
                delimiters(false, "x\r\n", "\n", "\r\n"),
                lengthField(0, 1, -1, 1, ByteOrder.BIG_ENDIAN, "\0\1\3"),
                lengthField(1, 1, 1, 0, ByteOrder.BIG_ENDIAN, "\0\1\2"),
                lengthField(1, 2, -3, 4, ByteOrder.LITTLE_ENDIAN, "\0\4\5"),
                lengthField(0, 1, 0, 3, ByteOrder.BIG_ENDIAN, "\0\2\3"),
                prefix(1, ByteOrder.BIG_ENDIAN, "\0\1\3"),
                prefix(2, ByteOrder.BIG_ENDIAN, "\0\2"),
                prefix(2, ByteOrder.LITTLE_ENDIAN, "\0\3"),
                prefix(3, ByteOrder.BIG_ENDIAN, "\0\1"),
                prefix(4, ByteOrder.LITTLE_ENDIAN, "\0\1"));
    }

    private static Arguments delimiter(String delimiter, String alphabet) {
        IntFunction<Framer> framers = max -> Streams.delimited(delimiter, max);
        return arguments(delimiter, alphabet, framers, Oracle.delimited(delimiter));
    }

    private static Arguments delimiters(boolean strip, String alphabet, String... delimiters) {
        IntFunction<Framer> framers = max -> Streams.delimited(strip, max, delimiters);
        String name = String.join(" or ", delimiters) + (strip ? "" : " kept");
        return arguments(name, alphabet, framers, Oracle.delimited(strip, delimiters));
    }

    private static Arguments lengthField(
            int offset, int length, int adjustment, int strip, ByteOrder order, String alphabet) {
        int least = offset + length + Math.max(0, adjustment) - strip;
        IntFunction<Framer> framers =
                max ->
                        LengthPrefixFramer.builder()
                                .lengthFieldOffset(offset)
                                .lengthFieldLength(length)
                                .lengthAdjustment(adjustment)
                                .initialBytesToStrip(strip)
                                .byteOrder(order)
                                .maxFrameLength(max)
                                .build();
        String name = framers.apply(Math.max(0, least)).toString();
        Oracle oracle = Oracle.lengthField(offset, length, adjustment, strip, order);
        return arguments(name, alphabet, framers, oracle);
    }

    private static Arguments prefix(int widthBytes, ByteOrder order, String alphabet) {
        IntFunction<Framer> framers = max -> Streams.prefixed(widthBytes, order, max);
        String name = widthBytes + " bytes " + order;
        return arguments(name, alphabet, framers, Oracle.prefixed(widthBytes, order));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("framers")
    void framesDoNotDependOnWhereTheStreamIsCut(
            String name, String alphabet, IntFunction<Framer> framers, Oracle oracle)
            throws Exception {
        boolean few = alphabet.length() == 2;
        int allCuts = few ? Math.max(8, SPLITS) : SPLITS;
        int symbols = few ? allCuts : Math.max(7, SPLITS);
        // Where part of the header is delivered, no smaller limit makes sense.
        int least = alphabet.equals("\0\1\2") ? 3 : 0;
        for (int max = least; max <= LONGEST_LIMIT; max++) {
            Framer framer = framers.apply(max);
            for (int length = 0; length <= symbols; length++) {
                byte[] stream = new byte[length];
                do {
                    byte[] bytes = stream(stream, alphabet);
                    requireEqualForCuts(framer, bytes, oracle, max, length <= allCuts);
                } while (increment(stream, alphabet.length()));
            }
        }
    }

    private static void requireEqualForCuts(
            Framer framer, byte[] stream, Oracle oracle, int max, boolean all)
            throws CodecException {
        Outcome expected = oracle.decode(stream, max);
        requireEqual(expected, Streams.decode(framer, stream, 0, true), stream, 0, max);
        if (failsBeforeItsLastByte(stream, expected, oracle, max)) {
            return; // a shorter stream stands for it: only as part of one chunk can the rest matter
        }
        int everywhere = (1 << Math.max(0, stream.length - 1)) - 1;
        Outcome bytewise = Streams.decode(framer, stream, everywhere, all);
        requireEqual(all ? expected : open(expected), bytewise, stream, everywhere, max);
        // Making the exception of a stream that is cut short costs more than all else, so it has
        // been made for two ways of cutting and is not for the rest.
        for (int cuts = 1; cuts < everywhere; cuts = all ? cuts + 1 : cuts << 1) {
            Outcome outcome = Streams.decode(framer, stream, cuts, false);
            requireEqual(open(expected), outcome, stream, cuts, max);
        }
    }

    private static boolean failsBeforeItsLastByte(
            byte[] stream, Outcome expected, Oracle oracle, int max) {
        return isRefused(expected)
                && oracle.decode(Arrays.copyOf(stream, stream.length - 1), max).equals(expected);
    }

    private static boolean isRefused(Outcome outcome) {
        return outcome.end().equals("too long") || outcome.end().equals("no frame");
    }

    /** The outcome before the end of the stream has been told. */
    private static Outcome open(Outcome expected) {
        return isRefused(expected)
                ? expected
                : new Outcome(expected.frames(), "open", expected.offset());
    }

    private static void requireEqual(
            Outcome expected, Outcome outcome, byte[] stream, int cuts, int max) {
        if (!outcome.equals(expected)) {
            fail(
                    String.format(
                            "max=%d stream=%s cuts=%s: expected %s but was %s",
                            max,
                            Arrays.toString(stream),
                            Integer.toBinaryString(cuts),
                            expected,
                            outcome));
        }
    }

    private static byte[] stream(byte[] digits, String alphabet) {
        byte[] stream = new byte[digits.length];
        for (int i = 0; i < digits.length; i++) {
            stream[i] = (byte) alphabet.charAt(digits[i]);
        }
        return stream;
    }

    /** Counts on in the given base; false when all digits are back at zero. */
    private static boolean increment(byte[] digits, int base) {
        for (int i = 0; i < digits.length; i++) {
            if (++digits[i] < base) {
                return true;
            }
            digits[i] = 0;
        }
        return false;
    }
}
