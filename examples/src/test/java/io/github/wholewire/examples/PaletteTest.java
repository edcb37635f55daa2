/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import org.junit.jupiter.api.Test;

class PaletteTest {
    private static final Map<String, String> XTERM = Map.of("TERM", "xterm-256color");

    @Test
    void coloursTerminals() {
        assertEquals(Palette.ANSI, Palette.choose(true, XTERM));
    }

    @Test
    void coloursNoFilesAndPipes() {
        assertEquals(Palette.NONE, Palette.choose(false, XTERM));
    }

    @Test
    void coloursNothingWithoutAFitTerminal() {
        assertEquals(Palette.NONE, Palette.choose(true, Map.of()));
        assertEquals(Palette.NONE, Palette.choose(true, Map.of("TERM", "dumb")));
    }

    @Test
    void coloursNothingIfAskedNotTo() {
        var asked = Map.of("TERM", "xterm", "NO_COLOR", "1");
        assertEquals(Palette.NONE, Palette.choose(true, asked));

        var emptyIsNotAsked = Map.of("TERM", "xterm", "NO_COLOR", "");
        assertEquals(Palette.ANSI, Palette.choose(true, emptyIsNotAsked));
    }
}
