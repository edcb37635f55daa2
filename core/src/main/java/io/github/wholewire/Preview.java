/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire;

import java.nio.ByteBuffer;

/** Bytes of a peer as they may stand in a message or a log: escaped, and cut short. */
final class Preview {
    private static final int MAX_BYTES = 24;

    private Preview() {}

    static String of(ByteBuffer bytes) {
        StringBuilder text = new StringBuilder("\"");
        int end = Math.min(bytes.limit(), bytes.position() + MAX_BYTES);
        for (int i = bytes.position(); i < end; i++) {
            append(text, bytes.get(i) & 0xFF);
        }
        return text.append(end < bytes.limit() ? "\"..." : "\"").toString();
    }

    private static void append(StringBuilder text, int value) {
        switch (value) {
            case '\r' -> text.append("\\r");
            case '\n' -> text.append("\\n");
            case '\t' -> text.append("\\t");
            case '"' -> text.append("\\\"");
            case '\\' -> text.append("\\\\");
            default -> {
                if (value >= ' ' && value < 0x7F) {
                    text.append((char) value);
                } else {
                    text.append(String.format("\\x%02x", value));
                }
            }
        }
    }
}
