/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.struct;

import static io.github.wholewire.struct.Description.counted;

import java.lang.invoke.MethodHandle;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.List;

/** A payload as people look at it: which byte is which component. */
final class CodecDump {
    private static final int MAX_TEXT = 60;

    /** More elements are left out. */
    private static final int MAX_ELEMENTS = 16;

    private final byte[] payload;
    private final DumpTable table;
    private int at;

    /** Where reading stopped, and why. */
    private static final class StoppedException extends Exception {
        private static final long serialVersionUID = 1L;

        StoppedException(String why) {
            super(why, null, false, false);
        }
    }

    private CodecDump(byte[] payload) {
        this.payload = payload;
        this.table = new DumpTable(payload, "component");
    }

    static String of(Class<?> type, Part part, byte[] payload) {
        CodecDump dump = new CodecDump(payload);
        String head = type.getSimpleName() + ": " + counted(payload.length, "byte") + "\n\n";
        String verdict = dump.verdict(part);
        return head + dump.table + verdict;
    }

    private String verdict(Part part) {
        try {
            addMessage(part);
        } catch (StoppedException e) {
            return "\n" + e.getMessage() + "\n";
        }
        int left = payload.length - at;
        if (left > 0) {
            table.addBytes(at, left, "", "", "left over");
            return "\n" + counted(left, "byte") + " left over\n";
        }
        return "";
    }

    private void addMessage(Part part) throws StoppedException {
        if (!(part instanceof UnionPart union)) {
            addRecord((RecordPart) part, "");
            return;
        }
        int width = union.tagWidth();
        requirePresent(width, "tag", union.tags.slot());
        long tag =
                union.tags
                        .slot()
                        .number(ArrayAccess.INSTANCE.get(payload, at, width, union.bigEndian));
        RecordPart record;
        try {
            record = union.records.get(union.tags.indexOf(tag));
        } catch (IllegalArgumentException e) {
            table.addBytes(at, width, "tag", union.tags.slot().code(), Long.toString(tag));
            throw new StoppedException(String.valueOf(e.getMessage()));
        }
        table.addBytes(at, width, "tag", union.tags.slot().code(), tag + ", " + record.slot.name());
        at += width;
        addRecord(record, "");
    }

    private void addRecord(RecordPart record, String prefix) throws StoppedException {
        List<Object> values = new ArrayList<>();
        for (Member member : record.members) {
            String name = prefix + member.name();
            Part part = member.part();
            if (member.lead() > 0) {
                addPadding(member.lead());
            } else {
                at += member.lead();
            }
            if (part instanceof RecordPart nested) {
                addRecord(nested, name + ".");
                values.add(nested);
            } else if (part.isFixed()) {
                values.add(addFixed(part, name));
            } else {
                long count = member.isCounted() ? count(member, values) : Cell.Run.REST;
                values.add(count);
                addRun(part, name, count);
            }
        }
        addPadding(record.trail);
    }

    private static long count(Member member, List<Object> values) {
        Object counter = values.get(member.countedBy());
        long count = counter instanceof Character c ? c : ((Number) counter).longValue();
        return Cell.Run.count(member.countMask(), count);
    }

    private void addPadding(int length) throws StoppedException {
        if (length > 0) {
            requirePresent(length, "", Slot.of("padding", Object.class));
            table.addBytes(at, length, "", "", "");
            at += length;
        }
    }

    private Object addFixed(Part part, String name) throws StoppedException {
        requirePresent(part.size, name, part.slot);
        Object value = value(part, name, part.size, handle -> handle.invoke((Object) payload, at));
        table.addBytes(at, part.size, name, part.slot.code(), shown(value));
        at += part.size;
        return value;
    }

    private void addRun(Part part, String name, long count) throws StoppedException {
        if (part instanceof RunOfRecords run) {
            addElements(run, name, count);
            return;
        }
        Cursor cursor = new Cursor(at, payload.length - at);
        boolean rest = count == Cell.Run.REST;
        Object value =
                value(
                        part,
                        name,
                        cursor.remaining(),
                        handle ->
                                rest
                                        ? handle.invoke((Object) payload, cursor)
                                        : handle.invoke(count, (Object) payload, cursor));
        table.addBytes(at, cursor.at() - at, name, part.slot.code(), shown(value));
        at = cursor.at();
    }

    private void addElements(RunOfRecords run, String name, long count) throws StoppedException {
        for (long i = 0; count == Cell.Run.REST ? at < payload.length : i < count; i++) {
            if (i == MAX_ELEMENTS) {
                throw new StoppedException("the rest of " + name + " is left out");
            }
            addRecord(run.element, name + "[" + i + "].");
        }
    }

    private interface Reading {
        Object from(MethodHandle handle) throws Throwable;
    }

    private Object value(Part part, String name, int length, Reading reading)
            throws StoppedException {
        @SuppressWarnings("unchecked") // it is given arrays
        Access<Object> access = (Access<Object>) (Access<?>) ArrayAccess.INSTANCE;
        try {
            return reading.from(part.handles(access).read());
        } catch (IllegalArgumentException e) {
            table.addBytes(at, length, name, part.slot.code(), "refused");
            throw new StoppedException(String.valueOf(e.getMessage()));
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }

    private void requirePresent(int length, String name, Slot slot) throws StoppedException {
        int present = payload.length - at;
        if (present < length) {
            table.addBytes(at, length, name, slot.code(), present == 0 ? "missing" : "cut");
            throw new StoppedException(
                    slot
                            + " takes "
                            + counted(length, "byte")
                            + ", of which "
                            + present
                            + " are there");
        }
    }

    private static String shown(Object value) {
        if (value instanceof byte[] bytes) {
            return Quote.of(bytes);
        }
        if (value instanceof String text) {
            return Quote.of(text);
        }
        if (!value.getClass().isArray()) {
            return value instanceof Character c ? Quote.of((char) c) : value.toString();
        }
        StringBuilder out = new StringBuilder("[");
        int length = Array.getLength(value);
        for (int i = 0; i < length && out.length() < MAX_TEXT; i++) {
            out.append(i == 0 ? "" : ", ").append(Array.get(value, i));
        }
        return out.length() < MAX_TEXT ? out.append(']').toString() : out + "...";
    }
}
