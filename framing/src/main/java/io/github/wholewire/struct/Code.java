/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.struct;

import org.jspecify.annotations.Nullable;

/** The letters of the format language, and what each is in standard and in native mode. */
enum Code {
    PAD('x', Type.PAD),
    CHAR('c', Type.CHAR),
    SIGNED_CHAR('b', Type.INT8),
    UNSIGNED_CHAR('B', Type.UINT8),
    BOOL('?', Type.BOOL),
    SHORT('h', Type.INT16),
    UNSIGNED_SHORT('H', Type.UINT16),
    INT('i', Type.INT32),
    UNSIGNED_INT('I', Type.UINT32),
    LONG('l', Type.INT32, Type.INT64),
    UNSIGNED_LONG('L', Type.UINT32, Type.UINT64),
    LONG_LONG('q', Type.INT64),
    UNSIGNED_LONG_LONG('Q', Type.UINT64),
    SSIZE('n', null, Type.INT64),
    SIZE('N', null, Type.UINT64),
    HALF('e', Type.FLOAT16),
    FLOAT('f', Type.FLOAT32, Type.NATIVE_FLOAT32),
    DOUBLE('d', Type.FLOAT64),
    STRING('s', Type.STRING),
    PASCAL('p', Type.PASCAL),
    POINTER('P', null, Type.POINTER);

    private static final @Nullable Code[] BY_LETTER = new @Nullable Code[128];

    static {
        for (Code code : values()) {
            BY_LETTER[code.letter] = code;
        }
    }

    final char letter;
    private final @Nullable Type standardType;
    private final Type nativeType;

    Code(char letter, Type type) {
        this(letter, type, type);
    }

    Code(char letter, @Nullable Type standardType, Type nativeType) {
        this.letter = letter;
        this.standardType = standardType;
        this.nativeType = nativeType;
    }

    static @Nullable Code of(char letter) {
        return letter < BY_LETTER.length ? BY_LETTER[letter] : null;
    }

    /** Null if it has none in this mode. */
    @Nullable Type type(boolean nativeMode) {
        return nativeMode ? nativeType : standardType;
    }

    /** The letters that can be used in a mode, for people. */
    static String letters(boolean nativeMode) {
        StringBuilder letters = new StringBuilder();
        for (Code code : values()) {
            if (code.type(nativeMode) != null) {
                letters.append(letters.length() == 0 ? "" : " ").append(code.letter);
            }
        }
        return letters.toString();
    }
}
