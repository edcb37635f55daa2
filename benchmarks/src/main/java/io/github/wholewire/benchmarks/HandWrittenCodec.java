/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.wholewire.Codec;
import io.github.wholewire.CodecException;
import io.github.wholewire.FrameOutput;
import io.github.wholewire.benchmarks.Records.Beat;
import io.github.wholewire.benchmarks.Records.Cancel;
import io.github.wholewire.benchmarks.Records.Five;
import io.github.wholewire.benchmarks.Records.Login;
import io.github.wholewire.benchmarks.Records.Logout;
import io.github.wholewire.benchmarks.Records.Order;
import io.github.wholewire.benchmarks.Records.Quote;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Records of {@link Records} as a codec that one writes by hand. It only encodes. */
final class HandWrittenCodec implements Codec<Object> {
    private static final int SYMBOL = 8;

    @Override
    public Object decode(ByteBuffer payload) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void encode(Object message, FrameOutput out) throws IOException {
        if (message instanceof Five five) {
            encode(five, out);
        } else {
            encodeUnion(message, out);
        }
    }

    private static void encode(Five five, FrameOutput out) throws IOException {
        putLong(out, five.time());
        putInt(out, five.price());
        putShort(out, five.quantity());
        putDouble(out, five.rate());
        byte[] symbol = five.symbol().getBytes(UTF_8);
        if (symbol.length > SYMBOL) {
            throw new CodecException(symbol.length + " bytes for " + SYMBOL);
        }
        out.write(symbol);
        for (int i = symbol.length; i < SYMBOL; i++) {
            out.put((byte) 0);
        }
    }

    private static void encodeUnion(Object message, FrameOutput out) throws IOException {
        if (message instanceof Login login) {
            out.put((byte) 1);
            putLong(out, login.time());
            putInt(out, login.user());
            putShort(out, login.version());
        } else if (message instanceof Logout logout) {
            out.put((byte) 2);
            putLong(out, logout.time());
            putInt(out, logout.user());
        } else if (message instanceof Quote quote) {
            out.put((byte) 3);
            putLong(out, quote.time());
            putInt(out, quote.id());
            putInt(out, quote.size());
            putDouble(out, quote.price());
        } else if (message instanceof Order order) {
            out.put((byte) 4);
            putLong(out, order.time());
            putInt(out, order.id());
            putInt(out, order.size());
            putInt(out, order.side());
            putLong(out, order.account());
        } else if (message instanceof Cancel cancel) {
            out.put((byte) 5);
            putLong(out, cancel.time());
            putInt(out, cancel.id());
        } else {
            out.put((byte) 6);
            putLong(out, ((Beat) message).time());
        }
    }

    private static void putShort(FrameOutput out, int value) throws IOException {
        out.putShort(Short.reverseBytes((short) value));
    }

    private static void putInt(FrameOutput out, int value) throws IOException {
        out.putInt(Integer.reverseBytes(value));
    }

    private static void putLong(FrameOutput out, long value) throws IOException {
        out.putLong(Long.reverseBytes(value));
    }

    private static void putDouble(FrameOutput out, double value) throws IOException {
        putLong(out, Double.doubleToRawLongBits(value));
    }
}
