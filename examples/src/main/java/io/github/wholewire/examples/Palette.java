/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.examples;

import java.io.Console;
import java.util.Locale;
import java.util.Map;

/** Colours, for terminals that have them. What is printed says the same without. */
enum Palette {
    NONE("", "", "", ""),
    ANSI("\033[1m", "\033[32m", "\033[31m", "\033[0m");

    private final String bold;
    private final String green;
    private final String red;
    private final String end;

    Palette(String bold, String green, String red, String end) {
        this.bold = bold;
        this.green = green;
        this.red = red;
        this.end = end;
    }

    /** Chooses none unless a person looks on and has not asked for none, see no-color.org. */
    static Palette choose(boolean terminal, Map<String, String> environment) {
        String term = environment.getOrDefault("TERM", "dumb").toLowerCase(Locale.ROOT);
        boolean unwanted = !environment.getOrDefault("NO_COLOR", "").isEmpty();
        return terminal && !unwanted && !term.equals("dumb") ? ANSI : NONE;
    }

    /** Tells whether the output of this process goes to a terminal. */
    @SuppressWarnings("SystemConsoleNull") // null on 17, and what it tells is asked from 22 on
    static boolean onTerminal() {
        Console console = System.console();
        if (console == null) {
            return false;
        }
        try { // from Java 22 on there is a console in any case, and it tells
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException e) {
            return true;
        }
    }

    String heading(String text) {
        return bold + text + end;
    }

    String good(String text) {
        return green + text + end;
    }

    String bad(String text) {
        return red + text + end;
    }
}
