/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.struct;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a struct as RFCs draw a header: four a row, under a ruler of bits, each row with the
 * offset of its first byte in front.
 */
final class Diagram {
    private static final int BYTES_PER_ROW = 4;

    /** Characters: a bit takes two. */
    private static final int BYTE_WIDTH = 16;

    /** A longer run of values is one box. */
    private static final int MAX_BOXES = 8;

    /** So many rows that one value fills may be drawn; of more, the middle is left out. */
    private static final int MAX_FULL_ROWS = 3;

    private final Layout layout;
    private final int margin;
    private final List<Box> boxes = new ArrayList<>();
    private final StringBuilder out = new StringBuilder();
    private int current;

    /** Bytes that are drawn as one, from one offset to another. */
    private record Box(String label, long from, long to) {
        long rowOfLabel() {
            long firstFull = (from + BYTES_PER_ROW - 1) / BYTES_PER_ROW;
            long lastFull = to / BYTES_PER_ROW - 1;
            if (firstFull <= lastFull) {
                return (firstFull + lastFull) / 2;
            }
            long first = from / BYTES_PER_ROW;
            long last = (to - 1) / BYTES_PER_ROW;
            return last * BYTES_PER_ROW - from >= to - last * BYTES_PER_ROW ? first : last;
        }
    }

    Diagram(Layout layout) {
        this.layout = layout;
        this.margin = Integer.toString(layout.size - 1).length();
        for (Item item : layout.items) {
            addBoxes(item);
        }
    }

    private void addBoxes(Item item) {
        int at = item.offset();
        if (item.count() > MAX_BOXES || item.isPadding()) {
            String range = item.isPadding() ? "pad" : item.valueRange() + ": " + item.text();
            boxes.add(new Box(range, at, (long) at + item.length()));
            return;
        }
        for (int i = 0; i < item.count() && item.width() > 0; i++) {
            String label = item.firstValue() + i + ": " + item.valueText();
            boxes.add(new Box(label, at, (long) at + item.width()));
            at += item.width();
        }
    }

    @Override
    public String toString() {
        out.setLength(0);
        current = 0;
        ruler();
        long rows = (layout.size - 1L) / BYTES_PER_ROW + 1;
        line(0);
        for (long row = 0; row < rows; row++) {
            Box box = boxAt(row * BYTES_PER_ROW);
            long lastFull = box.to / BYTES_PER_ROW - 1;
            cells(row);
            if (box.from <= row * BYTES_PER_ROW && lastFull - row >= MAX_FULL_ROWS) {
                gap(box);
                row = lastFull;
                cells(row);
            }
            line(row + 1);
        }
        return out.toString();
    }

    private void ruler() {
        StringBuilder tens = new StringBuilder();
        StringBuilder ones = new StringBuilder();
        for (int bit = 0; bit < BYTES_PER_ROW * Byte.SIZE; bit++) {
            tens.append(' ').append(bit % 10 == 0 ? (char) ('0' + bit / 10) : ' ');
            ones.append(' ').append(bit % 10);
        }
        print("", tens.toString());
        print("", ones.toString());
    }

    /** The bytes of a row. */
    private void cells(long row) {
        long from = row * BYTES_PER_ROW;
        long to = Math.min(from + BYTES_PER_ROW, layout.size);
        StringBuilder line = new StringBuilder("|");
        for (long at = from; at < to; ) {
            Box box = boxAt(at);
            long end = Math.min(box.to, to);
            int width = (int) (end - at) * BYTE_WIDTH - 1;
            line.append(centered(box.rowOfLabel() == row ? box.label : "", width)).append('|');
            at = end;
        }
        print(Long.toString(from), line.toString());
    }

    /** Rows that are left out, all of one box. */
    private void gap(Box box) {
        String label = box.label + ", " + (box.to - box.from) + " bytes";
        print("", "~" + centered(label, BYTES_PER_ROW * BYTE_WIDTH - 1) + "~");
    }

    /** The line above a row: open where one box is on both sides. */
    private void line(long row) {
        StringBuilder line = new StringBuilder();
        boolean drawn = false;
        for (int i = 0; i < BYTES_PER_ROW; i++) {
            long below = row * BYTES_PER_ROW + i;
            Box above = row == 0 ? null : boxOrNull(below - BYTES_PER_ROW);
            Box under = boxOrNull(below);
            boolean wasDrawn = drawn;
            drawn = !Objects.equals(above, under);
            boolean edge = i == 0 || (under == null && above == null && wasDrawn);
            line.append(wasDrawn || drawn || edge ? '+' : ' ');
            line.append((drawn ? "-+" : "  ").repeat(BYTE_WIDTH / 2 - 1)).append(drawn ? '-' : ' ');
        }
        boolean full = boxOrNull(row * BYTES_PER_ROW - 1) != null || (row == 0 && drawn);
        print("", line + (full ? "+" : ""));
    }

    private static String centered(String label, int width) {
        String shown = label.length() > width ? label.substring(0, width) : label;
        int left = (width - shown.length()) / 2;
        return " ".repeat(left) + shown + " ".repeat(width - shown.length() - left);
    }

    private void print(String offset, String line) {
        out.append(" ".repeat(margin - offset.length())).append(offset).append(' ');
        out.append(line.stripTrailing()).append('\n');
    }

    private @Nullable Box boxOrNull(long at) {
        return at < 0 || at >= layout.size ? null : boxAt(at);
    }

    /** Rows are drawn from first to last: the box is near the last one asked for. */
    private Box boxAt(long at) {
        while (boxes.get(current).to <= at) {
            current++;
        }
        while (boxes.get(current).from > at) {
            current--;
        }
        return boxes.get(current);
    }
}
