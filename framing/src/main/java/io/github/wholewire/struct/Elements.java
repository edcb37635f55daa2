/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.struct;

import java.lang.reflect.Array;

/**
 * The elements of a primitive array, all of one code.
 *
 * @param type the array's
 * @param integer for integers
 * @param number for floating-point numbers
 */
record Elements(
        Slot slot,
        Access<Object> access,
        Class<?> type,
        int width,
        IntegerCell integer,
        DoubleCell number,
        boolean isChecked) {

    static Elements of(Slot slot, Access<Object> access, boolean big, boolean checked) {
        return new Elements(
                slot,
                access,
                slot.javaType(),
                slot.type().width,
                IntegerCell.of(slot, access, big, checked),
                DoubleCell.of(slot, access, big),
                checked);
    }

    int count(Object array) {
        return Array.getLength(slot.require(array));
    }

    Object read(Object source, int at, int count) {
        Object array = Array.newInstance(type.getComponentType(), count);
        if (array instanceof byte[] a) {
            access.copyTo(source, at, a, count);
        } else if (array instanceof short[] a) {
            for (int i = 0; i < a.length; i++) {
                a[i] = (short) integer.read(source, at + i * width);
            }
        } else if (array instanceof char[] a) {
            for (int i = 0; i < a.length; i++) {
                a[i] = (char) integer.read(source, at + i * width);
            }
        } else if (array instanceof int[] a) {
            for (int i = 0; i < a.length; i++) {
                a[i] = (int) integer.read(source, at + i * width);
            }
        } else if (array instanceof long[] a) {
            for (int i = 0; i < a.length; i++) {
                a[i] = integer.read(source, at + i * width);
            }
        } else if (array instanceof float[] a) {
            for (int i = 0; i < a.length; i++) {
                a[i] = (float) number.read(source, at + i * width);
            }
        } else if (array instanceof double[] a) {
            for (int i = 0; i < a.length; i++) {
                a[i] = number.read(source, at + i * width);
            }
        } else if (array instanceof boolean[] a) {
            for (int i = 0; i < a.length; i++) {
                a[i] = access.getByte(source, at + i) != 0;
            }
        }
        return array;
    }

    void write(Object target, int at, Object array) {
        if (array instanceof byte[] a) {
            access.copyFrom(a, a.length, target, at);
        } else if (array instanceof short[] a) {
            for (int i = 0; i < a.length; i++) {
                integer.write(target, at + i * width, a[i]);
            }
        } else if (array instanceof char[] a) {
            for (int i = 0; i < a.length; i++) {
                integer.write(target, at + i * width, a[i]);
            }
        } else if (array instanceof int[] a) {
            for (int i = 0; i < a.length; i++) {
                integer.write(target, at + i * width, a[i]);
            }
        } else if (array instanceof long[] a) {
            for (int i = 0; i < a.length; i++) {
                integer.write(target, at + i * width, a[i]);
            }
        } else if (array instanceof float[] a) {
            for (int i = 0; i < a.length; i++) {
                number.write(target, at + i * width, a[i]);
            }
        } else if (array instanceof double[] a) {
            for (int i = 0; i < a.length; i++) {
                number.write(target, at + i * width, a[i]);
            }
        } else if (array instanceof boolean[] a) {
            for (int i = 0; i < a.length; i++) {
                access.setByte(target, at + i, (byte) (a[i] ? 1 : 0));
            }
        }
    }

    /** Refuses an element that does not fit. */
    void check(Object array) {
        if (!isChecked) {
            return;
        }
        if (array instanceof short[] a) {
            for (short value : a) {
                integer.check(value);
            }
        } else if (array instanceof char[] a) {
            for (char value : a) {
                integer.check(value);
            }
        } else if (array instanceof int[] a) {
            for (int value : a) {
                integer.check(value);
            }
        } else if (array instanceof long[] a) {
            for (long value : a) {
                integer.check(value);
            }
        } else if (array instanceof float[] a) {
            for (float value : a) {
                number.check(value);
            }
        } else if (array instanceof double[] a) {
            for (double value : a) {
                number.check(value);
            }
        }
    }
}
