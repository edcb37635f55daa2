/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.benchmarks;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What a datagram of 64 bytes allocates, with {@code -prof gc}: received as a {@code byte[64]} of
 * 80 bytes, for a bound channel in a {@code Datagram} of 24. Its peer is a bare socket, which
 * allocates nothing.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Fork(1)
public class DatagramBenchmark {
    @Param({"BARE", "WHOLEWIRE", "BARE_CONNECTED", "WHOLEWIRE_CONNECTED", "WHOLEWIRE_TIMED"})
    DatagramContender contender;

    private final ByteBuffer message = ByteBuffer.allocateDirect(DatagramWire.MESSAGE_LENGTH);
    private DatagramChannel peer;
    private DatagramWire wire;
    private InetSocketAddress address;

    /** Opens both ends. */
    @Setup
    public void open() throws IOException {
        peer = DatagramChannel.open().bind(new InetSocketAddress("127.0.0.1", 0));
        peer.configureBlocking(false);
        wire = contender.open((InetSocketAddress) peer.getLocalAddress());
        address = new InetSocketAddress("127.0.0.1", wire.port());
        message.put(DatagramWire.MESSAGE_LENGTH - 1, (byte) 'm');
    }

    /** Closes both ends. */
    @TearDown
    public void close() throws IOException {
        wire.close();
        peer.close();
    }

    /** Receives what the peer sent. */
    @Benchmark
    @OperationsPerInvocation(DatagramWire.BATCH)
    public long receive() throws IOException {
        return wire.receive(this::fill);
    }

    private void fill() throws IOException {
        for (int i = 0; i < DatagramWire.BATCH; i++) {
            peer.send(message.clear(), address);
        }
    }

    /** Sends, and throws away what the peer gets. */
    @Benchmark
    @OperationsPerInvocation(DatagramWire.BATCH)
    public long send() throws IOException {
        long nanos = wire.send();
        for (int i = 0; i < DatagramWire.BATCH; i++) {
            peer.receive(message.clear());
        }
        return nanos;
    }
}
