/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.struct;

import static io.github.wholewire.struct.Description.counted;

import java.util.HexFormat;

/** A payload as people look at it: which byte is which value. */
final class Dump {
    private static final int BYTES_PER_LINE = 8;

    /** A longer value is cut to half of it. */
    private static final int MAX_BYTES = 2 * BYTES_PER_LINE;

    /** A longer run is cut to half of it. */
    private static final int MAX_VALUES = 16;

    private static final HexFormat HEX = HexFormat.ofDelimiter(" ");

    private final Layout layout;
    private final byte[] payload;
    private final Table table = new Table(" offset", "bytes", " value", "code", "is");

    private Dump(Layout layout, byte[] payload) {
        this.layout = layout;
        this.payload = payload;
    }

    static String of(Layout layout, byte[] payload) {
        return new Dump(layout, payload).text();
    }

    private String text() {
        for (Item item : layout.items) {
            add(item);
        }
        int tooMany = payload.length - layout.size;
        if (tooMany > 0) {
            addBytes(layout.size, tooMany, "", "", "too many");
        }
        String head = Description.headline(layout) + "\n";
        String verdict = tooMany == 0 ? "" : "\n" + verdict(tooMany) + "\n";
        return head + (layout.size == 0 && tooMany == 0 ? "" : "\n" + table) + verdict;
    }

    private String verdict(int tooMany) {
        return "the payload has "
                + counted(payload.length, "byte")
                + ": "
                + (tooMany > 0 ? tooMany + " too many" : -tooMany + " missing");
    }

    private void add(Item item) {
        if (item.offset() >= payload.length && item.length() > 0) {
            addRow(item.offset(), "--", item.valueRange(), item.text(), "missing");
        } else if (item.isPadding()) {
            addBytes(item.offset(), item.width(), "", item.text(), "");
        } else {
            addValues(item);
        }
    }

    private void addValues(Item item) {
        int shown = item.count() > MAX_VALUES ? MAX_VALUES / 2 : item.count();
        for (int i = 0; i < shown; i++) {
            int at = item.offset() + i * item.width();
            String index = Integer.toString(item.firstValue() + i);
            addBytes(at, item.width(), index, item.valueText(), value(item, at));
        }
        if (shown < item.count()) {
            int at = item.offset() + shown * item.width();
            int more = item.count() - shown;
            addRow(at, "...", "", "", more + " more, " + more * item.width() + " bytes");
        }
    }

    private String value(Item item, int at) {
        int present = payload.length - at;
        if (present < item.width()) {
            return present <= 0 ? "missing" : "cut: " + present + " of " + item.width() + " bytes";
        }
        Object value =
                item.type().mover.read(ArrayAccess.INSTANCE, layout.bigEndian, item, payload, at);
        return value instanceof byte[] bytes ? Quote.of(bytes) : value.toString();
    }

    /** The first bytes of a value, perhaps on two lines, and how many more there are. */
    private void addBytes(int at, int length, String index, String code, String is) {
        int present = Math.max(0, Math.min(length, payload.length - at));
        int shown = present > MAX_BYTES ? BYTES_PER_LINE : present;
        int inFirstLine = Math.min(shown, BYTES_PER_LINE);
        boolean cut = present < length;
        addRow(at, hex(at, inFirstLine, cut && inFirstLine == present), index, code, is);
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

    private void addRow(int offset, String bytes, String index, String code, String is) {
        table.add(Integer.toString(offset), bytes, index, code, is);
    }
}
