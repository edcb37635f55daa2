/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.benchmarks;

import io.github.wholewire.Codecs;
import io.github.wholewire.Framer;
import io.github.wholewire.MessageDecoder;
import io.github.wholewire.MessageEncoder;
import io.github.wholewire.Protocol;
import io.github.wholewire.framing.Framers;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** SLIP and COBS. An operation is a payload byte, so operations a microsecond are MB/s. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 4, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Fork(1)
public class StuffingBenchmark {
    private static final int FRAMES = 32;
    private static final int LENGTH = 1024;
    private static final int BYTES = FRAMES * LENGTH;

    /** A way to stuff. */
    public enum Stuffing {
        /** RFC 1055. */
        SLIP(Framers.slip(LENGTH), (byte) 0xC0),
        /** Consistent overhead byte stuffing. */
        COBS(Framers.cobs(LENGTH), (byte) 0);

        private final Framer framer;
        private final byte special;

        Stuffing(Framer framer, byte special) {
            this.framer = framer;
            this.special = special;
        }
    }

    /** What the payloads are made of. */
    public enum Content {
        /** Nothing that has to be stuffed. */
        PLAIN,
        /** Any bytes. */
        RANDOM,
        /** Every byte has to be stuffed. */
        SPECIAL
    }

    @Param Stuffing stuffing;
    @Param Content content;
    @Param Memory memory;

    private final byte[] payload = new byte[LENGTH];
    private ByteBuffer stream;
    private ByteBuffer received;
    private MessageEncoder<byte[]> encoder;
    private MessageDecoder<Object> decoder;

    /** Encodes what is to be decoded. */
    @Setup
    public void prepare() throws IOException {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < LENGTH; i++) {
            payload[i] =
                    switch (content) {
                        case PLAIN -> 'm';
                        case RANDOM -> (byte) random.nextInt(256);
                        case SPECIAL -> stuffing.special;
                    };
        }
        encoder = Protocol.of(stuffing.framer, Codecs.bytes()).newEncoder();
        decoder = Protocol.of(stuffing.framer, new CountingCodec()).newDecoder();
        encode();
        ByteBuffer frames = encoder.pending();
        stream = memory.allocate(frames.remaining()).put(frames).flip();
        received = memory.allocate(stream.remaining());
    }

    /** Payloads become frames; they are dropped then. */
    @Benchmark
    @OperationsPerInvocation(BYTES)
    public int encode() throws IOException {
        encoder.clear();
        for (int i = 0; i < FRAMES; i++) {
            encoder.encode(payload);
        }
        return encoder.pending().remaining();
    }

    /** Decoding overwrites what it is lent, so each time that is copied first. */
    @Benchmark
    @OperationsPerInvocation(BYTES)
    public int decode() throws IOException {
        decoder.push(received.clear().put(stream.rewind()).flip());
        int frames = 0;
        while (decoder.pull() != null) {
            frames++;
        }
        if (frames != FRAMES) {
            throw new IllegalStateException(frames + " frames of " + FRAMES);
        }
        return frames;
    }
}
