/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.struct;

import java.util.HexFormat;

/** The rows of a dump: where, which bytes, what they are. Not thread-safe. */
final class DumpTable {
    private static final int BYTES_PER_LINE = 8;

    /** A longer value is cut to half of it. */
    private static final int MAX_BYTES = 2 * BYTES_PER_LINE;

    private static final HexFormat HEX = HexFormat.ofDelimiter(" ");

    private final byte[] payload;
    private final Table table;

    /** Takes the head of the column that names the values. */
    DumpTable(byte[] payload, String values) {
        this.payload = payload;
        this.table = new Table(" offset", "bytes", values, "code", "is");
    }

    /** The first bytes of a value, perhaps on two lines, and how many more there are. */
    void addBytes(int at, int length, String name, String code, String is) {
        int present = Math.max(0, Math.min(length, payload.length - at));
        int shown = present > MAX_BYTES ? BYTES_PER_LINE : present;
        int inFirstLine = Math.min(shown, BYTES_PER_LINE);
        boolean cut = present < length;
        addRow(at, hex(at, inFirstLine, cut && inFirstLine == present), name, code, is);
        int rest = at + inFirstLine;
        if (inFirstLine < shown) {
            addRow(rest, hex(rest, shown - inFirstLine, cut), "", "", "");
        } else if (shown < present) {
            addRow(rest, "... " + (present - shown) + " more", "", "", "");
        }
    }

    private String hex(int at, int length, boolean cut) {
        String hex = length == 0 ? "" : HEX.formatHex(payload, at, at + length);
        return cut ? (hex + " --").strip() : hex;
    }

    void addRow(int offset, String bytes, String name, String code, String is) {
        table.add(Integer.toString(offset), bytes, name, code, is);
    }

    @Override
    public String toString() {
        return table.toString();
    }
}
