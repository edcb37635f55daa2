/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.struct;

import org.jspecify.annotations.Nullable;

/** Gives bit fields that follow each other the bits of one integer. Not thread-safe. */
final class BitBinder {
    private final Codes codes;

    /** The integer of which some bits are taken; null if there is none. */
    private @Nullable Item item;

    private int used;

    BitBinder(Codes codes) {
        this.codes = codes;
    }

    /** Binds the next bit field, as a member of its record. */
    Member bind(Component component, Reach reach, int count) {
        boolean isFirst = item == null;
        int padding = isFirst ? codes.takePadding() : 0;
        Item whole = item == null ? component.next(codes) : item;
        Part part = part(component, whole, count, isFirst);
        if (isFirst) {
            codes.takeOne();
        }
        used += count;
        boolean isLast = used == bits(whole);
        item = isLast ? null : whole;
        used = isLast ? 0 : used;
        return Member.fixed(
                component.name(),
                reach.getter(component.owner(), component.self()),
                part,
                isFirst ? padding : -whole.width());
    }

    private Part part(Component component, Item whole, int count, boolean isFirst) {
        if (!whole.type().isInteger()) {
            throw component.unfit(whole, codes);
        }
        int left = bits(whole) - used;
        if (count < 1 || count > left) {
            throw component.refuse(
                    "@BitField("
                            + count
                            + ") is not 1 to "
                            + left
                            + ", the bits left of "
                            + whole.letter());
        }
        Slot slot = component.slot(whole).withBits(count);
        int shift = codes.bigEndian() ? left - count : used;
        Part part = Fit.bits(slot, codes.bigEndian(), shift, isFirst);
        if (part == null) {
            throw component.refuse(count + " bits do not fit " + slot.javaType().getSimpleName());
        }
        return part;
    }

    private static int bits(Item item) {
        return item.width() * Byte.SIZE;
    }

    /** Refuses an end where bits are left. */
    void requireFull(Class<?> owner, String why) {
        if (item != null) {
            throw new IllegalArgumentException(
                    owner.getTypeName()
                            + ": the bit fields take "
                            + used
                            + " bits of "
                            + bits(item)
                            + ", and "
                            + why
                            + "; add one for the bits left");
        }
    }
}
