/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.framing;

/**
 * Follows a JSON text byte by byte, just closely enough to tell where a line feed ends it: not
 * before it has begun, and not within brackets or a string. That it is JSON is for a parser to say.
 */
final class JsonText {
    private int depth;
    private boolean begun;
    private boolean inString;
    private boolean escaped;

    void reset() {
        depth = 0;
        begun = false;
        inString = false;
        escaped = false;
    }

    /** Takes the next byte, and tells whether it is the line feed that ends the text. */
    boolean endsWith(byte value) {
        if (inString) {
            inString = value != '"' || escaped;
            escaped = value == '\\' && !escaped;
            return false;
        }
        switch (value) {
            case '\n' -> {
                return begun && depth == 0;
            }
            case ' ', '\t', '\r' -> {
                return false;
            }
            case '"' -> inString = true;
            case '{', '[' -> depth++;
            case '}', ']' -> depth = Math.max(0, depth - 1);
            default -> {} // part of a number or a word
        }
        begun = true;
        return false;
    }
}
