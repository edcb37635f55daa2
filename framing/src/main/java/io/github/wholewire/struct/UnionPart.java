/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.struct;

import static java.lang.invoke.MethodHandles.collectArguments;
import static java.lang.invoke.MethodHandles.dropArguments;
import static java.lang.invoke.MethodHandles.filterArguments;
import static java.lang.invoke.MethodHandles.filterReturnValue;
import static java.lang.invoke.MethodHandles.foldArguments;
import static java.lang.invoke.MethodHandles.insertArguments;
import static java.lang.invoke.MethodHandles.tableSwitch;
import static java.lang.invoke.MethodType.methodType;
import static java.util.Objects.requireNonNull;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.List;

/** A tag, then the record that has it. */
final class UnionPart extends Part {
    private static final MethodType LENGTH = methodType(int.class, Object.class);

    final Tags tags;

    /** In the order of the tags. */
    final List<RecordPart> records;

    final boolean bigEndian;

    UnionPart(Slot slot, Tags tags, List<RecordPart> records, boolean bigEndian) {
        super(slot, VARIABLE, minSize(slot, tags, records));
        this.tags = tags;
        this.records = records;
        this.bigEndian = bigEndian;
    }

    private static int minSize(Slot slot, Tags tags, List<RecordPart> records) {
        int width = tags.slot().type().width;
        return records.stream()
                .mapToInt(record -> requireInArray(slot, (long) width + record.minSize))
                .min()
                .orElse(width);
    }

    /** Bytes of the tag. */
    int tagWidth() {
        return tags.slot().type().width;
    }

    /** A union is a whole message, and never a component. */
    @Override
    Handles handles(Access<Object> access) {
        throw new UnsupportedOperationException(slot.name());
    }

    /** Where records have fixed sizes, messages are read and written without a cursor. */
    @Override
    MessageHandles message(Access<Object> access) {
        List<MethodHandle> reads = new ArrayList<>();
        List<MethodHandle> writes = new ArrayList<>();
        List<MethodHandle> measures = new ArrayList<>();
        List<MethodHandle> lengths = new ArrayList<>();
        List<MethodHandle> packs = new ArrayList<>();
        for (int i = 0; i < records.size(); i++) {
            MessageHandles each = message(i, access);
            reads.add(each.read());
            writes.add(each.write());
            measures.add(each.measure());
            lengths.add(each.length());
            packs.add(each.pack());
        }
        return new MessageHandles(
                byTag(reads, access),
                byClass(MessageHandles.WRITE, writes),
                byClass(MessageHandles.MEASURE, measures),
                byClass(LENGTH, lengths),
                byClass(MessageHandles.PACK, packs));
    }

    /** A record as a message, with its tag in front. */
    private MessageHandles message(int index, Access<Object> access) {
        RecordPart record = records.get(index);
        return record.isFixed() ? fixed(index, record, access) : variable(index, access);
    }

    private MessageHandles fixed(int index, RecordPart record, Access<Object> access) {
        Handles own = record.handles(access);
        MethodHandle write = RecordPart.at(own.write(), 1, RecordPart.plus(tagWidth()));
        Handles tagged =
                new Handles(
                        own.read(),
                        foldArguments(write, writeTag(index, tag(access).write())),
                        own.measure());
        Cursor.Step step = new Cursor.Step(record.slot, 0, record.size);
        MethodHandle place = new TaggedRecord(slot, tagStep(), step).place();
        return MessageHandles.of(slot, tagged, tagWidth() + record.size)
                .withRead(collectArguments(own.read(), 1, place));
    }

    private MessageHandles variable(int index, Access<Object> access) {
        Handles record = records.get(index).movingHandles(access);
        MethodHandle plusTag = insertArguments(RecordMeasuring.ADD, 0, (long) tagWidth());
        MethodHandle writeTag =
                writeTag(index, filterArguments(tag(access).write(), 1, tagStep().taking()));
        Handles tagged =
                new Handles(
                        filterArguments(record.read(), 1, tagStep().skipping()),
                        foldArguments(record.write(), writeTag),
                        filterReturnValue(requireNonNull(record.measure()), plusTag));
        return MessageHandles.of(slot, tagged, VARIABLE);
    }

    private MethodHandle writeTag(int index, MethodHandle write) {
        return insertArguments(write, 2, tags.numbers()[index]);
    }

    private Handles tag(Access<Object> access) {
        IntegerCell cell = IntegerCell.of(tags.slot(), access, bigEndian, false);
        return Handles.of(cell, long.class);
    }

    private Cursor.Step tagStep() {
        return new Cursor.Step(tags.slot(), 0, tagWidth());
    }

    /** Calls one of the handles, by the tag that a message begins with. */
    private MethodHandle byTag(List<MethodHandle> cases, Access<Object> access) {
        MethodHandle tag = collectArguments(tag(access).read(), 1, tagStep().present());
        MethodHandle index = Handles.bind(tags, "indexOf", int.class, long.class);
        return foldArguments(choice(MessageHandles.READ, cases), filterReturnValue(tag, index));
    }

    /** Calls one of the handles, by the class of their last argument. */
    private MethodHandle byClass(MethodType type, List<MethodHandle> cases) {
        int last = type.parameterCount() - 1;
        MethodType leading = type.dropParameterTypes(last, last + 1);
        return foldArguments(
                choice(type, cases), dropArguments(tags.placing(), 0, leading.parameterArray()));
    }

    /**
     * Calls one of the handles, by an index that is put in front of their arguments; it is always
     * that of a record.
     */
    private static MethodHandle choice(MethodType type, List<MethodHandle> cases) {
        MethodType indexed = type.insertParameterTypes(0, int.class);
        return tableSwitch(
                MethodHandles.empty(indexed),
                cases.stream()
                        .map(each -> dropArguments(each, 0, int.class))
                        .toArray(MethodHandle[]::new));
    }
}
