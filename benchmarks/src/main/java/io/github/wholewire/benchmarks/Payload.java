/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.benchmarks;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.wholewire.Codec;
import io.github.wholewire.Codecs;
import io.netty.buffer.ByteBuf;
import java.nio.ByteBuffer;

/** What becomes of a payload: with a codec, and by hand. */
public enum Payload {
    /** It is counted and not looked at, which leaves the framing alone. Not for encoding. */
    NONE {
        @Override
        Codec<?> codec() {
            return new CountingCodec();
        }

        @Override
        Handwork handwork() {
            return new CountingCodec();
        }
    },

    /** It is copied to an array. */
    BYTES {
        @Override
        Codec<?> codec() {
            return Codecs.bytes();
        }

        @Override
        Handwork handwork() {
            return new Handwork() {
                @Override
                public Object decode(ByteBuffer frames, int index, int length) {
                    byte[] message = new byte[length];
                    frames.get(index, message);
                    return message;
                }

                @Override
                public Object decode(ByteBuf frame) {
                    byte[] message = new byte[frame.readableBytes()];
                    frame.getBytes(frame.readerIndex(), message);
                    return message;
                }

                @Override
                public byte[] encode(Object message) {
                    return (byte[]) message;
                }
            };
        }
    },

    /** It is text. */
    UTF8 {
        @Override
        Codec<?> codec() {
            return Codecs.utf8();
        }

        @Override
        Handwork handwork() {
            return new Text();
        }

        @Override
        Object message(byte[] payload) {
            return new String(payload, US_ASCII);
        }
    };

    abstract Codec<?> codec();

    abstract Handwork handwork();

    Object message(byte[] payload) {
        return payload;
    }

    /** What one writes without a library. */
    interface Handwork {
        Object decode(ByteBuffer frames, int index, int length);

        /** As one does with a frame that Netty has cut. */
        Object decode(ByteBuf frame);

        byte[] encode(Object message);
    }

    private static final class Text implements Handwork {
        private byte[] copy = new byte[8 * 1024];

        @Override
        public Object decode(ByteBuffer frames, int index, int length) {
            if (frames.hasArray()) {
                return new String(frames.array(), frames.arrayOffset() + index, length, UTF_8);
            }
            frames.get(index, copy, 0, length);
            return new String(copy, 0, length, UTF_8);
        }

        @Override
        public Object decode(ByteBuf frame) {
            return frame.toString(UTF_8);
        }

        @Override
        public byte[] encode(Object message) {
            return ((String) message).getBytes(UTF_8);
        }
    }
}
