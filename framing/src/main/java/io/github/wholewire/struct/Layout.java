/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.struct;

import java.util.List;

/** Where each value of a struct lies: a parsed format. Immutable. */
final class Layout {
    final String format;
    final boolean bigEndian;
    final boolean nativeMode;
    final int size;
    final int valueCount;

    /** By offset, padding included; nobody changes them. */
    final Item[] items;

    Layout(
            String format,
            boolean bigEndian,
            boolean nativeMode,
            List<Item> items,
            int size,
            int valueCount) {
        this.format = format;
        this.bigEndian = bigEndian;
        this.nativeMode = nativeMode;
        this.items = items.toArray(Item[]::new);
        this.size = size;
        this.valueCount = valueCount;
    }

    /**
     * The item that a value belongs to: the last one that does not begin behind it. It is never
     * padding, since that has the index of the value after it.
     */
    Item itemOf(int valueIndex) {
        if (valueIndex < 0 || valueIndex >= valueCount) {
            throw new IndexOutOfBoundsException(
                    "value " + valueIndex + " of " + valueCount + " in " + Quote.of(format));
        }
        int low = 0;
        int high = items.length - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (items[middle].firstValue() > valueIndex) {
                high = middle - 1;
            } else {
                low = middle;
            }
        }
        return items[low];
    }
}
