/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.framing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.wholewire.ChannelException;
import io.github.wholewire.Codec;
import io.github.wholewire.CodecException;
import io.github.wholewire.FrameTooLongException;
import io.github.wholewire.Framer;
import io.github.wholewire.FramingException;
import io.github.wholewire.MessageDecoder;
import io.github.wholewire.MessageEncoder;
import io.github.wholewire.Protocol;
import io.github.wholewire.TruncatedFrameException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** What the tests of this package share: streams as text of one byte a character. */
final class Streams {
    /** Payloads as they are, so that no codec gets between a framer and its test. */
    static final Codec<String> LATIN_1 =
            Codec.of((message, out) -> out.write(bytes(message)), Streams::text);

    private Streams() {}

    /**
     * What became of a stream.
     *
     * @param frames the payloads
     * @param end "clean", "truncated", "too long", "no frame", or "open" if no end was told
     * @param offset bytes in front of the frame that could not be decoded
     */
    record Outcome(List<String> frames, String end, long offset) {}

    static byte[] bytes(String text) {
        return text.getBytes(ISO_8859_1);
    }

    static String text(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return new String(bytes, ISO_8859_1);
    }

    static MessageDecoder<String> decoder(Framer framer) {
        return Protocol.of(framer, LATIN_1).newDecoder();
    }

    static String encode(Framer framer, String... messages) throws ChannelException {
        MessageEncoder<String> encoder = Protocol.of(framer, LATIN_1).newEncoder();
        for (String message : messages) {
            encoder.encode(message);
        }
        return text(encoder.pending());
    }

    /** Decodes a stream that arrives in these chunks, then ends. */
    static Outcome decode(Framer framer, List<String> chunks) throws CodecException {
        MessageDecoder<String> decoder = decoder(framer);
        List<String> frames = new ArrayList<>();
        try {
            for (String chunk : chunks) {
                decoder.push(ByteBuffer.wrap(bytes(chunk)));
                pull(decoder, frames);
            }
            return end(decoder, frames);
        } catch (FramingException e) {
            return outcome(frames, e);
        }
    }

    /**
     * Decodes a stream that is cut behind byte i where bit i of {@code cuts} is set, and then ends
     * or stays open. A framer may overwrite what is lent to it, so it is lent a copy.
     */
    static Outcome decode(Framer framer, byte[] stream, int cuts, boolean end)
            throws CodecException {
        MessageDecoder<String> decoder = decoder(framer);
        List<String> frames = new ArrayList<>();
        byte[] bytes = stream.clone();
        try {
            int from = 0;
            for (int to = 1; to <= stream.length; to++) {
                if (to == stream.length || (cuts >> (to - 1) & 1) != 0) {
                    decoder.push(ByteBuffer.wrap(bytes, from, to - from));
                    from = to;
                    pull(decoder, frames);
                }
            }
            return end ? end(decoder, frames) : new Outcome(frames, "open", decoder.consumed());
        } catch (FramingException e) {
            return outcome(frames, e);
        }
    }

    static void pull(MessageDecoder<String> decoder, List<String> frames)
            throws FramingException, CodecException {
        for (String frame; (frame = decoder.pull()) != null; ) {
            frames.add(frame);
        }
    }

    static Outcome end(MessageDecoder<String> decoder, List<String> frames)
            throws FramingException, CodecException {
        decoder.end();
        for (String frame; (frame = decoder.pull()) != null; ) {
            frames.add(frame);
        }
        return new Outcome(frames, "clean", decoder.consumed());
    }

    static Outcome outcome(List<String> frames, FramingException e) {
        String end = "no frame";
        if (e instanceof FrameTooLongException) {
            end = "too long";
        } else if (e instanceof TruncatedFrameException) {
            end = "truncated";
        }
        return new Outcome(frames, end, e.offset());
    }

    /** Pushes a stream whose first frame must be refused with a message that has this in it. */
    static void assertRefused(Framer framer, String stream, String rule) {
        MessageDecoder<String> decoder = decoder(framer);
        decoder.push(ByteBuffer.wrap(bytes(stream)));
        FramingException refusal = assertThrows(FramingException.class, decoder::pull);
        assertTrue(refusal.getMessage().contains(rule), refusal.getMessage());
    }

    static String hex(String text) {
        return HexFormat.of().formatHex(bytes(text));
    }

    static String ofHex(String hex) {
        return text(ByteBuffer.wrap(HexFormat.of().parseHex(hex)));
    }

    static DelimiterFramer delimited(String delimiter, int maxFrameLength) {
        return delimited(true, maxFrameLength, delimiter);
    }

    static DelimiterFramer delimited(boolean strip, int maxFrameLength, String... delimiters) {
        DelimiterFramer.Builder builder = DelimiterFramer.builder();
        for (String delimiter : delimiters) {
            builder.delimiter(bytes(delimiter));
        }
        return builder.stripDelimiter(strip).maxFrameLength(maxFrameLength).build();
    }

    static LengthPrefixFramer prefixed(int widthBytes, ByteOrder order, int maxFrameLength) {
        return LengthPrefixFramer.builder()
                .lengthFieldLength(widthBytes)
                .byteOrder(order)
                .maxFrameLength(maxFrameLength)
                .build();
    }

    /** How many random cases: the system property {@code wholewire.faults} multiplies them. */
    static int cases(int everyBuild) {
        return Math.multiplyExact(everyBuild, Integer.getInteger("wholewire.faults", 1));
    }
}
