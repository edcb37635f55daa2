/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.igormaznitsa.jbbp.JBBPParser;
import com.igormaznitsa.jbbp.io.JBBPByteOrder;
import com.igormaznitsa.jbbp.io.JBBPOut;
import com.igormaznitsa.jbbp.model.JBBPFieldArrayByte;
import com.igormaznitsa.jbbp.model.JBBPFieldBoolean;
import com.igormaznitsa.jbbp.model.JBBPFieldByte;
import com.igormaznitsa.jbbp.model.JBBPFieldDouble;
import com.igormaznitsa.jbbp.model.JBBPFieldFloat;
import com.igormaznitsa.jbbp.model.JBBPFieldInt;
import com.igormaznitsa.jbbp.model.JBBPFieldLong;
import com.igormaznitsa.jbbp.model.JBBPFieldShort;
import com.igormaznitsa.jbbp.model.JBBPFieldStruct;
import com.igormaznitsa.jbbp.model.JBBPFieldUByte;
import com.igormaznitsa.jbbp.model.JBBPFieldUShort;
import io.github.wholewire.benchmarks.Records.Five;
import io.github.wholewire.benchmarks.Records.Twenty;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** JBBP: a script parses byte arrays, a fluent writer makes them. */
final class JbbpRecords {
    private JbbpRecords() {}

    abstract static class JbbpWork implements RecordWork {
        private final JBBPParser parser;

        JbbpWork(String script) {
            parser = JBBPParser.prepare(script);
        }

        abstract Object read(JBBPFieldStruct fields);

        abstract void write(Object message, JBBPOut out) throws IOException;

        @Override
        public final Object decode(ByteBuffer payload) {
            byte[] bytes = new byte[payload.remaining()];
            payload.get(payload.position(), bytes);
            try {
                return read(parser.parse(bytes));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public final int encode(Object message, ByteBuffer target, int at) {
            try {
                JBBPOut out = JBBPOut.BeginBin(JBBPByteOrder.LITTLE_ENDIAN);
                write(message, out);
                byte[] bytes = out.End().toByteArray();
                target.put(at, bytes);
                return bytes.length;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    static final class OfFive extends JbbpWork {
        OfFive() {
            super("<long a; <int b; <ushort c; <doublej d; byte[8] e;");
        }

        @Override
        Object read(JBBPFieldStruct in) {
            return new Five(
                    in.findFieldForNameAndType("a", JBBPFieldLong.class).getAsLong(),
                    in.findFieldForNameAndType("b", JBBPFieldInt.class).getAsInt(),
                    in.findFieldForNameAndType("c", JBBPFieldUShort.class).getAsInt(),
                    in.findFieldForNameAndType("d", JBBPFieldDouble.class).getAsDouble(),
                    text(in, "e"));
        }

        @Override
        void write(Object message, JBBPOut out) throws IOException {
            Five five = (Five) message;
            out.Long(five.time()).Int(five.price()).Short(five.quantity()).Double(five.rate());
            out.Byte(padded(five.symbol(), 8));
        }
    }

    static final class OfTwenty extends JbbpWork {
        OfTwenty() {
            super(
                    "<long a; <int b; <int c; <short d; <ushort e; byte f; ubyte g; bool h;"
                            + "<doublej i; <floatj j; <long k; <int l; <int m; <short n; <ushort o;"
                            + "ubyte p; bool q; <doublej r; byte[8] s; byte[16] t;");
        }

        @Override
        Object read(JBBPFieldStruct in) {
            return new Twenty(
                    in.findFieldForNameAndType("a", JBBPFieldLong.class).getAsLong(),
                    in.findFieldForNameAndType("b", JBBPFieldInt.class).getAsInt(),
                    in.findFieldForNameAndType("c", JBBPFieldInt.class).getAsInt(),
                    (short) in.findFieldForNameAndType("d", JBBPFieldShort.class).getAsInt(),
                    in.findFieldForNameAndType("e", JBBPFieldUShort.class).getAsInt(),
                    (byte) in.findFieldForNameAndType("f", JBBPFieldByte.class).getAsInt(),
                    in.findFieldForNameAndType("g", JBBPFieldUByte.class).getAsInt(),
                    in.findFieldForNameAndType("h", JBBPFieldBoolean.class).getAsBool(),
                    in.findFieldForNameAndType("i", JBBPFieldDouble.class).getAsDouble(),
                    in.findFieldForNameAndType("j", JBBPFieldFloat.class).getAsFloat(),
                    in.findFieldForNameAndType("k", JBBPFieldLong.class).getAsLong(),
                    in.findFieldForNameAndType("l", JBBPFieldInt.class).getAsInt(),
                    in.findFieldForNameAndType("m", JBBPFieldInt.class).getAsInt(),
                    (short) in.findFieldForNameAndType("n", JBBPFieldShort.class).getAsInt(),
                    in.findFieldForNameAndType("o", JBBPFieldUShort.class).getAsInt(),
                    in.findFieldForNameAndType("p", JBBPFieldUByte.class).getAsInt(),
                    in.findFieldForNameAndType("q", JBBPFieldBoolean.class).getAsBool(),
                    in.findFieldForNameAndType("r", JBBPFieldDouble.class).getAsDouble(),
                    text(in, "s"),
                    text(in, "t"));
        }

        @Override
        void write(Object message, JBBPOut out) throws IOException {
            Twenty twenty = (Twenty) message;
            out.Long(twenty.a()).Int(twenty.b()).Int(twenty.c()).Short(twenty.d());
            out.Short(twenty.e()).Byte(twenty.f()).Byte(twenty.g()).Bool(twenty.h());
            out.Double(twenty.i()).Float(twenty.j()).Long(twenty.k()).Int(twenty.l());
            out.Int(twenty.m()).Short(twenty.n()).Short(twenty.o()).Byte(twenty.p());
            out.Bool(twenty.q()).Double(twenty.r());
            out.Byte(padded(twenty.s(), 8)).Byte(padded(twenty.t(), 16));
        }
    }

    private static String text(JBBPFieldStruct in, String name) {
        byte[] bytes = in.findFieldForNameAndType(name, JBBPFieldArrayByte.class).getArray();
        int length = bytes.length;
        while (length > 0 && bytes[length - 1] == 0) {
            length--;
        }
        return new String(bytes, 0, length, UTF_8);
    }

    private static byte[] padded(String text, int width) {
        return Arrays.copyOf(text.getBytes(UTF_8), width);
    }
}
