/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.struct;

/**
 * Puts values into an array or a buffer. Whoever calls has checked how many there are, and that the
 * whole struct has room.
 *
 * <p>Runs of the usual numbers have loops of their own, as in {@link Unpacker}.
 */
final class Packer {
    private static final int MAX_PASCAL = 0xFF;

    private Packer() {}

    /** Refuses values as {@link #pack} would, and writes nothing. */
    static void check(Layout layout, Object[] values) {
        for (Item item : layout.items) {
            boolean bytes = item.type().javaType == byte[].class;
            int end = item.firstValue() + item.count();
            for (int v = item.firstValue(); v < end; v++) {
                if (bytes) {
                    Bits.requireBytes(item, v, values[v]);
                } else {
                    Bits.of(item, v, values[v]);
                }
            }
        }
    }

    /** Writes every byte of the struct, padding as zeros. */
    static <S> void pack(Layout layout, Object[] values, Access<S> access, S target, int base) {
        boolean big = layout.bigEndian;
        for (Item item : layout.items) {
            int at = base + item.offset();
            switch (item.type()) {
                case PAD -> access.clear(target, at, item.width());
                case CHAR, STRING, PASCAL -> packBytes(item, values, access, target, at);
                default -> {
                    int v = item.firstValue();
                    if (item.count() == 1) {
                        access.set(target, at, item.width(), big, Bits.of(item, v, values[v]));
                    } else {
                        packRun(item, values, big, access, target, at);
                    }
                }
            }
        }
    }

    private static <S> void packRun(
            Item item, Object[] values, boolean big, Access<S> access, S target, int start) {
        int v = item.firstValue();
        int end = v + item.count();
        int at = start;
        switch (item.type()) {
            case INT8, UINT8 -> {
                for (; v < end; v++, at++) {
                    access.setByte(target, at, (byte) Bits.ofInteger(item, v, values[v]));
                }
            }
            case INT16, UINT16 -> {
                for (; v < end; v++, at += Short.BYTES) {
                    access.setShort(target, at, big, (short) Bits.ofInteger(item, v, values[v]));
                }
            }
            case INT32, UINT32 -> {
                for (; v < end; v++, at += Integer.BYTES) {
                    access.setInt(target, at, big, (int) Bits.ofInteger(item, v, values[v]));
                }
            }
            case INT64 -> {
                for (; v < end; v++, at += Long.BYTES) {
                    access.setLong(target, at, big, Bits.ofInteger(item, v, values[v]));
                }
            }
            case FLOAT32 -> {
                for (; v < end; v++, at += Float.BYTES) {
                    access.setInt(target, at, big, (int) Bits.ofFloat(item, v, values[v]));
                }
            }
            case FLOAT64 -> {
                for (; v < end; v++, at += Double.BYTES) {
                    access.setLong(target, at, big, Bits.ofFloat(item, v, values[v]));
                }
            }
            default -> {
                for (; v < end; v++, at += item.width()) {
                    access.set(target, at, item.width(), big, Bits.of(item, v, values[v]));
                }
            }
        }
    }

    private static <S> void packBytes(
            Item item, Object[] values, Access<S> access, S target, int start) {
        int width = item.width();
        int at = start;
        int end = item.firstValue() + item.count();
        for (int v = item.firstValue(); v < end; v++, at += width) {
            byte[] bytes = Bits.requireBytes(item, v, values[v]);
            if (item.type() == Type.PASCAL && width > 0) {
                int length = Math.min(bytes.length, width - 1);
                access.setByte(target, at, (byte) Math.min(length, MAX_PASCAL));
                packString(bytes, access, target, at + 1, width - 1);
            } else {
                packString(bytes, access, target, at, width);
            }
        }
    }

    private static <S> void packString(
            byte[] bytes, Access<S> access, S target, int at, int width) {
        int length = Math.min(bytes.length, width);
        access.copyFrom(bytes, length, target, at);
        access.clear(target, at + length, width - length);
    }
}
