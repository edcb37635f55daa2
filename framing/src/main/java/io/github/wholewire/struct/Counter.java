/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.struct;

import java.util.List;

/** The component that says how many elements a later one has. */
final class Counter {
    private Counter() {}

    /**
     * Finds it.
     *
     * @param counted the later component
     * @param members the components in front of that
     */
    static int indexOf(Component counted, String name, List<Member> members) {
        for (int i = 0; i < members.size(); i++) {
            Member member = members.get(i);
            if (member.name().equals(name)) {
                if (!member.part().slot.isInteger()) {
                    throw counted.refuse("what counts it, " + name + ", is no integer");
                }
                return i;
            }
        }
        throw counted.refuse("no earlier component is called " + name);
    }

    /** An int may hold an unsigned number of 32 bits, and a byte one of a bit field of 8. */
    static long mask(Member counter) {
        Slot slot = counter.part().slot;
        boolean isBitField = slot.bits() > 0;
        int bits = isBitField ? slot.bits() : slot.type().width * Byte.SIZE;
        return isBitField || slot.type().min == 0 ? -1L >>> (Long.SIZE - bits) : -1;
    }
}
