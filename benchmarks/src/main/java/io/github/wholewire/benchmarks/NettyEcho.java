/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.benchmarks;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.handler.codec.LengthFieldBasedFrameDecoder;
import io.netty.handler.codec.LengthFieldPrepender;
import io.netty.handler.codec.bytes.ByteArrayDecoder;
import io.netty.handler.codec.bytes.ByteArrayEncoder;
import java.net.InetSocketAddress;

/**
 * Netty with one loop, pooled buffers, and one flush a read. Nobody copies a message, or each is
 * made an array and back, as it is for {@code Codecs.bytes()}.
 */
final class NettyEcho extends ChannelInitializer<Channel> {
    private static final int MAX = 1024 * 1024;

    private final boolean arrays;

    private NettyEcho(boolean arrays) {
        this.arrays = arrays;
    }

    static int serve(
            InetSocketAddress address,
            IoHandlerFactory io,
            Class<? extends ServerChannel> channel,
            boolean arrays) {
        Channel listener =
                new ServerBootstrap()
                        .group(new MultiThreadIoEventLoopGroup(1, io))
                        .channel(channel)
                        .option(ChannelOption.SO_BACKLOG, 1024)
                        .childOption(ChannelOption.TCP_NODELAY, true)
                        .childOption(ChannelOption.ALLOCATOR, PooledByteBufAllocator.DEFAULT)
                        .childHandler(new NettyEcho(arrays))
                        .bind(address)
                        .syncUninterruptibly()
                        .channel();
        return ((InetSocketAddress) listener.localAddress()).getPort();
    }

    @Override
    protected void initChannel(Channel channel) {
        channel.pipeline()
                .addLast(new LengthFieldBasedFrameDecoder(MAX, 0, 4, 0, 4))
                .addLast(new LengthFieldPrepender(4));
        if (arrays) {
            channel.pipeline().addLast(new ByteArrayDecoder()).addLast(new ByteArrayEncoder());
        }
        channel.pipeline().addLast(new Echo());
    }

    private static final class Echo extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            context.write(message, context.voidPromise());
        }

        @Override
        public void channelReadComplete(ChannelHandlerContext context) {
            context.flush();
        }
    }
}
