/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.struct;

import static java.lang.invoke.MethodHandles.constant;
import static java.lang.invoke.MethodHandles.dropArguments;
import static java.lang.invoke.MethodHandles.filterArguments;
import static java.lang.invoke.MethodHandles.foldArguments;
import static java.lang.invoke.MethodHandles.permuteArguments;
import static java.lang.invoke.MethodType.methodType;

import java.lang.invoke.MethodHandle;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Adds what the components of variable size take, and checks the others. */
final class RecordMeasuring {
    /** {@code (long, long)long}; what does not fit a long fits nowhere. */
    static final MethodHandle ADD =
            Handles.bindStatic(
                    Math.class, "addExact", methodType(long.class, long.class, long.class));

    private final RecordPart record;
    private final List<MethodHandle> checks = new ArrayList<>();
    private final List<MethodHandle> sizes = new ArrayList<>();

    private RecordMeasuring(RecordPart record) {
        this.record = record;
    }

    /**
     * {@code (record)void} where the size is fixed, null if every value fits; else {@code long}.
     */
    static @Nullable MethodHandle of(RecordPart record, List<Handles> handles) {
        return new RecordMeasuring(record).measuring(handles);
    }

    private @Nullable MethodHandle measuring(List<Handles> handles) {
        long fixedSize = record.minSize;
        for (int i = 0; i < handles.size(); i++) {
            Member member = record.members.get(i);
            MethodHandle measure = handles.get(i).measure();
            if (measure == null) {
                continue;
            }
            if (member.part().isFixed()) {
                checks.add(filterArguments(measure, 0, member.getter()));
            } else {
                sizes.add(size(measure, member));
                fixedSize -= member.part().minSize;
            }
        }
        MethodHandle check =
                checks.isEmpty()
                        ? null
                        : Handles.chain(methodType(void.class, record.type()), checks);
        if (record.isFixed()) {
            return check;
        }
        sizes.add(dropArguments(constant(long.class, fixedSize), 0, record.type()));
        MethodHandle sum = sum(sizes);
        return check == null ? sum : foldArguments(sum, check);
    }

    private MethodHandle size(MethodHandle measure, Member member) {
        if (!member.isCounted()) {
            return filterArguments(measure, 0, member.getter());
        }
        MethodHandle counter = record.members.get(member.countedBy()).getter();
        MethodHandle count = filterArguments(member.count(counter.type().returnType()), 0, counter);
        MethodHandle both = filterArguments(measure, 0, count, member.getter());
        return permuteArguments(both, methodType(long.class, record.type()), 0, 0);
    }

    private MethodHandle sum(List<MethodHandle> measures) {
        int middle = measures.size() / 2;
        if (middle == 0) {
            return measures.get(0);
        }
        MethodHandle left = sum(measures.subList(0, middle));
        MethodHandle right = sum(measures.subList(middle, measures.size()));
        MethodHandle both = filterArguments(ADD, 0, left, right);
        return permuteArguments(both, methodType(long.class, record.type()), 0, 0);
    }
}
