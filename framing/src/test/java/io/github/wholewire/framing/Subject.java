/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.framing;

import io.github.wholewire.Framer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;

/**
 * A framer under {@link FramerContractTest}.
 *
 * @param name how it is made
 * @param framers makes it with a limit in payload bytes
 * @param alphabet bytes that mean something to it, and one that does not
 * @param shape makes a payload that it takes of another one
 * @param least the shortest payload
 */
record Subject(
        String name,
        IntFunction<Framer> framers,
        String alphabet,
        UnaryOperator<String> shape,
        int least) {
    /** What its limits are tried with. */
    static final int LIMIT = 300;

    /** All framers of the module. */
    static List<Subject> all() {
        return List.of(
                subject("lines(n)", Framers::lines, "x\r\n"),
                subject("delimiter |", max -> Streams.delimited("|", max), "x|"),
                subject("delimiter abac", max -> Streams.delimited("abac", max), "abcx"),
                subject("crlf(n)", Framers::crlf, "x\r\n"),
                subject("delimiters", max -> Streams.delimited(true, max, "|=", ";"), "x|=;"),
                subject("u16 itself", max -> Framers.u16(max).countingItself(), "\0\2\3"),
                subject("u16 LE", max -> prefixed(2, max), "\0\1\3"),
                subject("u24 LE", max -> prefixed(3, max), "\0\1"),
                subject("u32(n)", Framers::u32, "\0\2"),
                subject("u64 LE", max -> prefixed(8, max), "\0\u0080"),
                subject("varint(n)", Framers::varint, "\0\1\u0080"),
                subject("canonicalVarint(n)", Framers::canonicalVarint, "\0\1\u0080"),
                subject("mqtt(n)", max -> Framers.mqtt(Math.max(1, max)), "\0\1\u0080").atLeast(1),
                subject("fixed(3)", max -> Framers.fixed(3), "ab")
                        .shaped(payload -> (payload + "xxx").substring(0, 3)));
    }

    private static Subject subject(String name, IntFunction<Framer> framers, String alphabet) {
        return new Subject(name, framers, alphabet, payload -> payload, 0);
    }

    private Subject shaped(UnaryOperator<String> payload) {
        return new Subject(name, framers, alphabet, payload, least);
    }

    private Subject atLeast(int length) {
        return new Subject(name, framers, alphabet, shape, length);
    }

    private static Framer prefixed(int widthBytes, int max) {
        return Streams.prefixed(widthBytes, ByteOrder.LITTLE_ENDIAN, max);
    }

    Framer framer() {
        return framers.apply(LIMIT);
    }

    /** Whether it takes payloads of more than one length. */
    boolean hasLimit() {
        return framer().maxFrameLength() == LIMIT;
    }

    /** A payload that it takes, all of one harmless byte. */
    String payload(int length) {
        return shape.apply("x".repeat(Math.max(least, length)));
    }

    /** A payload of any bytes, which it may refuse. */
    String payload(SplittableRandom random, int maxLength) {
        int length = Math.max(least, random.nextInt(maxLength + 1));
        StringBuilder text = new StringBuilder();
        boolean own = random.nextBoolean();
        while (text.length() < length) {
            text.append(own ? symbol(random) : (char) random.nextInt(256));
        }
        return shape.apply(text.toString());
    }

    char symbol(SplittableRandom random) {
        return alphabet.charAt(random.nextInt(alphabet.length()));
    }

    @Override
    public String toString() {
        return name;
    }
}
