/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.benchmarks;

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

/** What one writes with a Netty {@link ByteBuf}. Nothing is checked. */
final class NettyRecords {
    private NettyRecords() {}

    /** Wraps each buffer once. */
    abstract static class NettyWork implements RecordWork {
        private ByteBuffer wrapped;
        private ByteBuf view;

        @Override
        public final Object decode(ByteBuffer payload) {
            return decode(view(payload));
        }

        @Override
        public final int encode(Object message, ByteBuffer target) {
            return encode(message, view(target));
        }

        abstract Object decode(ByteBuf in);

        abstract int encode(Object message, ByteBuf out);

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
        Object decode(ByteBuf in) {
            return new Five(
                    in.getLongLE(0),
                    in.getIntLE(8),
                    in.getShortLE(12) & 0xFFFF,
                    in.getDoubleLE(14),
                    text(in, 22, 8));
        }

        @Override
        int encode(Object message, ByteBuf out) {
            Five five = (Five) message;
            out.setLongLE(0, five.time());
            out.setIntLE(8, five.price());
            out.setShortLE(12, five.quantity());
            out.setDoubleLE(14, five.rate());
            putText(out, 22, 8, five.symbol());
            return 30;
        }
    }

    static final class OfTwenty extends NettyWork {
        @Override
        Object decode(ByteBuf in) {
            return new Twenty(
                    in.getLongLE(0),
                    in.getIntLE(8),
                    in.getIntLE(12),
                    in.getShortLE(16),
                    in.getShortLE(18) & 0xFFFF,
                    in.getByte(20),
                    in.getByte(21) & 0xFF,
                    in.getByte(22) != 0,
                    in.getDoubleLE(23),
                    in.getFloatLE(31),
                    in.getLongLE(35),
                    in.getIntLE(43),
                    in.getIntLE(47),
                    in.getShortLE(51),
                    in.getShortLE(53) & 0xFFFF,
                    in.getByte(55) & 0xFF,
                    in.getByte(56) != 0,
                    in.getDoubleLE(57),
                    text(in, 65, 8),
                    text(in, 73, 16));
        }

        @Override
        int encode(Object message, ByteBuf out) {
            Twenty twenty = (Twenty) message;
            out.setLongLE(0, twenty.a());
            out.setIntLE(8, twenty.b());
            out.setIntLE(12, twenty.c());
            out.setShortLE(16, twenty.d());
            out.setShortLE(18, twenty.e());
            out.setByte(20, twenty.f());
            out.setByte(21, twenty.g());
            out.setByte(22, twenty.h() ? 1 : 0);
            out.setDoubleLE(23, twenty.i());
            out.setFloatLE(31, twenty.j());
            out.setLongLE(35, twenty.k());
            out.setIntLE(43, twenty.l());
            out.setIntLE(47, twenty.m());
            out.setShortLE(51, twenty.n());
            out.setShortLE(53, twenty.o());
            out.setByte(55, twenty.p());
            out.setByte(56, twenty.q() ? 1 : 0);
            out.setDoubleLE(57, twenty.r());
            putText(out, 65, 8, twenty.s());
            putText(out, 73, 16, twenty.t());
            return 89;
        }
    }

    static final class OfUnion extends NettyWork {
        @Override
        Object decode(ByteBuf in) {
            return switch (in.getByte(0)) {
                case 1 -> new Login(in.getLongLE(1), in.getIntLE(9), in.getShortLE(13) & 0xFFFF);
                case 2 -> new Logout(in.getLongLE(1), in.getIntLE(9));
                case 3 ->
                        new Quote(
                                in.getLongLE(1),
                                in.getIntLE(9),
                                in.getIntLE(13),
                                in.getDoubleLE(17));
                case 4 ->
                        new Order(
                                in.getLongLE(1),
                                in.getIntLE(9),
                                in.getIntLE(13),
                                in.getIntLE(17),
                                in.getLongLE(21));
                case 5 -> new Cancel(in.getLongLE(1), in.getIntLE(9));
                case 6 -> new Beat(in.getLongLE(1));
                default -> throw new IllegalArgumentException("tag " + in.getByte(0));
            };
        }

        @Override
        int encode(Object message, ByteBuf out) {
            if (message instanceof Login login) {
                out.setByte(0, 1).setLongLE(1, login.time()).setIntLE(9, login.user());
                out.setShortLE(13, login.version());
                return 15;
            }
            if (message instanceof Logout logout) {
                out.setByte(0, 2).setLongLE(1, logout.time()).setIntLE(9, logout.user());
                return 13;
            }
            if (message instanceof Quote quote) {
                out.setByte(0, 3).setLongLE(1, quote.time()).setIntLE(9, quote.id());
                out.setIntLE(13, quote.size()).setDoubleLE(17, quote.price());
                return 25;
            }
            if (message instanceof Order order) {
                out.setByte(0, 4).setLongLE(1, order.time()).setIntLE(9, order.id());
                out.setIntLE(13, order.size()).setIntLE(17, order.side());
                out.setLongLE(21, order.account());
                return 29;
            }
            if (message instanceof Cancel cancel) {
                out.setByte(0, 5).setLongLE(1, cancel.time()).setIntLE(9, cancel.id());
                return 13;
            }
            Beat beat = (Beat) message;
            out.setByte(0, 6).setLongLE(1, beat.time());
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
        out.setBytes(at, bytes);
        for (int i = bytes.length; i < width; i++) {
            out.setByte(at + i, 0);
        }
    }
}
