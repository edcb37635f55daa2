/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.struct;

import java.util.ArrayList;
import java.util.List;

/** Columns of text, as wide as they have to be. Not thread-safe. */
final class Table {
    private static final String GAP = "  ";

    private final boolean[] right;
    private final List<String[]> rows = new ArrayList<>();
    private final int[] widths;

    /** Takes the heads of the columns; one with a blank in front is aligned to the right. */
    Table(String... heads) {
        this.right = new boolean[heads.length];
        this.widths = new int[heads.length];
        String[] row = new String[heads.length];
        for (int i = 0; i < heads.length; i++) {
            right[i] = heads[i].startsWith(" ");
            row[i] = heads[i].strip();
        }
        add(row);
    }

    /** Adds a row of as many cells as there are heads. */
    void add(String... cells) {
        for (int i = 0; i < cells.length; i++) {
            widths[i] = Math.max(widths[i], cells[i].length());
        }
        rows.add(cells);
    }

    @Override
    public String toString() {
        StringBuilder out = new StringBuilder();
        for (String[] row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < row.length; i++) {
                String blanks = " ".repeat(widths[i] - row[i].length());
                line.append(i == 0 ? "" : GAP);
                line.append(right[i] ? blanks + row[i] : row[i] + blanks);
            }
            out.append(line.toString().stripTrailing()).append('\n');
        }
        return out.toString();
    }
}
