/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.benchmarks;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.wholewire.Codecs;
import io.github.wholewire.MessageDecoder;
import io.github.wholewire.Protocol;
import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Nothing is measured here: what is measured must be right on both sides of the comparison. */
class BenchmarksTest {
    @ParameterizedTest
    @EnumSource
    void decodesByHandWhatTheLibraryDecodes(Format format) throws IOException {
        for (Memory memory : Memory.values()) {
            ByteBuffer frames = memory.allocate(100);
            format.encode("one".getBytes(US_ASCII), frames);
            format.encode("two".getBytes(US_ASCII), frames);
            frames.flip();
            List<Object> byHand = new ArrayList<>();
            format.decode(frames.duplicate(), Payload.UTF8.handwork(), byHand::add);
            assertEquals(List.of("one", "two"), byHand);

            MessageDecoder<String> decoder =
                    Protocol.of(format.framer(), Codecs.utf8()).newDecoder();
            decoder.push(frames);
            assertEquals("one", decoder.pull());
            assertEquals("two", decoder.pull());
            assertNull(decoder.pull());
        }
    }

    @ParameterizedTest
    @EnumSource
    void encodesByHandWhatTheLibraryEncodes(Format format) throws Exception {
        for (Payload payload : List.of(Payload.BYTES, Payload.UTF8)) {
            byte[] byHand = encoded(format, payload, Subject.HAND_WRITTEN);
            assertArrayEquals(byHand, encoded(format, payload, Subject.WHOLEWIRE));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"U32", "VARINT"})
    void nettyEncodesWhatTheLibraryEncodes(Format format) throws Exception {
        assertArrayEquals(
                encoded(format, Payload.BYTES, Subject.WHOLEWIRE),
                encoded(format, Payload.BYTES, Subject.NETTY));
    }

    /** The lengths take one byte and two, and the empty one is a frame too. */
    @ParameterizedTest
    @EnumSource
    void nettyDecodesWhatTheLibraryDecodes(Format format) throws Exception {
        List<String> sent = List.of("one", "", "m".repeat(127), "n".repeat(128), "o".repeat(5000));
        for (Memory memory : Memory.values()) {
            ByteBuffer frames = memory.allocate(8 * 1024);
            for (String message : sent) {
                format.encode(message.getBytes(US_ASCII), frames);
            }
            frames.flip();
            assertEquals(sent, decodedByNetty(format, memory, frames.duplicate()));

            MessageDecoder<String> decoder =
                    Protocol.of(format.framer(), Codecs.utf8()).newDecoder();
            decoder.push(frames);
            for (String message : sent) {
                assertEquals(message, decoder.pull());
            }
            assertNull(decoder.pull());
        }
    }

    private static List<Object> decodedByNetty(Format format, Memory memory, ByteBuffer frames)
            throws Exception {
        ByteBuf in = memory.allocateByNetty(frames.remaining()).writeBytes(frames);
        NettyDecoder decoder = NettyDecoder.of(format);
        List<Object> messages = new ArrayList<>();
        for (ByteBuf frame; (frame = decoder.next(in)) != null; frame.release()) {
            messages.add(Payload.UTF8.handwork().decode(frame));
        }
        assertEquals(0, in.readableBytes());
        assertTrue(in.release(), "a frame was not released");
        return messages;
    }

    private static byte[] encoded(Format format, Payload payload, Subject subject)
            throws Exception {
        EncodingBenchmark benchmark = new EncodingBenchmark();
        benchmark.format = format;
        benchmark.payload = payload;
        benchmark.memory = Memory.HEAP;
        benchmark.length = 64;
        benchmark.subject = subject;
        benchmark.prepare();
        benchmark.encode();
        return benchmark.encoded();
    }

    @ParameterizedTest
    @EnumSource
    void decodingBenchmarkSeesEachFrame(Format format) throws Exception {
        for (int length : List.of(64, 4096)) {
            DecodingBenchmark benchmark = new DecodingBenchmark();
            benchmark.format = format;
            benchmark.payload = Payload.NONE;
            benchmark.memory = Memory.DIRECT;
            benchmark.length = length;
            benchmark.prepare();
            List<Object> messages = new ArrayList<>();
            benchmark.decodeByLibrary(messages::add);
            assertEquals(DecodingBenchmark.FRAMES, messages.size());
            benchmark.decodeByHand(messages::add);
            assertEquals(2 * DecodingBenchmark.FRAMES, messages.size());
            benchmark.decodeByNetty(messages::add);
            assertEquals(3 * DecodingBenchmark.FRAMES, messages.size());
            CountingCodec counter = assertInstanceOf(CountingCodec.class, messages.get(0));
            assertEquals((long) DecodingBenchmark.FRAMES * length, counter.bytes());
        }
    }

    @ParameterizedTest
    @EnumSource
    void eachContenderCarriesMessages(Contender contender) throws IOException {
        ChannelBenchmark benchmark = new ChannelBenchmark();
        benchmark.contender = contender;
        benchmark.connect();
        try {
            assertArrayEquals(new byte[64], benchmark.sendAndReceive());
            assertArrayEquals(new byte[64], benchmark.sendAllAndReceive());
        } finally {
            benchmark.close();
        }
    }

    @Test
    void endToEndRunsAPhase() throws IOException {
        try (Pair pair = new Pair(List.of(), Contender.WHOLEWIRE, Traffic.ONE_WAY_BATCHES, 640)) {
            pair.nanosPerMessage();
        }
    }
}
