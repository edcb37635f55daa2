/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.examples;

/**
 * Shows bytes in printable ASCII, so that each terminal shows them alike, and a character that was
 * cut in two shows as such.
 */
final class Escaped {
    private static final int MAX_COLUMNS = 50;
    private static final String CUT = "...";

    private Escaped() {}

    /** Returns them in quotes, or as much of them as fits a line, followed by dots. */
    static String text(byte[] bytes, int length) {
        StringBuilder text = new StringBuilder("\"");
        int end = text.length(); // what is kept if the rest does not fit
        for (int i = 0; i < length; i++) {
            text.append(escape(bytes[i]));
            if (text.length() + 1 > MAX_COLUMNS) {
                text.setLength(end);
                return text.append('"').append(CUT).toString();
            }
            if (text.length() + 1 + CUT.length() <= MAX_COLUMNS) {
                end = text.length();
            }
        }
        return text.append('"').toString();
    }

    private static String escape(byte value) {
        return switch (value) {
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            case '\t' -> "\\t";
            case '"' -> "\\\"";
            case '\\' -> "\\\\";
            default ->
                    value >= ' ' && value < 0x7F
                            ? Character.toString(value)
                            : String.format("\\x%02x", value);
        };
    }
}
