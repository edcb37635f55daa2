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

/**
 * What one writes with a little-endian {@link ByteBuffer}. Checked is what would else take or spoil
 * the bytes of neighbours: the size of a payload, the length of a text. Ranges of numbers,
 * characters that UTF-8 cannot say, and that nothing is written of a message that is refused, are
 * not.
 */
final class HandWrittenRecords {
    private HandWrittenRecords() {}

    static final class OfFive implements RecordWork {
        @Override
        public Object decode(ByteBuffer in) {
            int at = in.position();
            requireSize(30, in.remaining());
            return new Five(
                    in.getLong(at),
                    in.getInt(at + 8),
                    in.getShort(at + 12) & 0xFFFF,
                    in.getDouble(at + 14),
                    text(in, at + 22, 8));
        }

        @Override
        public int encode(Object message, ByteBuffer out, int at) {
            Five five = (Five) message;
            out.putLong(at, five.time());
            out.putInt(at + 8, five.price());
            out.putShort(at + 12, (short) five.quantity());
            out.putDouble(at + 14, five.rate());
            putText(out, at + 22, 8, five.symbol());
            return 30;
        }
    }

    static final class OfTwenty implements RecordWork {
        @Override
        public Object decode(ByteBuffer in) {
            int at = in.position();
            requireSize(89, in.remaining());
            return new Twenty(
                    in.getLong(at),
                    in.getInt(at + 8),
                    in.getInt(at + 12),
                    in.getShort(at + 16),
                    in.getShort(at + 18) & 0xFFFF,
                    in.get(at + 20),
                    in.get(at + 21) & 0xFF,
                    in.get(at + 22) != 0,
                    in.getDouble(at + 23),
                    in.getFloat(at + 31),
                    in.getLong(at + 35),
                    in.getInt(at + 43),
                    in.getInt(at + 47),
                    in.getShort(at + 51),
                    in.getShort(at + 53) & 0xFFFF,
                    in.get(at + 55) & 0xFF,
                    in.get(at + 56) != 0,
                    in.getDouble(at + 57),
                    text(in, at + 65, 8),
                    text(in, at + 73, 16));
        }

        @Override
        public int encode(Object message, ByteBuffer out, int at) {
            Twenty twenty = (Twenty) message;
            out.putLong(at, twenty.a());
            out.putInt(at + 8, twenty.b());
            out.putInt(at + 12, twenty.c());
            out.putShort(at + 16, twenty.d());
            out.putShort(at + 18, (short) twenty.e());
            out.put(at + 20, twenty.f());
            out.put(at + 21, (byte) twenty.g());
            out.put(at + 22, (byte) (twenty.h() ? 1 : 0));
            out.putDouble(at + 23, twenty.i());
            out.putFloat(at + 31, twenty.j());
            out.putLong(at + 35, twenty.k());
            out.putInt(at + 43, twenty.l());
            out.putInt(at + 47, twenty.m());
            out.putShort(at + 51, twenty.n());
            out.putShort(at + 53, (short) twenty.o());
            out.put(at + 55, (byte) twenty.p());
            out.put(at + 56, (byte) (twenty.q() ? 1 : 0));
            out.putDouble(at + 57, twenty.r());
            putText(out, at + 65, 8, twenty.s());
            putText(out, at + 73, 16, twenty.t());
            return 89;
        }
    }

    static final class OfUnion implements RecordWork {
        @Override
        public Object decode(ByteBuffer in) {
            int at = in.position();
            int length = in.remaining();
            return switch (in.get(at)) {
                case 1 -> login(in, at, length);
                case 2 -> logout(in, at, length);
                case 3 -> quote(in, at, length);
                case 4 -> order(in, at, length);
                case 5 -> cancel(in, at, length);
                case 6 -> beat(in, at, length);
                default -> throw new IllegalArgumentException("tag " + in.get(at));
            };
        }

        private static Login login(ByteBuffer in, int at, int length) {
            requireSize(15, length);
            return new Login(in.getLong(at + 1), in.getInt(at + 9), in.getShort(at + 13) & 0xFFFF);
        }

        private static Logout logout(ByteBuffer in, int at, int length) {
            requireSize(13, length);
            return new Logout(in.getLong(at + 1), in.getInt(at + 9));
        }

        private static Quote quote(ByteBuffer in, int at, int length) {
            requireSize(25, length);
            return new Quote(
                    in.getLong(at + 1),
                    in.getInt(at + 9),
                    in.getInt(at + 13),
                    in.getDouble(at + 17));
        }

        private static Order order(ByteBuffer in, int at, int length) {
            requireSize(29, length);
            return new Order(
                    in.getLong(at + 1),
                    in.getInt(at + 9),
                    in.getInt(at + 13),
                    in.getInt(at + 17),
                    in.getLong(at + 21));
        }

        private static Cancel cancel(ByteBuffer in, int at, int length) {
            requireSize(13, length);
            return new Cancel(in.getLong(at + 1), in.getInt(at + 9));
        }

        private static Beat beat(ByteBuffer in, int at, int length) {
            requireSize(9, length);
            return new Beat(in.getLong(at + 1));
        }

        @Override
        public int encode(Object message, ByteBuffer out, int at) {
            if (message instanceof Login login) {
                out.put(at, (byte) 1).putLong(at + 1, login.time()).putInt(at + 9, login.user());
                out.putShort(at + 13, (short) login.version());
                return 15;
            }
            if (message instanceof Logout logout) {
                out.put(at, (byte) 2).putLong(at + 1, logout.time()).putInt(at + 9, logout.user());
                return 13;
            }
            if (message instanceof Quote quote) {
                out.put(at, (byte) 3).putLong(at + 1, quote.time()).putInt(at + 9, quote.id());
                out.putInt(at + 13, quote.size()).putDouble(at + 17, quote.price());
                return 25;
            }
            if (message instanceof Order order) {
                out.put(at, (byte) 4).putLong(at + 1, order.time()).putInt(at + 9, order.id());
                out.putInt(at + 13, order.size()).putInt(at + 17, order.side());
                out.putLong(at + 21, order.account());
                return 29;
            }
            if (message instanceof Cancel cancel) {
                out.put(at, (byte) 5).putLong(at + 1, cancel.time()).putInt(at + 9, cancel.id());
                return 13;
            }
            Beat beat = (Beat) message;
            out.put(at, (byte) 6).putLong(at + 1, beat.time());
            return 9;
        }
    }

    static void requireSize(int size, int length) {
        if (length != size) {
            throw new IllegalArgumentException(length + " bytes in place of " + size);
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
        if (bytes.length > width) {
            throw new IllegalArgumentException(bytes.length + " bytes for " + width);
        }
        out.put(at, bytes);
        for (int i = bytes.length; i < width; i++) {
            out.put(at + i, (byte) 0);
        }
    }
}
