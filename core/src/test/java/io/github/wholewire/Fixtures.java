/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.random.RandomGenerator;

/** What the tests of this package share; the one place that puts the machinery together by hand. */
final class Fixtures {
    static final byte LF = '\n';

    private Fixtures() {}

    /** One byte a character, so that any byte can be written as a character. */
    static byte[] bytes(String text) {
        return text.getBytes(ISO_8859_1);
    }

    static ByteBuffer buffer(String text) {
        return ByteBuffer.wrap(bytes(text));
    }

    static String text(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return new String(bytes, ISO_8859_1);
    }

    static String hex(ByteBuffer buffer) {
        return HexFormat.of().formatHex(bytes(text(buffer)));
    }

    static String hex(FrameOutput out) {
        return hex(out.region(0, out.length()));
    }

    static byte[] randomBytes(RandomGenerator random, int length, byte[] alphabet) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = alphabet[random.nextInt(alphabet.length)];
        }
        return bytes;
    }

    /** Payloads as text of one byte a character. */
    static Codec<String> latin1() {
        return Codec.of((message, out) -> out.write(bytes(message)), Fixtures::text);
    }

    static InputBuffer lent(ByteBuffer bytes) {
        InputBuffer buffer = new InputBuffer();
        buffer.lend(bytes);
        return buffer;
    }

    static FrameInput input(InputBuffer bytes, int maxFrameLength) {
        return new FrameInput(bytes, TestFramer.of(maxFrameLength, in -> false));
    }

    static FrameInput input(String bytes, int maxFrameLength) {
        return input(lent(buffer(bytes)), maxFrameLength);
    }

    static FrameOutput output(int headerLength, int maxFrameLength) throws FrameTooLongException {
        FrameOutput out = new FrameOutput(maxFrameLength);
        out.begin(headerLength);
        return out;
    }

    static MessageDecoder<String> decoder(Framer framer) {
        return Protocol.of(framer, latin1()).newDecoder();
    }

    static MessageDecoder<String> decoder(int maxFrameLength, FrameDecoder decoder) {
        return decoder(TestFramer.of(maxFrameLength, decoder));
    }

    /** A decoder whose memory the test can look at. */
    static MessageDecoder<String> decoder(Framer framer, InputBuffer memory) {
        return new MessageDecoder<>(Protocol.of(framer, latin1()), memory);
    }

    static MessageEncoder<String> encoder(Framer framer) {
        return Protocol.of(framer, latin1()).newEncoder();
    }

    static <M> List<M> pullAll(MessageDecoder<M> decoder) throws ChannelException {
        List<M> messages = new ArrayList<>();
        for (M message; (message = decoder.pull()) != null; ) {
            messages.add(message);
        }
        return messages;
    }

    /** How many random cases: the system property {@code wholewire.faults} multiplies them. */
    static int cases(int everyBuild) {
        return Math.multiplyExact(everyBuild, Integer.getInteger("wholewire.faults", 1));
    }
}
