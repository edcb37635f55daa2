/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.struct;

/**
 * Moves one component between bytes and a value. It has these methods, which {@link Handles} finds
 * by name, and which are not here since each has the types of its own value {@code V}:
 *
 * <pre>
 * V    read(Object source, int at)
 * void write(Object target, int at, V value)     refuses what check refuses
 * void check(V value)                            if isChecked()
 * </pre>
 *
 * <p>Cells are records: the JIT takes the components of a record for constants where the record is
 * one.
 */
interface Cell {
    /** {@code V}; the handles cast it to the component's type. */
    Class<?> valueType();

    /** Whether some values do not fit. */
    boolean isChecked();

    /**
     * A cell whose length is not fixed:
     *
     * <pre>
     * V    read(long count, Object source, Cursor cursor)
     * void write(Object target, Cursor cursor, V value)
     * long measure(long count, V value)         the bytes it takes; refuses what does not fit
     * </pre>
     *
     * The count is what another component holds, or {@link #REST}.
     */
    interface Run extends Cell {
        long REST = Long.MIN_VALUE;

        /** What a component counts, never {@link #REST}; negative is never right. */
        static long count(long mask, long value) {
            return Math.max(value & mask, REST + 1);
        }

        @Override
        default boolean isChecked() {
            return true;
        }

        /** How many elements there are to read, all of which are there. */
        static int elements(Slot slot, long count, Cursor cursor, int minElementSize) {
            int remaining = cursor.remaining();
            if (count == REST) {
                return remaining / minElementSize;
            }
            if (count < 0 || count > remaining / minElementSize) {
                throw slot.refuse(
                        count
                                + " elements of at least "
                                + minElementSize
                                + " bytes are announced, but "
                                + remaining
                                + " bytes are left");
            }
            return (int) count;
        }

        /** Refuses a count that says something else. */
        static void requireCount(Slot slot, long count, long length, String unit) {
            if (count != REST && count != length) {
                throw slot.refuse(
                        length
                                + " "
                                + unit
                                + ", but the component that counts them says "
                                + count
                                + "; make them equal");
            }
        }
    }
}
