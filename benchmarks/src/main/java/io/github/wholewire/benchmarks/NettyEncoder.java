/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.benchmarks;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.LengthFieldPrepender;
import io.netty.handler.codec.protobuf.ProtobufVarint32LengthFieldPrepender;
import java.util.ArrayList;
import java.util.List;

/**
 * Netty's encoder of a format, called as its own pipeline calls it but without one. The message
 * comes as a buffer that needs no copy and no allocation, which is the best case for it.
 */
interface NettyEncoder extends ChannelHandler {
    /** The formats that Netty has an encoder of bytes for. */
    List<Format> FORMATS = List.of(Format.U32, Format.VARINT);

    /** Appends the frame to the target, as a write to a channel copies it. */
    void encode(ByteBuf message, ByteBuf target) throws Exception;

    /** Makes one for one of {@link #FORMATS}. */
    static NettyEncoder of(Format format) {
        return switch (format) {
            case U32 -> new LengthField();
            case VARINT -> new Varint();
            case DELIMITER, LINES ->
                    throw new IllegalArgumentException(
                            "Netty has no encoder of bytes to " + format);
        };
    }

    private static ChannelHandlerContext context(ChannelHandler handler) {
        EmbeddedChannel channel = new EmbeddedChannel(handler);
        channel.config().setOption(ChannelOption.ALLOCATOR, PooledByteBufAllocator.DEFAULT);
        return channel.pipeline().context(handler);
    }

    /** A length of four bytes in a buffer of its own, then the message. */
    final class LengthField extends LengthFieldPrepender implements NettyEncoder {
        private final ChannelHandlerContext context = NettyEncoder.context(this);
        private final List<Object> out = new ArrayList<>();

        LengthField() {
            super(4);
        }

        @Override
        public void encode(ByteBuf message, ByteBuf target) throws Exception {
            out.clear();
            encode(context, message, out);
            for (int i = 0; i < out.size(); i++) {
                ByteBuf part = (ByteBuf) out.get(i);
                target.writeBytes(part, part.readerIndex(), part.readableBytes());
                part.release();
            }
        }
    }

    /** Protobuf's length and the message in one buffer. */
    final class Varint extends ProtobufVarint32LengthFieldPrepender implements NettyEncoder {
        private final ChannelHandlerContext context = NettyEncoder.context(this);

        @Override
        public void encode(ByteBuf message, ByteBuf target) throws Exception {
            ByteBuf frame = allocateBuffer(context, message, true);
            encode(context, message, frame);
            target.writeBytes(frame);
            frame.release();
        }
    }
}
