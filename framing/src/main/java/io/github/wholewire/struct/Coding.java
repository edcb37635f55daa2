/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.struct;

import java.nio.charset.Charset;
import org.jspecify.annotations.Nullable;

/** What a record's format says: the codes of its components, and the charset of its strings. */
record Coding(Codes codes, Text text) {
    /** That of the record itself; null if it has none. */
    static @Nullable Coding of(Class<?> type) {
        StructFormat own = type.getAnnotation(StructFormat.class);
        return own == null ? null : of(type, own.value(), null);
    }

    /**
     * That of a message.
     *
     * @param format null for that of the record
     * @param charset null for that of the record
     */
    static Coding of(Class<?> type, @Nullable String format, @Nullable Charset charset) {
        StructFormat own = type.getAnnotation(StructFormat.class);
        if (format == null && own == null) {
            throw new IllegalArgumentException(
                    type.getTypeName()
                            + " has no format; write @StructFormat(\"...\") on it, or give one");
        }
        Codes codes = Codes.of(format != null ? format : own.value());
        Charset chosen =
                charset != null ? charset : charset(type, own == null ? "UTF-8" : own.charset());
        return new Coding(codes, Text.of(chosen));
    }

    private static Charset charset(Class<?> type, String name) {
        try {
            return Charset.forName(name);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    type.getTypeName() + ": this JVM has no charset called " + Quote.of(name), e);
        }
    }
}
