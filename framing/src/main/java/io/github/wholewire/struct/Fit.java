/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.struct;

import static java.lang.invoke.MethodType.methodType;

import java.lang.invoke.MethodHandle;
import java.math.BigInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The one table of which Java type fits which code, and how they are moved. */
final class Fit {
    private Fit() {}

    /** A component of its own code; null if they do not fit. */
    static @Nullable Part one(Slot slot, Item item, boolean big, Text text) {
        Class<?> java = slot.javaType();
        Type type = slot.type();
        int width = item.width();
        boolean counted = type == Type.PASCAL;
        if (type == Type.STRING && java == String.class) {
            text.requireWholeNuls(slot, width);
        }
        if (type == Type.STRING || counted) {
            return java == String.class
                    ? cell(slot, width, a -> new TextCell(slot, a, width, counted, text))
                    : java == byte[].class
                            ? cell(slot, width, a -> new BytesCell(slot, a, width, counted))
                            : null;
        }
        if (java.isEnum() && type.isInteger()) {
            return enumOf(slot, big);
        }
        if (java == BigInteger.class && (type == Type.UINT64 || type == Type.POINTER)) {
            return bigInteger(slot, big);
        }
        return fits(java, type) ? cell(slot, width, a -> primitive(slot, a, big)) : null;
    }

    /** An array of all the values of an item; null if they do not fit. */
    static @Nullable Part array(Slot slot, Item item, boolean big) {
        int count = item.count();
        return fits(slot.javaType().getComponentType(), slot.type())
                ? cell(slot, item.length(), a -> new ArrayCell(slot, elements(slot, a, big), count))
                : null;
    }

    /** What takes as much as a count says; null if they do not fit. */
    static @Nullable Part run(Slot slot, boolean big, Text text, boolean counted) {
        Class<?> java = slot.javaType();
        boolean bytes = slot.type() == Type.STRING;
        if (java == String.class && bytes) {
            return run(slot, counted, a -> new TextRun(slot, a, text));
        }
        boolean fits =
                java.isArray()
                        && (bytes
                                ? java == byte[].class
                                : fits(java.getComponentType(), slot.type()));
        return fits ? run(slot, counted, a -> new ArrayRun(slot, elements(slot, a, big))) : null;
    }

    static Part run(Slot slot, boolean counted, Function<Access<Object>, Cell.Run> run) {
        return new Part(slot, Part.VARIABLE, 0) {
            @Override
            Handles handles(Access<Object> access) {
                return Handles.of(run.apply(access), slot.javaType(), counted);
            }
        };
    }

    /** A number or a boolean of some bits; null if they do not fit. */
    static @Nullable Part bits(Slot slot, boolean big, int shift, boolean isFirst) {
        Class<?> java = slot.javaType();
        int bits = slot.bits();
        int width = slot.type().width;
        boolean isEnum = java.isEnum();
        int room = java == boolean.class ? 1 : isEnum ? Long.SIZE : bitsOf(java);
        if (room < bits || (java == boolean.class && bits > 1)) {
            return null;
        }
        long mask = -1L >>> (Long.SIZE - bits);
        boolean checked = !isEnum && room > bits;
        Function<Access<Object>, Handles> handles =
                a -> {
                    BitCell cell = new BitCell(slot, a, big, width, shift, mask, isFirst, checked);
                    return Handles.of(cell, isEnum ? long.class : java);
                };
        if (!isEnum) {
            return Part.leaf(slot, width, handles);
        }
        EnumTable table = EnumTable.of(slot, java, 0, mask < 0 ? Long.MAX_VALUE : mask);
        return Part.leaf(slot, width, a -> enumHandles(handles.apply(a), table));
    }

    /** Whether a primitive type holds all values of a code, or at least all their bits. */
    private static boolean fits(Class<?> java, Type type) {
        return switch (type) {
            case BOOL -> java == boolean.class;
            case CHAR -> java == byte.class || java == char.class;
            case FLOAT16, FLOAT32, NATIVE_FLOAT32 -> java == float.class || java == double.class;
            case FLOAT64 -> java == double.class;
            default ->
                    type.isInteger()
                            && bitsOf(java) >= type.width * Byte.SIZE
                            && (java != char.class || type.min == 0);
        };
    }

    /** A char is an unsigned number; 0 if the type is no integer. */
    private static int bitsOf(Class<?> java) {
        return java == byte.class
                ? Byte.SIZE
                : java == short.class || java == char.class
                        ? Short.SIZE
                        : java == int.class ? Integer.SIZE : java == long.class ? Long.SIZE : 0;
    }

    private static Cell primitive(Slot slot, Access<Object> access, boolean big) {
        Class<?> java = slot.javaType();
        if (java == boolean.class) {
            return new BoolCell(access);
        }
        if (java == float.class) {
            return FloatCell.of(slot, access, big);
        }
        return slot.type().isFloat()
                ? DoubleCell.of(slot, access, big)
                : IntegerCell.of(slot, access, big, isWider(java, slot.type()));
    }

    private static boolean isWider(Class<?> java, Type type) {
        return bitsOf(java) > type.width * Byte.SIZE;
    }

    private static Elements elements(Slot slot, Access<Object> access, boolean big) {
        Class<?> element = slot.javaType().getComponentType();
        Type type = slot.type();
        boolean checked =
                type.isFloat()
                        ? type == Type.FLOAT16 || (type == Type.FLOAT32 && element == double.class)
                        : type.isInteger() && isWider(element, type);
        return Elements.of(slot, access, big, checked);
    }

    private static Part cell(Slot slot, int size, Function<Access<Object>, Cell> cell) {
        return Part.leaf(slot, size, a -> Handles.of(cell.apply(a), slot.javaType()));
    }

    private static Part enumOf(Slot slot, boolean big) {
        Type type = slot.type();
        EnumTable table = EnumTable.of(slot, slot.javaType(), type.min, type.max);
        return Part.leaf(slot, type.width, a -> enumHandles(longs(slot, a, big), table));
    }

    private static Handles enumHandles(Handles numbers, EnumTable table) {
        Class<?> java = table.slot().javaType();
        MethodHandle constant = Handles.bind(table, "constant", Object.class, long.class);
        MethodHandle number = Handles.bind(table, "number", long.class, Object.class);
        MethodHandle check = Handles.bind(table, "check", void.class, Object.class);
        return numbers.convert(
                constant.asType(methodType(java, long.class)),
                number.asType(methodType(long.class, java)),
                check.asType(methodType(void.class, java)));
    }

    private static Part bigInteger(Slot slot, boolean big) {
        Unsigned64 unsigned = new Unsigned64(slot);
        Class<?> java = BigInteger.class;
        return Part.leaf(
                slot,
                slot.type().width,
                a ->
                        longs(slot, a, big)
                                .convert(
                                        Handles.bind(unsigned, "number", java, long.class),
                                        Handles.bind(unsigned, "bits", long.class, java),
                                        Handles.bind(unsigned, "check", void.class, java)));
    }

    private static Handles longs(Slot slot, Access<Object> access, boolean big) {
        return Handles.of(IntegerCell.of(slot, access, big, false), long.class);
    }

    /** What a code fits, for people. */
    static String accepted(Type type) {
        return switch (type) {
            case BOOL -> "boolean";
            case CHAR -> "byte or char";
            case FLOAT16, FLOAT32, NATIVE_FLOAT32 -> "float or double";
            case FLOAT64 -> "double";
            case STRING, PASCAL -> "String or byte[]";
            case INT8 -> "byte, short, int, long or an enum";
            case UINT8 -> "byte, short, char, int, long or an enum";
            case INT16 -> "short, int, long or an enum";
            case UINT16 -> "short, char, int, long or an enum";
            case INT32, UINT32 -> "int, long or an enum";
            case UINT64, POINTER -> "long, BigInteger or an enum";
            default -> "long or an enum";
        };
    }
}
