/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.benchmarks;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.github.wholewire.MessageDecoder;
import io.github.wholewire.Protocol;
import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
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
import org.openjdk.jmh.infra.Blackhole;

/** Frames that lie in buffers of up to 64 KiB become messages. An operation is a frame. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 4, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Fork(2)
public class DecodingBenchmark {
    /** So many lie in one buffer if they are short; of the longer ones 15 in each of 63. */
    static final int FRAMES = 945;

    private static final int BUFFER = 64 * 1024;

    @Param Format format;

    @Param Payload payload;

    @Param({"64", "4096"})
    int length;

    @Param Memory memory;

    /** By name the last parameter: JMH then measures them one after the other. */
    @Param Subject subject;

    private ByteBuffer frames;
    private int pushes;
    private MessageDecoder<?> decoder;
    private Payload.Handwork handwork;
    private ByteBuf framesForNetty;
    private NettyDecoder nettyDecoder;

    /** Fills the buffer. */
    @Setup
    public void prepare() {
        byte[] bytes = "m".repeat(length).getBytes(US_ASCII);
        int framesPerPush = Math.min(FRAMES, BUFFER / (length + Format.MAX_OVERHEAD));
        pushes = FRAMES / framesPerPush;
        frames = memory.allocate(BUFFER);
        for (int i = 0; i < framesPerPush; i++) {
            format.encode(bytes, frames);
        }
        frames.flip();
        decoder = Protocol.of(format.framer(), payload.codec()).newDecoder();
        handwork = payload.handwork();
        framesForNetty = memory.allocateByNetty(BUFFER).writeBytes(frames.duplicate());
        nettyDecoder = NettyDecoder.of(format);
    }

    /** The library's decoder, to which the buffer is lent; Netty's; or a loop over the buffer. */
    @Benchmark
    @OperationsPerInvocation(FRAMES)
    public void decode(Blackhole hole) throws Exception {
        switch (subject) {
            case WHOLEWIRE -> decodeByLibrary(hole::consume);
            case NETTY -> decodeByNetty(hole::consume);
            case HAND_WRITTEN -> decodeByHand(hole::consume);
        }
    }

    void decodeByLibrary(Consumer<Object> messages) throws IOException {
        for (int i = 0; i < pushes; i++) {
            decoder.push(frames.rewind());
            for (Object message; (message = decoder.pull()) != null; ) {
                messages.accept(message);
            }
        }
    }

    void decodeByHand(Consumer<Object> messages) {
        for (int i = 0; i < pushes; i++) {
            format.decode(frames.rewind(), handwork, messages);
        }
    }

    void decodeByNetty(Consumer<Object> messages) throws Exception {
        for (int i = 0; i < pushes; i++) {
            framesForNetty.readerIndex(0);
            for (ByteBuf frame; (frame = nettyDecoder.next(framesForNetty)) != null; ) {
                messages.accept(handwork.decode(frame));
                frame.release();
            }
        }
    }
}
