/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.examples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EscapedTest {
    @Test
    void escapesWhatIsNotPrintableAscii() {
        assertEquals(
                "\"a\\n\\r\\t\\\"\\\\\\x00\\x7f\\xc3\\xa9\"", text("a\n\r\t\"\\\0\u007f\u00e9"));
        assertEquals("\"\"", text(""));
    }

    @Test
    void takesOnlySoManyBytes() {
        assertEquals("\"ab\"", Escaped.text("abcd".getBytes(UTF_8), 2));
    }

    @Test
    void showsWhatJustFits() {
        assertEquals('"' + "a".repeat(48) + '"', text("a".repeat(48)));
        assertEquals('"' + "a".repeat(45) + "\"...", text("a".repeat(49)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "\u00e9", "a\u00e9", "\n"})
    void staysWithinItsColumns(String part) {
        for (int count = 0; count < 100; count++) {
            String shown = text(part.repeat(count));
            assertTrue(shown.length() <= 50, shown);
            assertTrue(shown.matches("\"([ -\\[\\]-~]|\\\\x..|\\\\n)*\"(\\.\\.\\.)?"), shown);
        }
    }

    private static String text(String text) {
        byte[] bytes = text.getBytes(UTF_8);
        return Escaped.text(bytes, bytes.length);
    }
}
