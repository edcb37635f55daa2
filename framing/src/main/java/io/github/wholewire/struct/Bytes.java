/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.struct;

/** Movers of what is no number: bytes with a length or without, and bools. */
final class Bytes {
    private static final int MAX_PASCAL = 0xFF;

    private Bytes() {}

    abstract static class BytesMover extends Mover {
        @Override
        final void check(Item item, int v, Object value) {
            Bits.requireBytes(item, v, value);
        }
    }

    /** As many bytes as there is room. */
    static final class Fixed extends BytesMover {
        @Override
        <S> Object read(Access<S> access, boolean big, Item item, S source, int at) {
            return copy(access, source, at, item.width());
        }

        @Override
        <S> void write(
                Access<S> access, boolean big, Item item, S target, int at, int v, Object value) {
            fill(access, target, at, item.width(), Bits.requireBytes(item, v, value));
        }
    }

    /** A length byte, then room for so many bytes. */
    static final class Counted extends BytesMover {
        @Override
        <S> Object read(Access<S> access, boolean big, Item item, S source, int at) {
            int room = item.width() - 1;
            if (room < 0) {
                return new byte[0];
            }
            // A length of more than there is room for counts as all the room.
            int length = access.getByte(source, at) & MAX_PASCAL;
            return copy(access, source, at + 1, Math.min(length, room));
        }

        @Override
        <S> void write(
                Access<S> access, boolean big, Item item, S target, int at, int v, Object value) {
            byte[] bytes = Bits.requireBytes(item, v, value);
            int room = item.width() - 1;
            if (room >= 0) {
                int length = Math.min(bytes.length, room);
                access.setByte(target, at, (byte) Math.min(length, MAX_PASCAL));
                fill(access, target, at + 1, room, bytes);
            }
        }
    }

    static final class Bool extends Mover {
        @Override
        <S> Object read(Access<S> access, boolean big, Item item, S source, int at) {
            return access.getByte(source, at) != 0;
        }

        @Override
        <S> void write(
                Access<S> access, boolean big, Item item, S target, int at, int v, Object value) {
            access.setByte(target, at, (byte) Bits.ofBoolean(item, v, value));
        }

        @Override
        void check(Item item, int v, Object value) {
            Bits.ofBoolean(item, v, value);
        }
    }

    private static <S> byte[] copy(Access<S> access, S source, int at, int length) {
        byte[] bytes = new byte[length];
        access.copyTo(source, at, bytes);
        return bytes;
    }

    /** Cuts what is too long, adds zeros to what is too short. */
    private static <S> void fill(Access<S> access, S target, int at, int width, byte[] bytes) {
        if (bytes.length >= width) {
            access.copyFrom(bytes, width, target, at);
        } else {
            access.copyFrom(bytes, bytes.length, target, at);
            access.clear(target, at + bytes.length, width - bytes.length);
        }
    }
}
