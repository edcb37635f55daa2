/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.struct;

/** Formats and bytes as people can read them: escaped, and cut short. */
final class Quote {
    private static final int MAX_FORMAT = 60;
    private static final int MAX_TEXT = 32;
    private static final String HEX = "0123456789abcdef";

    private Quote() {}

    /** A format between quotation marks. */
    static String of(String format) {
        String quoted = "\"" + escaped(format, 0, Math.min(format.length(), MAX_FORMAT));
        return quoted + (format.length() > MAX_FORMAT ? "...\"" : "\"");
    }

    /** A format with a caret under one of its characters, on two lines of their own. */
    static String caret(String format, int index) {
        int from = Math.max(0, index - MAX_FORMAT / 2);
        int to = Math.min(format.length(), from + MAX_FORMAT);
        String before = (from > 0 ? "..." : "") + escaped(format, from, index);
        String behind = escaped(format, index, to) + (to < format.length() ? "..." : "");
        String indent = "\n    ";
        return indent + before + behind + indent + " ".repeat(before.length()) + "^";
    }

    /** A character between apostrophes. */
    static String of(char character) {
        StringBuilder out = new StringBuilder("'");
        escape(character, out);
        return out.append('\'').toString();
    }

    /** Bytes as text between quotation marks. */
    static String of(byte[] bytes) {
        StringBuilder out = new StringBuilder("\"");
        int i = 0;
        for (; i < bytes.length && out.length() < MAX_TEXT; i++) {
            char character = (char) (bytes[i] & 0xFF);
            if (character == '"' || character == '\\') {
                out.append('\\');
            }
            escape(character, out);
        }
        return out.append(i < bytes.length ? "\"..." : "\"").toString();
    }

    private static String escaped(String text, int from, int to) {
        StringBuilder out = new StringBuilder();
        for (int i = from; i < to; i++) {
            escape(text.charAt(i), out);
        }
        return out.toString();
    }

    private static void escape(char character, StringBuilder out) {
        int special = "\0\t\n\u000B\f\r".indexOf(character);
        if (special >= 0) {
            out.append('\\').append("0tnvfr".charAt(special));
        } else if (character >= ' ' && character <= '~') {
            out.append(character);
        } else {
            out.append(character <= 0xFF ? "\\x" : "\\u");
            for (int shift = character <= 0xFF ? 4 : 12; shift >= 0; shift -= 4) {
                out.append(HEX.charAt(character >> shift & 0xF));
            }
        }
    }
}
