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
import java.nio.ByteBuffer;

/** What one writes with a little-endian {@link ByteBuffer}. Nothing is checked. */
final class HandWrittenRecords {
    private HandWrittenRecords() {}

    static final class OfFive implements RecordWork {
        @Override
        public Object decode(ByteBuffer in) {
            return new Five(
                    in.getLong(0),
                    in.getInt(8),
                    in.getShort(12) & 0xFFFF,
                    in.getDouble(14),
                    text(in, 22, 8));
        }

        @Override
        public int encode(Object message, ByteBuffer out) {
            Five five = (Five) message;
            out.putLong(0, five.time());
            out.putInt(8, five.price());
            out.putShort(12, (short) five.quantity());
            out.putDouble(14, five.rate());
            putText(out, 22, 8, five.symbol());
            return 30;
        }
    }

    static final class OfTwenty implements RecordWork {
        @Override
        public Object decode(ByteBuffer in) {
            return new Twenty(
                    in.getLong(0),
                    in.getInt(8),
                    in.getInt(12),
                    in.getShort(16),
                    in.getShort(18) & 0xFFFF,
                    in.get(20),
                    in.get(21) & 0xFF,
                    in.get(22) != 0,
                    in.getDouble(23),
                    in.getFloat(31),
                    in.getLong(35),
                    in.getInt(43),
                    in.getInt(47),
                    in.getShort(51),
                    in.getShort(53) & 0xFFFF,
                    in.get(55) & 0xFF,
                    in.get(56) != 0,
                    in.getDouble(57),
                    text(in, 65, 8),
                    text(in, 73, 16));
        }

        @Override
        public int encode(Object message, ByteBuffer out) {
            Twenty twenty = (Twenty) message;
            out.putLong(0, twenty.a());
            out.putInt(8, twenty.b());
            out.putInt(12, twenty.c());
            out.putShort(16, twenty.d());
            out.putShort(18, (short) twenty.e());
            out.put(20, twenty.f());
            out.put(21, (byte) twenty.g());
            out.put(22, (byte) (twenty.h() ? 1 : 0));
            out.putDouble(23, twenty.i());
            out.putFloat(31, twenty.j());
            out.putLong(35, twenty.k());
            out.putInt(43, twenty.l());
            out.putInt(47, twenty.m());
            out.putShort(51, twenty.n());
            out.putShort(53, (short) twenty.o());
            out.put(55, (byte) twenty.p());
            out.put(56, (byte) (twenty.q() ? 1 : 0));
            out.putDouble(57, twenty.r());
            putText(out, 65, 8, twenty.s());
            putText(out, 73, 16, twenty.t());
            return 89;
        }
    }

    static final class OfUnion implements RecordWork {
        @Override
        public Object decode(ByteBuffer in) {
            return switch (in.get(0)) {
                case 1 -> new Login(in.getLong(1), in.getInt(9), in.getShort(13) & 0xFFFF);
                case 2 -> new Logout(in.getLong(1), in.getInt(9));
                case 3 -> new Quote(in.getLong(1), in.getInt(9), in.getInt(13), in.getDouble(17));
                case 4 ->
                        new Order(
                                in.getLong(1),
                                in.getInt(9),
                                in.getInt(13),
                                in.getInt(17),
                                in.getLong(21));
                case 5 -> new Cancel(in.getLong(1), in.getInt(9));
                case 6 -> new Beat(in.getLong(1));
                default -> throw new IllegalArgumentException("tag " + in.get(0));
            };
        }

        @Override
        public int encode(Object message, ByteBuffer out) {
            if (message instanceof Login login) {
                out.put(0, (byte) 1).putLong(1, login.time()).putInt(9, login.user());
                out.putShort(13, (short) login.version());
                return 15;
            }
            if (message instanceof Logout logout) {
                out.put(0, (byte) 2).putLong(1, logout.time()).putInt(9, logout.user());
                return 13;
            }
            if (message instanceof Quote quote) {
                out.put(0, (byte) 3).putLong(1, quote.time()).putInt(9, quote.id());
                out.putInt(13, quote.size()).putDouble(17, quote.price());
                return 25;
            }
            if (message instanceof Order order) {
                out.put(0, (byte) 4).putLong(1, order.time()).putInt(9, order.id());
                out.putInt(13, order.size()).putInt(17, order.side());
                out.putLong(21, order.account());
                return 29;
            }
            if (message instanceof Cancel cancel) {
                out.put(0, (byte) 5).putLong(1, cancel.time()).putInt(9, cancel.id());
                return 13;
            }
            Beat beat = (Beat) message;
            out.put(0, (byte) 6).putLong(1, beat.time());
            return 9;
        }
    }

    private static String text(ByteBuffer in, int at, int width) {
        int length = width;
        while (length > 0 && in.get(at + length - 1) == 0) {
            length--;
        }
        if (in.hasArray()) {
            return new String(in.array(), in.arrayOffset() + at, length, UTF_8);
        }
        byte[] bytes = new byte[length];
        in.get(at, bytes);
        return new String(bytes, UTF_8);
    }

    private static void putText(ByteBuffer out, int at, int width, String text) {
        byte[] bytes = text.getBytes(UTF_8);
        out.put(at, bytes);
        for (int i = bytes.length; i < width; i++) {
            out.put(at + i, (byte) 0);
        }
    }
}
