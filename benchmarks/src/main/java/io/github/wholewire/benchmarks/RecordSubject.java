/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.benchmarks;

import io.github.wholewire.benchmarks.Records.Five;
import io.github.wholewire.benchmarks.Records.Message;
import io.github.wholewire.benchmarks.Records.Twenty;
import io.github.wholewire.struct.StructCodec;
import java.nio.ByteBuffer;
import java.util.Random;
import java.util.stream.Stream;

/** Who makes records of bytes. JMH measures them in this order. */
public enum RecordSubject {
    /** {@link ByteBuffer}. */
    HAND_WRITTEN {
        @Override
        RecordWork work(Shape shape) {
            return switch (shape) {
                case FIVE -> new HandWrittenRecords.OfFive();
                case TWENTY -> new HandWrittenRecords.OfTwenty();
                case UNION -> new HandWrittenRecords.OfUnion();
            };
        }
    },
    /** {@link StructCodec}. */
    WHOLEWIRE {
        @Override
        RecordWork work(Shape shape) {
            return switch (shape) {
                case FIVE -> new CodecWork<>(StructCodec.of(Five.class));
                case TWENTY -> new CodecWork<>(StructCodec.of(Twenty.class));
                case UNION -> new CodecWork<>(StructCodec.union(Message.class));
            };
        }
    },
    /** {@link io.netty.buffer.ByteBuf}. */
    NETTY {
        @Override
        RecordWork work(Shape shape) {
            return switch (shape) {
                case FIVE -> new NettyRecords.OfFive();
                case TWENTY -> new NettyRecords.OfTwenty();
                case UNION -> new NettyRecords.OfUnion();
            };
        }
    },
    /** {@link com.igormaznitsa.jbbp.JBBPParser}; no unions. */
    JBBP {
        @Override
        RecordWork work(Shape shape) {
            return switch (shape) {
                case FIVE -> new JbbpRecords.OfFive();
                case TWENTY -> new JbbpRecords.OfTwenty();
                case UNION -> throw new UnsupportedOperationException();
            };
        }
    },
    /** {@link javolution.io.Struct}; no unions. */
    JAVOLUTION {
        @Override
        RecordWork work(Shape shape) {
            return switch (shape) {
                case FIVE -> new JavolutionRecords.OfFive();
                case TWENTY -> new JavolutionRecords.OfTwenty();
                case UNION -> throw new UnsupportedOperationException();
            };
        }
    };

    /** What is moved. */
    public enum Shape {
        /** A record of 5 components. */
        FIVE,
        /** A record of 20 components. */
        TWENTY,
        /** A union of 6 records. */
        UNION;

        private static final int SEED = 1;

        /** The record, or the interface. */
        Class<?> type() {
            return switch (this) {
                case FIVE -> Five.class;
                case TWENTY -> Twenty.class;
                case UNION -> Message.class;
            };
        }

        /** Messages with random values, always the same ones. */
        Object[] messages(int count) {
            var random = new Random(SEED);
            return Stream.generate(() -> message(random)).limit(count).toArray();
        }

        private Object message(Random random) {
            return switch (this) {
                case FIVE -> Records.five(random);
                case TWENTY -> Records.twenty(random);
                case UNION -> Records.message(random);
            };
        }
    }

    abstract RecordWork work(Shape shape);

    boolean knowsUnions() {
        return this != JBBP && this != JAVOLUTION;
    }

    private record CodecWork<M>(StructCodec<M> codec) implements RecordWork {
        @Override
        public Object decode(ByteBuffer payload) {
            return codec.unpack(payload);
        }

        @Override
        @SuppressWarnings("unchecked") // a codec of what the shape has
        public int encode(Object message, ByteBuffer target, int at) {
            return codec.packInto(target, at, (M) message);
        }
    }
}
