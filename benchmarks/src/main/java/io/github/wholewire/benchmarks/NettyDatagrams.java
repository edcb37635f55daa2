/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.benchmarks;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.DatagramPacket;
import io.netty.channel.socket.nio.NioDatagramChannel;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * Netty's datagram channels, with one event loop, pooled buffers, and for epoll many datagrams a
 * system call. The batch is put into the buffer, and all is counted, on the event loop's thread.
 */
final class NettyDatagrams implements DatagramWire {
    private static final int READ = 2048;
    private static final int READ_AT_ONCE = 64;

    private final InetSocketAddress peer;
    private final EventLoopGroup group;
    private final Channel channel;
    private final byte[] message = new byte[MESSAGE_LENGTH];

    // Used on the event loop's thread.
    private int received;
    private long before;
    private CompletableFuture<Long> done = new CompletableFuture<>();

    private NettyDatagrams(
            InetSocketAddress peer, IoHandlerFactory io, Class<? extends DatagramChannel> kind) {
        this.peer = peer;
        Arrays.fill(message, (byte) 'm');
        group = new MultiThreadIoEventLoopGroup(1, io);
        Bootstrap bootstrap =
                new Bootstrap()
                        .group(group)
                        .channel(kind)
                        .option(ChannelOption.ALLOCATOR, PooledByteBufAllocator.DEFAULT)
                        .handler(new Receiver());
        if (kind == EpollDatagramChannel.class) {
            bootstrap
                    .option(EpollChannelOption.MAX_DATAGRAM_PAYLOAD_SIZE, READ)
                    .option(
                            ChannelOption.RECVBUF_ALLOCATOR,
                            new FixedRecvByteBufAllocator(READ * READ_AT_ONCE));
        } else {
            bootstrap.option(
                    ChannelOption.RECVBUF_ALLOCATOR,
                    new FixedRecvByteBufAllocator(READ).maxMessagesPerRead(READ_AT_ONCE));
        }
        channel = bootstrap.bind("127.0.0.1", 0).syncUninterruptibly().channel();
    }

    static DatagramWire nio(InetSocketAddress peer) {
        return new NettyDatagrams(peer, NioIoHandler.newFactory(), NioDatagramChannel.class);
    }

    static DatagramWire epoll(InetSocketAddress peer) {
        return new NettyDatagrams(peer, EpollIoHandler.newFactory(), EpollDatagramChannel.class);
    }

    private final class Receiver extends SimpleChannelInboundHandler<DatagramPacket> {
        @Override
        protected void channelRead0(ChannelHandlerContext context, DatagramPacket packet)
                throws IOException {
            byte[] bytes = new byte[packet.content().readableBytes()];
            packet.content().readBytes(bytes);
            DatagramWire.requireWhole(bytes);
            if (++received == BATCH) {
                done.complete(THREADS.getCurrentThreadCpuTime() - before);
            }
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            done.completeExceptionally(cause);
        }
    }

    @Override
    public long receive(Filling fill) throws IOException {
        var batch = new CompletableFuture<Long>();
        onLoop(() -> {
            done = batch;
            received = 0;
            fill.fill();
            before = THREADS.getCurrentThreadCpuTime();
            return 0L;
        });
        return await(batch);
    }

    @Override
    public long send() throws IOException {
        return onLoop(() -> {
            long start = THREADS.getCurrentThreadCpuTime();
            for (int i = 0; i < BATCH; i++) {
                ByteBuf content = channel.alloc().directBuffer(MESSAGE_LENGTH);
                content.writeBytes(message);
                channel.write(new DatagramPacket(content, peer), channel.voidPromise());
            }
            channel.flush();
            return THREADS.getCurrentThreadCpuTime() - start;
        });
    }

    private long onLoop(Callable<Long> task) throws IOException {
        var result = new CompletableFuture<Long>();
        channel.eventLoop()
                .execute(() -> {
                    try {
                        result.complete(task.call());
                    } catch (Exception e) {
                        result.completeExceptionally(e);
                    }
                });
        return await(result);
    }

    private static long await(CompletableFuture<Long> result) throws IOException {
        try {
            return result.orTimeout(10, TimeUnit.SECONDS).get();
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    @Override
    public int port() {
        return ((InetSocketAddress) channel.localAddress()).getPort();
    }

    @Override
    public void close() {
        channel.close().syncUninterruptibly();
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
    }
}
