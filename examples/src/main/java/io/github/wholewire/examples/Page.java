/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.examples;

import java.io.PrintStream;
import java.util.Locale;

/** Prints for a terminal of 80 columns. */
record Page(PrintStream out, Palette palette) {
    private static final int COLUMNS = 80;

    void line(String text) {
        out.println(text);
    }

    void blank() {
        out.println();
    }

    /** Breaks a text into lines that fit. */
    void wrapped(String indent, String text) {
        StringBuilder line = new StringBuilder(indent);
        for (String word : text.split(" ", -1)) {
            if (line.length() > indent.length()) {
                if (line.length() + 1 + word.length() > COLUMNS) {
                    out.println(line);
                    line.setLength(indent.length());
                } else {
                    line.append(' ');
                }
            }
            line.append(word);
        }
        out.println(line);
    }

    /** A way's name in its {@link Way#NAME_COLUMNS}. */
    static String name(String way) {
        return String.format(Locale.ROOT, "%-26s", way);
    }

    /** A number, or what stands above numbers, in a column of its own. */
    static String cell(Object value) {
        return String.format(Locale.ROOT, "  %8s", value);
    }

    static String rule(int numbers) {
        return "-".repeat(Way.NAME_COLUMNS) + "  --------".repeat(numbers);
    }

    static String counted(long count, String thing) {
        return count + " " + thing + (count == 1 ? "" : "s");
    }
}
