/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.benchmarks;

import io.github.wholewire.benchmarks.Records.Five;
import io.github.wholewire.benchmarks.Records.Twenty;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import javolution.io.Struct;

/** Javolution: an object that looks at a buffer, field by field. */
final class JavolutionRecords {
    private JavolutionRecords() {}

    abstract static class View extends Struct implements RecordWork {
        @Override
        public final boolean isPacked() {
            return true;
        }

        @Override
        public final ByteOrder byteOrder() {
            return ByteOrder.LITTLE_ENDIAN;
        }
    }

    static final class OfFive extends View {
        private final Signed64 time = new Signed64();
        private final Signed32 price = new Signed32();
        private final Unsigned16 quantity = new Unsigned16();
        private final Float64 rate = new Float64();
        private final UTF8String symbol = new UTF8String(8);

        @Override
        public Object decode(ByteBuffer in) {
            setByteBuffer(in, in.position());
            return new Five(time.get(), price.get(), quantity.get(), rate.get(), symbol.get());
        }

        @Override
        public int encode(Object message, ByteBuffer out, int at) {
            setByteBuffer(out, at);
            Five five = (Five) message;
            time.set(five.time());
            price.set(five.price());
            quantity.set(five.quantity());
            rate.set(five.rate());
            symbol.set(five.symbol());
            return size();
        }
    }

    static final class OfTwenty extends View {
        private final Signed64 a = new Signed64();
        private final Signed32 b = new Signed32();
        private final Signed32 c = new Signed32();
        private final Signed16 d = new Signed16();
        private final Unsigned16 e = new Unsigned16();
        private final Signed8 f = new Signed8();
        private final Unsigned8 g = new Unsigned8();
        private final Unsigned8 h = new Unsigned8();
        private final Float64 i = new Float64();
        private final Float32 j = new Float32();
        private final Signed64 k = new Signed64();
        private final Signed32 l = new Signed32();
        private final Signed32 m = new Signed32();
        private final Signed16 n = new Signed16();
        private final Unsigned16 o = new Unsigned16();
        private final Unsigned8 p = new Unsigned8();
        private final Unsigned8 q = new Unsigned8();
        private final Float64 r = new Float64();
        private final UTF8String s = new UTF8String(8);
        private final UTF8String t = new UTF8String(16);

        @Override
        public Object decode(ByteBuffer in) {
            setByteBuffer(in, in.position());
            return new Twenty(
                    a.get(),
                    b.get(),
                    c.get(),
                    d.get(),
                    e.get(),
                    f.get(),
                    g.get(),
                    h.get() != 0,
                    i.get(),
                    j.get(),
                    k.get(),
                    l.get(),
                    m.get(),
                    n.get(),
                    o.get(),
                    p.get(),
                    q.get() != 0,
                    r.get(),
                    s.get(),
                    t.get());
        }

        @Override
        public int encode(Object message, ByteBuffer out, int at) {
            setByteBuffer(out, at);
            Twenty twenty = (Twenty) message;
            a.set(twenty.a());
            b.set(twenty.b());
            c.set(twenty.c());
            d.set(twenty.d());
            e.set(twenty.e());
            f.set(twenty.f());
            g.set((short) twenty.g());
            h.set((short) (twenty.h() ? 1 : 0));
            i.set(twenty.i());
            j.set(twenty.j());
            k.set(twenty.k());
            l.set(twenty.l());
            m.set(twenty.m());
            n.set(twenty.n());
            o.set(twenty.o());
            p.set((short) twenty.p());
            q.set((short) (twenty.q() ? 1 : 0));
            r.set(twenty.r());
            s.set(twenty.s());
            t.set(twenty.t());
            return size();
        }
    }
}
