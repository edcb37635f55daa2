/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.framing;

import io.github.wholewire.Framer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;
import java.util.zip.Adler32;
import java.util.zip.CRC32C;

/**
 * A framer under {@link FramerContractTest}.
 *
 * @param name how it is made
 * @param framers makes it with a limit in payload bytes
 * @param alphabet bytes that mean something to it, and one that does not
 * @param shape makes a payload that it takes of another one
 * @param least the shortest payload
 * @param rest bytes that may stand between two frames
 */
record Subject(
        String name,
        IntFunction<Framer> framers,
        String alphabet,
        UnaryOperator<String> shape,
        int least,
        String rest) {
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
                        .shaped(payload -> (payload + "xxx").substring(0, 3)),
                subject("slip(n)", max -> Framers.slip(Math.max(1, max)), "x\u00c0\u00db\u00dc")
                        .atLeast(1)
                        .resting("\u00c0"),
                subject("cobs(n)", Framers::cobs, "\0\1\2").resting("\0"),
                subject("netstring(n)", Framers::netstring, "01:,"),
                subject("octetCounted(n)", max -> Framers.octetCounted(Math.max(1, max)), "01 ")
                        .atLeast(1),
                subject(
                                "jsonSequence(n)",
                                max -> Framers.jsonSequence(Math.max(1, max)),
                                "\u001e\n[\"")
                        .atLeast(1),
                subject("header", Subject::headed, "\0\2\3").shaped(Subject::head).atLeast(2),
                subject("variableHeader", Subject::packets, "\0\1\u0080")
                        .shaped(Subject::packet)
                        .atLeast(2),
                subject("checksummed", max -> checksummed(Framers.u32(max + 4)), "\0\4"),
                subject("checksumHeader", Subject::crc16InFront, "\0\2\1"),
                subject("compressed", max -> compressed(Framers.varint(2 * max + 100), max), "\0x"),
                subject(
                        "compressed, checksummed",
                        max -> compressed(checksummed(Framers.cobs(2 * max + 100)), max),
                        "\0\5x"),
                subject(
                                "checksummed, compressed",
                                max ->
                                        checksummed(
                                                compressed(Framers.slip(2 * max + 100), max + 4)),
                                "\u00c0\5x")
                        .resting("\u00c0"));
    }

    private static Subject subject(String name, IntFunction<Framer> framers, String alphabet) {
        return new Subject(name, framers, alphabet, payload -> payload, 0, "");
    }

    private Subject shaped(UnaryOperator<String> payload) {
        return new Subject(name, framers, alphabet, payload, least, rest);
    }

    private Subject atLeast(int length) {
        return new Subject(name, framers, alphabet, shape, length, rest);
    }

    private Subject resting(String bytes) {
        return new Subject(name, framers, alphabet, shape, least, bytes);
    }

    private static Framer prefixed(int widthBytes, int max) {
        return Streams.prefixed(widthBytes, ByteOrder.LITTLE_ENDIAN, max);
    }

    private static Framer checksummed(Framer framer) {
        return Framers.checksummed(framer, CRC32C::new);
    }

    private static Framer crc16InFront(int max) {
        return Framers.checksumHeader(
                Framers.netstring(max + 2), Adler32::new, 2, ByteOrder.LITTLE_ENDIAN);
    }

    private static Framer compressed(Framer framer, int max) {
        return Framers.compressed(framer, max);
    }

    /** The length of the whole frame in two bytes in front. */
    private static Framer headed(int max) {
        return Framers.header(
                2,
                Math.max(2, max),
                header -> header.getShort(0),
                (header, length) -> header.putShort(0, (short) length));
    }

    private static String head(String payload) {
        char high = (char) (payload.length() >> 8);
        return "" + high + (char) (payload.length() & 0xFF) + payload.substring(2);
    }

    /** Whole MQTT packets. */
    static Framer packets(int max) {
        return Framers.variableHeader(
                2,
                5,
                Math.max(5, max),
                header -> {
                    int last = header.limit() - 1;
                    if (header.get(last) < 0) {
                        return OptionalLong.empty();
                    }
                    long length = 0;
                    for (int i = last; i > 0; i--) {
                        length = (length << 7) | (header.get(i) & 0x7F);
                    }
                    return OptionalLong.of(1 + last + length);
                });
    }

    private static String packet(String payload) {
        char type = payload.charAt(0);
        if (payload.length() <= 129) {
            return "" + type + (char) (payload.length() - 2) + payload.substring(2);
        }
        int rest = payload.length() - 3;
        return "" + type + (char) (rest & 0x7F | 0x80) + (char) (rest >> 7) + payload.substring(3);
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
