/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.struct;

import io.github.wholewire.Framer;
import io.github.wholewire.framing.Framers;
import java.nio.ByteBuffer;

/** Framers of messages that tell themselves how long they are. */
final class OwnFramers {
    private OwnFramers() {}

    /** Of messages of fixed sizes. */
    static Framer of(Part part) {
        if (part instanceof UnionPart union) {
            return tagged(union);
        }
        requireFixed(part);
        if (part.size == 0) {
            throw new IllegalStateException(
                    part.slot.name() + " takes no bytes, so no frame; use lengthPrefixed()");
        }
        return Framers.fixed(part.size);
    }

    private static Framer tagged(UnionPart union) {
        int[] sizes = new int[union.records.size()];
        int longest = 0;
        for (int i = 0; i < sizes.length; i++) {
            RecordPart record = union.records.get(i);
            requireFixed(record);
            sizes[i] = union.tagWidth() + record.size;
            longest = Math.max(longest, sizes[i]);
        }
        return Framers.header(
                union.tagWidth(),
                longest,
                header -> sizes[union.tags.indexOf(number(union, header))]);
    }

    private static long number(UnionPart union, ByteBuffer header) {
        return union.tags
                .slot()
                .number(BufferAccess.INSTANCE.get(header, 0, union.tagWidth(), union.bigEndian));
    }

    private static void requireFixed(Part part) {
        if (!part.isFixed()) {
            throw new IllegalStateException(
                    part.slot.name() + " has no fixed size, so no frame; use lengthPrefixed()");
        }
    }

    /**
     * Of frames that begin with a record.
     *
     * @param uncounted bytes of the frame that the length does not count
     */
    static Framer header(Part part, String component, int uncounted, int maxFrameLength) {
        if (!(part instanceof RecordPart record) || !part.isFixed()) {
            throw new IllegalStateException(
                    part.slot.name() + " is no header: it is no record of fixed size");
        }
        if (uncounted < 0) {
            throw new IllegalArgumentException("uncounted=" + uncounted + ": use 0 or more");
        }
        int offset = 0;
        for (Member member : record.members) {
            offset += member.lead();
            if (member.name().equals(component)) {
                Slot length = requireLength(member.part().slot);
                return header(record, length, offset, uncounted, maxFrameLength);
            }
            offset += member.part().size;
        }
        throw new IllegalArgumentException(
                part.slot.name() + " has no component " + Quote.of(component));
    }

    private static Slot requireLength(Slot slot) {
        if (!slot.isInteger() || slot.bits() > 0) {
            throw new IllegalArgumentException(slot + " is no integer to hold a length");
        }
        return slot;
    }

    private static Framer header(
            RecordPart record, Slot length, int offset, int uncounted, int maxFrameLength) {
        BufferAccess access = BufferAccess.INSTANCE;
        int width = length.type().width;
        boolean big = record.bigEndian;
        return Framers.header(
                record.size,
                maxFrameLength,
                header -> total(length, access.get(header, offset, width, big), uncounted),
                (header, total) -> access.set(header, offset, width, big, total - uncounted));
    }

    /** A negative length stays one; what a long cannot say is merely too long. */
    private static long total(Slot slot, long bits, int uncounted) {
        long length = slot.number(bits);
        if (length < 0 && slot.type().min < 0) {
            return length;
        }
        return length < 0 || length > Long.MAX_VALUE - uncounted
                ? Long.MAX_VALUE
                : length + uncounted;
    }
}
