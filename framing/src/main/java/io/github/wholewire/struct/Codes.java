/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.struct;

import org.jspecify.annotations.Nullable;

/** Hands out the codes of a format, one after the other. Not thread-safe. */
final class Codes {
    final Layout layout;
    private int index;
    private int taken;

    private Codes(Layout layout) {
        this.layout = layout;
    }

    static Codes of(String format) {
        return new Codes(FormatParser.parse(format));
    }

    String format() {
        return layout.format;
    }

    boolean bigEndian() {
        return layout.bigEndian;
    }

    /** Takes the padding in front of the next code, and returns how many bytes it has. */
    int takePadding() {
        int length = 0;
        while (index < layout.items.length && layout.items[index].isPadding()) {
            length += layout.items[index++].width();
        }
        return length;
    }

    /** The item of the next code, or null if there is none. */
    @Nullable Item peek() {
        return index < layout.items.length ? layout.items[index] : null;
    }

    /** Whether some values of the next item have been taken. */
    boolean isInsideItem() {
        return taken > 0;
    }

    /** Takes one value of the next item. */
    void takeOne() {
        if (++taken == layout.items[index].count()) {
            takeItem();
        }
    }

    /** Takes all values of the next item. */
    void takeItem() {
        index++;
        taken = 0;
    }

    /** A caret under the next code. */
    String caret() {
        Item item = peek();
        return item == null ? "" : Quote.caret(layout.format, item.formatIndex());
    }
}
