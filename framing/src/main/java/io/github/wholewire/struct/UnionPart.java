/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.struct;

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
    private static final MethodType READ = methodType(Object.class, Object.class, Cursor.class);
    private static final MethodType WRITE =
            methodType(void.class, Object.class, Cursor.class, Object.class);
    private static final MethodType MEASURE = methodType(long.class, Object.class);

    final Tags tags;

    /** In the order of the tags. */
    final List<RecordPart> records;

    final boolean bigEndian;

    UnionPart(Slot slot, Tags tags, List<RecordPart> records, boolean bigEndian) {
        super(slot, VARIABLE, minSize(tags, records));
        this.tags = tags;
        this.records = records;
        this.bigEndian = bigEndian;
    }

    private static int minSize(Tags tags, List<RecordPart> records) {
        return tags.slot().type().width + records.stream().mapToInt(r -> r.minSize).min().orElse(0);
    }

    /** Bytes of the tag. */
    int tagWidth() {
        return tags.slot().type().width;
    }

    @Override
    Handles handles(Access<Object> access) {
        List<MethodHandle> reads = new ArrayList<>();
        List<MethodHandle> writes = new ArrayList<>();
        List<MethodHandle> measures = new ArrayList<>();
        for (Handles each : tagged(access)) {
            reads.add(each.read());
            writes.add(each.write());
            measures.add(each.measure());
        }
        MethodHandle readTag = filterReturnValue(tag(access).read(), byTag());
        MethodHandle writeIndex = dropArguments(byClass(), 0, Object.class, Cursor.class);
        return new Handles(
                foldArguments(choice(READ, reads), readTag),
                foldArguments(choice(WRITE, writes), writeIndex),
                foldArguments(choice(MEASURE, measures), byClass()));
    }

    /** As {@link Message#packing} makes it of a record: here it finds out only once which one. */
    MethodHandle packing(Access<Object> access) {
        List<MethodHandle> packs = new ArrayList<>();
        for (Handles each : tagged(access)) {
            packs.add(Message.packing(slot, Message.whole(slot, each, VARIABLE)));
        }
        MethodHandle index =
                dropArguments(byClass(), 0, Message.PACK.dropParameterTypes(3, 4).parameterArray());
        return foldArguments(choice(Message.PACK, packs), index);
    }

    /** The records' handles; all but reading have the tag in front. */
    private List<Handles> tagged(Access<Object> access) {
        List<Handles> tagged = new ArrayList<>();
        MethodHandle plusTag = insertArguments(RecordPart.ADD_LONGS, 0, (long) tagWidth());
        for (int i = 0; i < records.size(); i++) {
            Handles record = records.get(i).movingHandles(access);
            MethodHandle writeTag = insertArguments(tag(access).write(), 2, tags.numbers()[i]);
            tagged.add(
                    new Handles(
                            record.read(),
                            foldArguments(
                                    record.write(), Handles.appending(writeTag, Object.class)),
                            filterReturnValue(requireNonNull(record.measure()), plusTag)));
        }
        return tagged;
    }

    private Handles tag(Access<Object> access) {
        IntegerCell cell = IntegerCell.of(tags.slot(), access, bigEndian, false);
        Handles tag = Handles.of(cell, long.class);
        MethodHandle place = RecordPart.step(tags.slot(), 0, tagWidth());
        return new Handles(
                filterArguments(tag.read(), 1, place),
                filterArguments(tag.write(), 1, place),
                null);
    }

    private MethodHandle byTag() {
        return Handles.bind(tags, "indexOf", int.class, long.class);
    }

    private MethodHandle byClass() {
        return Handles.bind(tags, "indexOf", int.class, Object.class);
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
