/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.struct;

import static io.github.wholewire.struct.Description.counted;

/** A codec as people look at it: which component is where. */
final class CodecDescription {
    private static final int UNKNOWN = -1;

    private final Table table = new Table("component", "code", " offset", " size", "type", "Java");

    private CodecDescription() {}

    static String of(Class<?> type, Part part) {
        if (part instanceof UnionPart union) {
            return union(type, union);
        }
        return record((RecordPart) part);
    }

    private static String union(Class<?> type, UnionPart union) {
        StringBuilder out = new StringBuilder("union " + type.getSimpleName() + ": a tag of ");
        out.append(counted(union.tagWidth(), "byte")).append(", then one of ");
        out.append(counted(union.records.size(), "record")).append('\n');
        for (int i = 0; i < union.records.size(); i++) {
            out.append("\ntag ").append(union.tags.numbers()[i]).append(", ");
            out.append(record(union.records.get(i)));
        }
        return out.toString();
    }

    private static String record(RecordPart record) {
        String size = (record.isFixed() ? "" : "at least ") + counted(record.minSize, "byte");
        String order = record.bigEndian ? "big-endian" : "little-endian";
        CodecDescription description = new CodecDescription();
        description.add(record, "", 0);
        String head = "record " + record.slot.name() + ": " + size + ", " + order + "\n";
        return head + (record.members.isEmpty() ? "" : "\n" + description.table);
    }

    /** Adds the components of a record, and returns the offset behind it. */
    private int add(RecordPart record, String prefix, int from) {
        int offset = from;
        for (Member member : record.members) {
            Part part = member.part();
            String name = prefix + member.name();
            offset = plus(offset, member.lead());
            if (part instanceof RecordPart nested) {
                offset = add(nested, name + ".", offset);
                continue;
            }
            addRow(name, part, shown(offset), size(record, member));
            if (part instanceof RunOfRecords run) {
                add(run.element, name + "[].", UNKNOWN);
            }
            offset = part.isFixed() ? plus(offset, part.size) : UNKNOWN;
        }
        return plus(offset, record.trail);
    }

    private static int plus(int offset, int length) {
        return offset == UNKNOWN ? UNKNOWN : offset + length;
    }

    private static String shown(int offset) {
        return offset == UNKNOWN ? "" : Integer.toString(offset);
    }

    private static String size(RecordPart record, Member member) {
        Slot slot = member.part().slot;
        if (slot.bits() > 0) {
            return counted(slot.bits(), "bit");
        }
        if (member.part().isFixed()) {
            return Integer.toString(member.part().size);
        }
        return member.isCounted()
                ? "by " + record.members.get(member.countedBy()).name()
                : "the rest";
    }

    private void addRow(String name, Part part, String offset, String size) {
        Slot slot = part.slot;
        String type = slot.code().isEmpty() ? "" : slot.type().label;
        table.add(name, slot.code(), offset, size, type, slot.javaType().getSimpleName());
    }
}
