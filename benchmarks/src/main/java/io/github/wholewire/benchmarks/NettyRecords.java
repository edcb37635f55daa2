/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.benchmarks;

import static io.github.wholewire.benchmarks.HandWrittenRecords.requireSize;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.wholewire.benchmarks.Records.Beat;
import io.github.wholewire.benchmarks.Records.Cancel;
import io.github.wholewire.benchmarks.Records.Five;
import io.github.wholewire.benchmarks.Records.Login;
import io.github.wholewire.benchmarks.Records.Logout;
import io.github.wholewire.benchmarks.Records.Order;
import io.github.wholewire.benchmarks.Records.Quote;
import io.github.wholewire.benchmarks.Records.Twenty;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;

/** What one writes with a Netty {@link ByteBuf}; it checks what {@link HandWrittenRecords} does. */
final class NettyRecords {
    private NettyRecords() {}

    /** Wraps each buffer once. */
    abstract static class NettyWork implements RecordWork {
        private ByteBuffer wrapped;
        private ByteBuf view;

        @Override
        public final Object decode(ByteBuffer payload) {
            return decode(view(payload), payload.position(), payload.remaining());
        }

        @Override
        public final int encode(Object message, ByteBuffer target, int at) {
            return encode(message, view(target), at);
        }

        abstract Object decode(ByteBuf in, int at, int length);

        abstract int encode(Object message, ByteBuf out, int at);

        private ByteBuf view(ByteBuffer buffer) {
            if (buffer != wrapped) {
                wrapped = buffer;
                view = Unpooled.wrappedBuffer(buffer.duplicate().clear());
            }
            return view;
        }
    }

    static final class OfFive extends NettyWork {
        @Override
        Object decode(ByteBuf in, int at, int length) {
            requireSize(30, length);
            return new Five(
                    in.getLongLE(at),
                    in.getIntLE(at + 8),
                    in.getShortLE(at + 12) & 0xFFFF,
                    in.getDoubleLE(at + 14),
                    text(in, at + 22, 8));
        }

        @Override
        int encode(Object message, ByteBuf out, int at) {
            Five five = (Five) message;
            out.setLongLE(at, five.time());
            out.setIntLE(at + 8, five.price());
            out.setShortLE(at + 12, five.quantity());
            out.setDoubleLE(at + 14, five.rate());
            putText(out, at + 22, 8, five.symbol());
            return 30;
        }
    }

    static final class OfTwenty extends NettyWork {
        @Override
        Object decode(ByteBuf in, int at, int length) {
            requireSize(89, length);
            return new Twenty(
                    in.getLongLE(at),
                    in.getIntLE(at + 8),
                    in.getIntLE(at + 12),
                    in.getShortLE(at + 16),
                    in.getShortLE(at + 18) & 0xFFFF,
                    in.getByte(at + 20),
                    in.getByte(at + 21) & 0xFF,
                    in.getByte(at + 22) != 0,
                    in.getDoubleLE(at + 23),
                    in.getFloatLE(at + 31),
                    in.getLongLE(at + 35),
                    in.getIntLE(at + 43),
                    in.getIntLE(at + 47),
                    in.getShortLE(at + 51),
                    in.getShortLE(at + 53) & 0xFFFF,
                    in.getByte(at + 55) & 0xFF,
                    in.getByte(at + 56) != 0,
                    in.getDoubleLE(at + 57),
                    text(in, at + 65, 8),
                    text(in, at + 73, 16));
        }

        @Override
        int encode(Object message, ByteBuf out, int at) {
            Twenty twenty = (Twenty) message;
            out.setLongLE(at, twenty.a());
            out.setIntLE(at + 8, twenty.b());
            out.setIntLE(at + 12, twenty.c());
            out.setShortLE(at + 16, twenty.d());
            out.setShortLE(at + 18, twenty.e());
            out.setByte(at + 20, twenty.f());
            out.setByte(at + 21, twenty.g());
            out.setByte(at + 22, twenty.h() ? 1 : 0);
            out.setDoubleLE(at + 23, twenty.i());
            out.setFloatLE(at + 31, twenty.j());
            out.setLongLE(at + 35, twenty.k());
            out.setIntLE(at + 43, twenty.l());
            out.setIntLE(at + 47, twenty.m());
            out.setShortLE(at + 51, twenty.n());
            out.setShortLE(at + 53, twenty.o());
            out.setByte(at + 55, twenty.p());
            out.setByte(at + 56, twenty.q() ? 1 : 0);
            out.setDoubleLE(at + 57, twenty.r());
            putText(out, at + 65, 8, twenty.s());
            putText(out, at + 73, 16, twenty.t());
            return 89;
        }
    }

    static final class OfUnion extends NettyWork {
        @Override
        Object decode(ByteBuf in, int at, int length) {
            return switch (in.getByte(at)) {
                case 1 -> login(in, at, length);
                case 2 -> logout(in, at, length);
                case 3 -> quote(in, at, length);
                case 4 -> order(in, at, length);
                case 5 -> cancel(in, at, length);
                case 6 -> beat(in, at, length);
                default -> throw new IllegalArgumentException("tag " + in.getByte(at));
            };
        }

        private static Login login(ByteBuf in, int at, int length) {
            requireSize(15, length);
            return new Login(
                    in.getLongLE(at + 1), in.getIntLE(at + 9), in.getShortLE(at + 13) & 0xFFFF);
        }

        private static Logout logout(ByteBuf in, int at, int length) {
            requireSize(13, length);
            return new Logout(in.getLongLE(at + 1), in.getIntLE(at + 9));
        }

        private static Quote quote(ByteBuf in, int at, int length) {
            requireSize(25, length);
            return new Quote(
                    in.getLongLE(at + 1),
                    in.getIntLE(at + 9),
                    in.getIntLE(at + 13),
                    in.getDoubleLE(at + 17));
        }

        private static Order order(ByteBuf in, int at, int length) {
            requireSize(29, length);
            return new Order(
                    in.getLongLE(at + 1),
                    in.getIntLE(at + 9),
                    in.getIntLE(at + 13),
                    in.getIntLE(at + 17),
                    in.getLongLE(at + 21));
        }

        private static Cancel cancel(ByteBuf in, int at, int length) {
            requireSize(13, length);
            return new Cancel(in.getLongLE(at + 1), in.getIntLE(at + 9));
        }

        private static Beat beat(ByteBuf in, int at, int length) {
            requireSize(9, length);
            return new Beat(in.getLongLE(at + 1));
        }

        @Override
        int encode(Object message, ByteBuf out, int at) {
            if (message instanceof Login login) {
                out.setByte(at, 1).setLongLE(at + 1, login.time()).setIntLE(at + 9, login.user());
                out.setShortLE(at + 13, login.version());
                return 15;
            }
            if (message instanceof Logout logout) {
                out.setByte(at, 2).setLongLE(at + 1, logout.time()).setIntLE(at + 9, logout.user());
                return 13;
            }
            if (message instanceof Quote quote) {
                out.setByte(at, 3).setLongLE(at + 1, quote.time()).setIntLE(at + 9, quote.id());
                out.setIntLE(at + 13, quote.size()).setDoubleLE(at + 17, quote.price());
                return 25;
            }
            if (message instanceof Order order) {
                out.setByte(at, 4).setLongLE(at + 1, order.time()).setIntLE(at + 9, order.id());
                out.setIntLE(at + 13, order.size()).setIntLE(at + 17, order.side());
                out.setLongLE(at + 21, order.account());
                return 29;
            }
            if (message instanceof Cancel cancel) {
                out.setByte(at, 5).setLongLE(at + 1, cancel.time()).setIntLE(at + 9, cancel.id());
                return 13;
            }
            Beat beat = (Beat) message;
            out.setByte(at, 6).setLongLE(at + 1, beat.time());
            return 9;
        }
    }

    private static String text(ByteBuf in, int at, int width) {
        int length = width;
        while (length > 0 && in.getByte(at + length - 1) == 0) {
            length--;
        }
        return in.toString(at, length, UTF_8);
    }

    private static void putText(ByteBuf out, int at, int width, String text) {
        byte[] bytes = text.getBytes(UTF_8);
        if (bytes.length > width) {
            throw new IllegalArgumentException(bytes.length + " bytes for " + width);
        }
        out.setBytes(at, bytes);
        for (int i = bytes.length; i < width; i++) {
            out.setByte(at + i, 0);
        }
    }
}
