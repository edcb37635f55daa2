/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.struct;

import java.util.ArrayList;
import java.util.List;

/** Reads a format: perhaps a prefix, then items with whitespace between them. */
final class FormatParser {
    private static final String PREFIXES = "@=<>!";
    private static final char MAX_ASCII = 0x7F;
    private static final String WHITESPACE = " \t\n\u000B\f\r";

    private final String format;
    private final boolean nativeMode;
    private final List<Item> items = new ArrayList<>();
    private int index;
    private long size;
    private long valueCount;

    /**
     * Index of the first item that does not fit an array, or -1. It is reported only when the rest
     * is well formed; a size beyond a long at once, as CPython does.
     */
    private int firstTooLarge = -1;

    private FormatParser(String format) {
        this.format = format;
        char prefix = format.isEmpty() ? '@' : format.charAt(0);
        this.index = PREFIXES.indexOf(prefix) < 0 || format.isEmpty() ? 0 : 1;
        this.nativeMode = index == 0 || prefix == '@';
    }

    static Layout parse(String format) {
        FormatParser parser = new FormatParser(format);
        parser.readItems();
        boolean bigEndian = format.startsWith(">") || format.startsWith("!");
        return new Layout(
                format,
                bigEndian,
                parser.nativeMode,
                parser.items,
                (int) parser.size,
                (int) parser.valueCount);
    }

    private void readItems() {
        refuseForeignCharacters();
        while (index < format.length()) {
            if (WHITESPACE.indexOf(format.charAt(index)) >= 0) {
                index++;
            } else {
                readItem();
            }
        }
        if (firstTooLarge >= 0) {
            throw tooLarge(firstTooLarge);
        }
    }

    /** CPython looks for these first, wherever they stand. */
    private void refuseForeignCharacters() {
        for (int i = 0; i < format.length(); i++) {
            char character = format.charAt(i);
            if (character == 0 || character > MAX_ASCII) {
                throw malformed(i, whyNoCode(character, i > 0 && isDigit(i - 1)));
            }
        }
    }

    private void readItem() {
        int start = index;
        long count = readCount();
        Type type = readType(start);
        String text = format.substring(start, index);
        if (nativeMode) {
            align(type);
        }
        if (type.countIsLength()) {
            add(type, text, start, count, type == Type.PAD ? 0 : 1);
        } else {
            add(type, text, start, type.width, count);
        }
    }

    private long readCount() {
        if (!isDigit(index)) {
            return 1;
        }
        int start = index;
        long count = 0;
        for (; isDigit(index); index++) {
            int digit = format.charAt(index) - '0';
            if (count > (Long.MAX_VALUE - digit) / 10) {
                throw tooLarge(start);
            }
            count = count * 10 + digit;
        }
        return count;
    }

    private boolean isDigit(int at) {
        return at < format.length() && format.charAt(at) >= '0' && format.charAt(at) <= '9';
    }

    private Type readType(int start) {
        if (index == format.length()) {
            throw malformed(start, "a count without a code behind it; add " + codes());
        }
        char letter = format.charAt(index);
        Code code = Code.of(letter);
        if (code == null) {
            throw malformed(index, whyNoCode(letter, index > start));
        }
        Type type = code.type(nativeMode);
        if (type == null) {
            throw malformed(
                    index,
                    Quote.of(letter)
                            + " is native only and has no standard size; use 'q' or 'Q', or the"
                            + " prefix '@'");
        }
        index++;
        return type;
    }

    private String whyNoCode(char letter, boolean afterCount) {
        if (WHITESPACE.indexOf(letter) >= 0) {
            return "whitespace between a count and its code; leave it out";
        }
        if (PREFIXES.indexOf(letter) >= 0) {
            return Quote.of(letter) + " is a prefix and stands only at index 0, or " + codes();
        }
        return Quote.of(letter)
                + " is no code; use "
                + codes()
                + (afterCount ? "" : ", a count, or whitespace");
    }

    private String codes() {
        return "one of " + Code.letters(nativeMode);
    }

    private void align(Type type) {
        int beyond = (int) (size % type.width);
        if (beyond > 0) {
            add(Type.PAD, "pad", index - 1, type.width - beyond, 0);
        }
    }

    private void add(Type type, String text, int start, long width, long count) {
        long offset = size;
        long first = valueCount;
        long times = type == Type.PAD ? 1 : count;
        if (times > 0 && width > (Long.MAX_VALUE - size) / times) {
            throw tooLarge(start);
        }
        size += width * times;
        valueCount += count;
        if (firstTooLarge < 0 && (size > Integer.MAX_VALUE || valueCount > Integer.MAX_VALUE)) {
            firstTooLarge = start;
        }
        if (firstTooLarge < 0 && width * times + count > 0) {
            items.add(
                    new Item(
                            type,
                            format,
                            text,
                            index - 1,
                            (int) offset,
                            (int) width,
                            (int) count,
                            (int) first,
                            type.min,
                            type.max));
        }
    }

    private IllegalArgumentException tooLarge(int start) {
        return new IllegalArgumentException(
                "format too large at index "
                        + start
                        + ": up to here it takes more than 2147483647 bytes or values, the most"
                        + " that an array holds"
                        + Quote.caret(format, start));
    }

    private IllegalArgumentException malformed(int at, String why) {
        return new IllegalArgumentException(
                "malformed format at index " + at + ": " + why + Quote.caret(format, at));
    }
}
