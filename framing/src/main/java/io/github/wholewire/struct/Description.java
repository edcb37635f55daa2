/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.struct;

/** A struct as people look at it: what is where. */
final class Description {
    private Description() {}

    static String of(Layout layout) {
        String head = headline(layout) + ", " + order(layout) + "\n";
        String table = layout.items.length == 0 ? "" : "\n" + table(layout);
        String diagram = layout.size == 0 ? "" : "\n" + new Diagram(layout);
        return head + table + diagram;
    }

    /** The format, how many bytes, how many values. */
    static String headline(Layout layout) {
        return "struct "
                + Quote.of(layout.format)
                + ": "
                + counted(layout.size, "byte")
                + ", "
                + counted(layout.valueCount, "value");
    }

    static String counted(long count, String what) {
        return count + " " + what + (count == 1 ? "" : "s");
    }

    private static String order(Layout layout) {
        return (layout.bigEndian ? "big-endian" : "little-endian")
                + (layout.nativeMode ? ", native sizes and alignment" : "");
    }

    private static Table table(Layout layout) {
        Table table = new Table(" value", "code", " offset", " size", "type", "Java");
        for (Item item : layout.items) {
            table.add(
                    item.valueRange(),
                    item.text(),
                    Integer.toString(item.offset()),
                    (item.count() > 1 ? item.count() + " x " : "") + item.width(),
                    item.type().label,
                    item.isPadding() ? "" : item.type().javaType.getSimpleName());
        }
        return table;
    }
}
