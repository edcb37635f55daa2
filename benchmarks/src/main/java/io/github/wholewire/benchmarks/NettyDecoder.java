/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.benchmarks;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.DelimiterBasedFrameDecoder;
import io.netty.handler.codec.LengthFieldBasedFrameDecoder;
import io.netty.handler.codec.LineBasedFrameDecoder;
import io.netty.handler.codec.protobuf.ProtobufVarint32FrameDecoder;
import java.util.ArrayList;
import java.util.List;

/**
 * Netty's decoder of a format, called as its own pipeline calls it but without one, which leaves
 * what the decoder itself costs.
 */
interface NettyDecoder {
    /** Cuts the next frame, a retained slice; null if there is none. */
    ByteBuf next(ByteBuf in) throws Exception;

    static NettyDecoder of(Format format) {
        return switch (format) {
            case U32 -> new LengthField();
            case VARINT -> new Varint();
            case DELIMITER -> new Delimiter();
            case LINES -> new Lines();
        };
    }

    /** A length of four bytes, taken off. */
    final class LengthField extends LengthFieldBasedFrameDecoder implements NettyDecoder {
        LengthField() {
            super(1024 * 1024, 0, 4, 0, 4);
        }

        @Override
        public ByteBuf next(ByteBuf in) throws Exception {
            return (ByteBuf) decode(null, in);
        }
    }

    /** Protobuf's lengths. */
    final class Varint extends ProtobufVarint32FrameDecoder implements NettyDecoder {
        private final List<Object> out = new ArrayList<>();

        @Override
        public ByteBuf next(ByteBuf in) throws Exception {
            out.clear();
            decode(null, in, out);
            return out.isEmpty() ? null : (ByteBuf) out.get(0);
        }
    }

    /** A delimiter of several bytes. */
    final class Delimiter extends DelimiterBasedFrameDecoder implements NettyDecoder {
        Delimiter() {
            super(64 * 1024, Unpooled.wrappedBuffer(Format.DELIMITER_BYTES));
        }

        @Override
        public ByteBuf next(ByteBuf in) throws Exception {
            return (ByteBuf) decode(null, in);
        }
    }

    /** LF or CRLF. */
    final class Lines extends LineBasedFrameDecoder implements NettyDecoder {
        Lines() {
            super(64 * 1024);
        }

        @Override
        public ByteBuf next(ByteBuf in) throws Exception {
            return (ByteBuf) decode(null, in);
        }
    }
}
