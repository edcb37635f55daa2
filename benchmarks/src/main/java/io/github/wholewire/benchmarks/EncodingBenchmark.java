/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.benchmarks;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.github.wholewire.Codec;
import io.github.wholewire.MessageEncoder;
import io.github.wholewire.Protocol;
import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.nio.ByteBuffer;
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

/**
 * Messages become frames, each copied to a buffer of 64 KiB as a write to a channel would copy it.
 * An operation is a frame.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 4, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Fork(2)
public class EncodingBenchmark {
    /** As many as fit if they are long. */
    static final int FRAMES = 15;

    private static final int TARGET = 64 * 1024;

    @Param Format format;

    @Param({"BYTES", "UTF8"})
    Payload payload;

    @Param({"64", "4096"})
    int length;

    @Param Memory memory;

    /**
     * By name the last parameter: JMH then measures them one after the other. Netty encodes only
     * bytes, to U32 and VARINT.
     */
    @Param Subject subject;

    private ByteBuffer target;
    private Object message;
    private MessageEncoder<Object> encoder;
    private Payload.Handwork handwork;
    private ByteBuf targetForNetty;
    private ByteBuf messageForNetty;
    private NettyEncoder nettyEncoder;

    /** Makes the message. */
    @Setup
    @SuppressWarnings("unchecked")
    public void prepare() {
        byte[] bytes = "m".repeat(length).getBytes(US_ASCII);
        message = payload.message(bytes);
        target = memory.allocate(TARGET);
        encoder = Protocol.of(format.framer(), (Codec<Object>) payload.codec()).newEncoder();
        handwork = payload.handwork();
        if (subject == Subject.NETTY) {
            targetForNetty = memory.allocateByNetty(TARGET);
            messageForNetty = memory.allocateByNetty(length).writeBytes(bytes);
            nettyEncoder = NettyEncoder.of(format);
        }
    }

    /** The library's encoder; Netty's; or straight into the buffer. */
    @Benchmark
    @OperationsPerInvocation(FRAMES)
    public Object encode() throws Exception {
        switch (subject) {
            case WHOLEWIRE -> encodeByLibrary();
            case NETTY -> encodeByNetty();
            case HAND_WRITTEN -> encodeByHand();
        }
        return target;
    }

    /** What {@link #encode} has left. */
    byte[] encoded() {
        ByteBuffer frames =
                subject == Subject.NETTY ? targetForNetty.nioBuffer() : target.duplicate().flip();
        byte[] bytes = new byte[frames.remaining()];
        frames.get(bytes);
        return bytes;
    }

    private void encodeByLibrary() throws IOException {
        target.clear();
        for (int i = 0; i < FRAMES; i++) {
            encoder.encode(message);
            target.put(encoder.pending());
        }
    }

    private void encodeByNetty() throws Exception {
        targetForNetty.clear();
        for (int i = 0; i < FRAMES; i++) {
            nettyEncoder.encode(messageForNetty, targetForNetty);
        }
    }

    private void encodeByHand() {
        target.clear();
        for (int i = 0; i < FRAMES; i++) {
            format.encode(handwork.encode(message), target);
        }
    }
}
